//! Family F: simplified costs: flat rates, unit costs, lump sums.

pub(in crate::checks) mod f01;
pub(in crate::checks) mod f02;
pub(in crate::checks) mod f03;
pub(in crate::checks) mod f04;
pub(in crate::checks) mod f05;
pub(in crate::checks) mod f06;
pub(in crate::checks) mod f07;
pub(in crate::checks) mod f08;
pub(in crate::checks) mod f09;
pub(in crate::checks) mod f10;
pub(in crate::checks) mod f11;
pub(in crate::checks) mod f12;
pub(in crate::checks) mod scales;
mod shared;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[
    f01::CHECK,
    f02::CHECK,
    f03::CHECK,
    f04::CHECK,
    f05::CHECK,
    f06::CHECK,
    f07::CHECK,
    f08::CHECK,
    f09::CHECK,
    f10::CHECK,
    f11::CHECK,
    f12::CHECK,
];
