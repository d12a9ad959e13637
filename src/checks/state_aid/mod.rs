//! Family A: state aid.

pub(in crate::checks) mod a01;
pub(in crate::checks) mod a02;
pub(in crate::checks) mod a03;
pub(in crate::checks) mod a04;
pub(in crate::checks) mod a05;
pub(in crate::checks) mod a06;
pub(in crate::checks) mod a07;
pub(in crate::checks) mod a08;
pub(in crate::checks) mod a09;
pub(in crate::checks) mod a10;
mod windows;

use crate::checks::Check;

/// The applicant lists no aid: nobody else was asked.
const NONE: &str = "aucune aide de minimis déclarée";

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[
    a01::CHECK,
    a02::CHECK,
    a03::CHECK,
    a04::CHECK,
    a05::CHECK,
    a06::CHECK,
    a07::CHECK,
    a08::CHECK,
    a09::CHECK,
    a10::CHECK,
];
