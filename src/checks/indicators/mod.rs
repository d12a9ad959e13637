//! Family N: indicators.

pub(in crate::checks) mod n01;
pub(in crate::checks) mod n02;
pub(in crate::checks) mod n03;
pub(in crate::checks) mod n04;
pub(in crate::checks) mod n05;
pub(in crate::checks) mod n06;
pub(in crate::checks) mod n07;
pub(in crate::checks) mod n08;
pub(in crate::checks) mod n09;
pub(in crate::checks) mod n10;
pub(in crate::checks) mod shared;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[
    n01::CHECK,
    n02::CHECK,
    n03::CHECK,
    n04::CHECK,
    n05::CHECK,
    n06::CHECK,
    n07::CHECK,
    n08::CHECK,
    n09::CHECK,
    n10::CHECK,
];
