//! Family E: eligibility of expenses.

pub(in crate::checks) mod e01;
pub(in crate::checks) mod e02;
pub(in crate::checks) mod e03;
pub(in crate::checks) mod e04;
pub(in crate::checks) mod e05;
pub(in crate::checks) mod e06;
pub(in crate::checks) mod e07;
pub(in crate::checks) mod e08;
pub(in crate::checks) mod e09;
pub(in crate::checks) mod e10;
pub(in crate::checks) mod e11;
pub(in crate::checks) mod e12;
pub(in crate::checks) mod e13;
pub(in crate::checks) mod e14;
pub(in crate::checks) mod e15;
pub(in crate::checks) mod e16;
pub(in crate::checks) mod e17;
pub(in crate::checks) mod e18;
pub(in crate::checks) mod e19;
pub(in crate::checks) mod e20;
pub(in crate::checks) mod e21;
pub(in crate::checks) mod e22;
pub(in crate::checks) mod e23;
pub(in crate::checks) mod e24;
pub(in crate::checks) mod e25;
pub(in crate::checks) mod e26;
pub(in crate::checks) mod e27;
mod elsewhere;
mod goods;
pub(in crate::checks) mod shared;
mod work;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[
    e01::CHECK,
    e02::CHECK,
    e03::CHECK,
    e04::CHECK,
    e05::CHECK,
    e06::CHECK,
    e07::CHECK,
    e08::CHECK,
    e09::CHECK,
    e10::CHECK,
    e11::CHECK,
    e12::CHECK,
    e13::CHECK,
    e14::CHECK,
    e15::CHECK,
    e16::CHECK,
    e17::CHECK,
    e18::CHECK,
    e19::CHECK,
    e20::CHECK,
    e21::CHECK,
    e22::CHECK,
    e23::CHECK,
    e24::CHECK,
    e25::CHECK,
    e26::CHECK,
    e27::CHECK,
];
