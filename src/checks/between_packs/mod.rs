//! Family X: between the packs of one project.

pub(in crate::checks) mod shared;
pub(in crate::checks) mod x01;
pub(in crate::checks) mod x02;
pub(in crate::checks) mod x03;
pub(in crate::checks) mod x04;
pub(in crate::checks) mod x05;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[x01::CHECK, x02::CHECK, x03::CHECK, x04::CHECK, x05::CHECK];
