//! Family L: what reading the workbook (lecture) noticed.

pub(in crate::checks) mod issues;
pub(in crate::checks) mod l01;
pub(in crate::checks) mod l02;
pub(in crate::checks) mod l04;
pub(in crate::checks) mod l06;
pub(in crate::checks) mod l08;
pub(in crate::checks) mod l09;
pub(in crate::checks) mod l10;
pub(in crate::checks) mod l11;
pub(in crate::checks) mod l12;
mod named;
pub(in crate::checks) mod shared;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[
    l01::CHECK,
    l02::CHECK,
    l04::CHECK,
    l06::CHECK,
    l08::CHECK,
    l09::CHECK,
    l10::CHECK,
    l11::CHECK,
    l12::CHECK,
];
