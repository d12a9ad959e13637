//! Family D: the deliberations.

pub(in crate::checks) mod d01;
pub(in crate::checks) mod d02;
pub(in crate::checks) mod d03;
pub(in crate::checks) mod d04;
pub(in crate::checks) mod d05;
pub(in crate::checks) mod d06;
pub(in crate::checks) mod d07;
pub(in crate::checks) mod d08;
pub(in crate::checks) mod d09;
pub(in crate::checks) mod d10;
pub(in crate::checks) mod d11;
mod reading;
pub(in crate::checks) mod shared;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[
    d01::CHECK,
    d02::CHECK,
    d03::CHECK,
    d04::CHECK,
    d05::CHECK,
    d06::CHECK,
    d07::CHECK,
    d08::CHECK,
    d09::CHECK,
    d10::CHECK,
    d11::CHECK,
];
