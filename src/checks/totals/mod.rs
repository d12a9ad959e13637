//! Family T: totals and arithmetic of the workbook.

pub(in crate::checks) mod t01;
pub(in crate::checks) mod t02;
pub(in crate::checks) mod t03;
pub(in crate::checks) mod t04;
pub(in crate::checks) mod t05;
pub(in crate::checks) mod t06;
pub(in crate::checks) mod t07;
pub(in crate::checks) mod t08;
pub(in crate::checks) mod t09;
pub(in crate::checks) mod t10;
pub(in crate::checks) mod t11;
pub(in crate::checks) mod t12;
pub(in crate::checks) mod t13;
pub(in crate::checks) mod t14;
pub(in crate::checks) mod t15;
pub(in crate::checks) mod t16;
pub(in crate::checks) mod t17;
pub(in crate::checks) mod t18;
pub(in crate::checks) mod t19;
pub(in crate::checks) mod t20;
pub(in crate::checks) mod t21;
pub(in crate::checks) mod t22;
pub(in crate::checks) mod t23;
pub(in crate::checks) mod t24;
pub(in crate::checks) mod t25;
pub(in crate::checks) mod t26;
pub(in crate::checks) mod t27;
pub(in crate::checks) mod t28;
pub(in crate::checks) mod t29;
pub(in crate::checks) mod t30;
pub(in crate::checks) mod t31;
pub(in crate::checks) mod t32;
pub(in crate::checks) mod t33;
pub(in crate::checks) mod t34;
pub(in crate::checks) mod t35;
pub(in crate::checks) mod t36;
pub(in crate::checks) mod t37;
pub(in crate::checks) mod t40;
pub(in crate::checks) mod t41;

mod frozen;
mod minimum_wage;
mod shared;
mod staff;
mod vat_methods;
mod wrong;

use crate::checks::Check;
pub(in crate::checks) use shared::{RULE, saved_with_formula};

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[
    t01::CHECK,
    t02::CHECK,
    t03::CHECK,
    t04::CHECK,
    t05::CHECK,
    t06::CHECK,
    t07::CHECK,
    t08::CHECK,
    t09::CHECK,
    t10::CHECK,
    t11::CHECK,
    t12::CHECK,
    t13::CHECK,
    t14::CHECK,
    t15::CHECK,
    t16::CHECK,
    t17::CHECK,
    t18::CHECK,
    t19::CHECK,
    t20::CHECK,
    t21::CHECK,
    t22::CHECK,
    t23::CHECK,
    t24::CHECK,
    t25::CHECK,
    t26::CHECK,
    t27::CHECK,
    t28::CHECK,
    t29::CHECK,
    t30::CHECK,
    t31::CHECK,
    t32::CHECK,
    t33::CHECK,
    t34::CHECK,
    t35::CHECK,
    t36::CHECK,
    t37::CHECK,
    t40::CHECK,
    t41::CHECK,
];
