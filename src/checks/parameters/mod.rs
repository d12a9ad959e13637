//! Family M: the fund's parameters and the user's overrides.

pub(in crate::checks) mod m01;
pub(in crate::checks) mod m02;
pub(in crate::checks) mod m03;
pub(in crate::checks) mod m04;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[m01::CHECK, m02::CHECK, m03::CHECK, m04::CHECK];
