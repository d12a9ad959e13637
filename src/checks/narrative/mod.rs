//! Family R: the narrative and the commitments.

pub(in crate::checks) mod counts;
mod links;
mod named;
mod nearness;
pub(in crate::checks) mod printing;
pub(in crate::checks) mod quotes;
pub(in crate::checks) mod r01;
pub(in crate::checks) mod r02;
pub(in crate::checks) mod r03;
pub(in crate::checks) mod r04;
pub(in crate::checks) mod r05;
pub(in crate::checks) mod r06;
pub(in crate::checks) mod r07;
pub(in crate::checks) mod r08;
pub(in crate::checks) mod r09;
pub(in crate::checks) mod r10;
pub(in crate::checks) mod r11;
pub(in crate::checks) mod r12;
pub(in crate::checks) mod r13;
pub(in crate::checks) mod r14;
pub(in crate::checks) mod r15;
pub(in crate::checks) mod r16;
pub(in crate::checks) mod r17;
pub(in crate::checks) mod r18;
pub(in crate::checks) mod r19;
pub(in crate::checks) mod r20;
pub(in crate::checks) mod r21;
pub(in crate::checks) mod r22;
pub(in crate::checks) mod r23;
pub(in crate::checks) mod r24;
pub(in crate::checks) mod shared;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[
    r01::CHECK,
    r02::CHECK,
    r03::CHECK,
    r04::CHECK,
    r05::CHECK,
    r06::CHECK,
    r07::CHECK,
    r08::CHECK,
    r09::CHECK,
    r10::CHECK,
    r11::CHECK,
    r12::CHECK,
    r13::CHECK,
    r14::CHECK,
    r15::CHECK,
    r16::CHECK,
    r17::CHECK,
    r18::CHECK,
    r19::CHECK,
    r20::CHECK,
    r21::CHECK,
    r22::CHECK,
    r23::CHECK,
    r24::CHECK,
];
