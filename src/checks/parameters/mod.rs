//! Family M: the fund's parameters and the user's overrides.

pub(in crate::checks) mod m01;
pub(in crate::checks) mod m02;
pub(in crate::checks) mod m03;
pub(in crate::checks) mod m04;
pub(in crate::checks) mod m05;
pub(in crate::checks) mod m06;
pub(in crate::checks) mod m07;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] =
    &[m01::CHECK, m02::CHECK, m03::CHECK, m04::CHECK, m05::CHECK, m06::CHECK, m07::CHECK];
