//! Family S: the sheets of any workbook, whether or not a project goes with it. Only `dossier audit` runs them.

mod s01;
mod s02;
mod s03;
mod s04;
mod s05;
mod s06;
mod s07;
mod s08;
mod s09;
mod s10;
mod s11;
mod s12;
mod s13;
mod s14;
mod s15;
mod s16;
mod s17;
mod s18;
mod s19;
mod s20;
mod shared;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[
    s01::CHECK,
    s02::CHECK,
    s03::CHECK,
    s04::CHECK,
    s05::CHECK,
    s06::CHECK,
    s07::CHECK,
    s08::CHECK,
    s09::CHECK,
    s10::CHECK,
    s11::CHECK,
    s12::CHECK,
    s13::CHECK,
    s14::CHECK,
    s15::CHECK,
    s16::CHECK,
    s17::CHECK,
    s18::CHECK,
    s19::CHECK,
    s20::CHECK,
];
