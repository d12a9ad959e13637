//! Family C: the calendar.

pub(in crate::checks) mod c01;
pub(in crate::checks) mod c02;
pub(in crate::checks) mod c03;
pub(in crate::checks) mod c04;
pub(in crate::checks) mod c05;
pub(in crate::checks) mod c06;
pub(in crate::checks) mod c07;
pub(in crate::checks) mod c08;
pub(in crate::checks) mod c09;
pub(in crate::checks) mod c10;
pub(in crate::checks) mod c11;
pub(in crate::checks) mod c12;
pub(in crate::checks) mod c13;
mod dates;
mod period;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[
    c01::CHECK,
    c02::CHECK,
    c03::CHECK,
    c04::CHECK,
    c05::CHECK,
    c06::CHECK,
    c07::CHECK,
    c08::CHECK,
    c09::CHECK,
    c10::CHECK,
    c11::CHECK,
    c12::CHECK,
    c13::CHECK,
];
