//! Family P: the financing plan.

pub(in crate::checks) mod co_financers;
pub(in crate::checks) mod p01;
pub(in crate::checks) mod p02;
pub(in crate::checks) mod p03;
pub(in crate::checks) mod p04;
pub(in crate::checks) mod p05;
pub(in crate::checks) mod p06;
pub(in crate::checks) mod p07;
pub(in crate::checks) mod p08;
pub(in crate::checks) mod p09;
pub(in crate::checks) mod p10;
pub(in crate::checks) mod p11;
pub(in crate::checks) mod p12;
pub(in crate::checks) mod p13;
pub(in crate::checks) mod p14;
pub(in crate::checks) mod p15;
pub(in crate::checks) mod p16;
pub(in crate::checks) mod p17;
pub(in crate::checks) mod p18;
pub(in crate::checks) mod p19;
pub(in crate::checks) mod p20;
pub(in crate::checks) mod p21;
pub(in crate::checks) mod p22;
pub(in crate::checks) mod p23;
pub(in crate::checks) mod p24;
pub(in crate::checks) mod p25;
pub(in crate::checks) mod shared;
mod sides;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[
    p01::CHECK,
    p02::CHECK,
    p03::CHECK,
    p04::CHECK,
    p05::CHECK,
    p06::CHECK,
    p07::CHECK,
    p08::CHECK,
    p09::CHECK,
    p10::CHECK,
    p11::CHECK,
    p12::CHECK,
    p13::CHECK,
    p14::CHECK,
    p15::CHECK,
    p16::CHECK,
    p17::CHECK,
    p18::CHECK,
    p19::CHECK,
    p20::CHECK,
    p21::CHECK,
    p22::CHECK,
    p23::CHECK,
    p24::CHECK,
    p25::CHECK,
];
