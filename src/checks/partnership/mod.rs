//! Family G: the partners of a collaborative operation.

pub(in crate::checks) mod g01;
pub(in crate::checks) mod g02;
pub(in crate::checks) mod g03;
pub(in crate::checks) mod g04;
pub(in crate::checks) mod g05;
pub(in crate::checks) mod g06;
pub(in crate::checks) mod g07;
mod shared;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] =
    &[g01::CHECK, g02::CHECK, g03::CHECK, g04::CHECK, g05::CHECK, g06::CHECK, g07::CHECK];
