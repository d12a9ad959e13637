//! Family J: attachments (pièces jointes).

mod cited;
pub(in crate::checks) mod j01;
pub(in crate::checks) mod j02;
pub(in crate::checks) mod j03;
pub(in crate::checks) mod j04;
pub(in crate::checks) mod j05;
pub(in crate::checks) mod j06;
pub(in crate::checks) mod j07;
pub(in crate::checks) mod j08;
pub(in crate::checks) mod j09;
pub(in crate::checks) mod j10;
pub(in crate::checks) mod j11;
pub(in crate::checks) mod j12;
pub(in crate::checks) mod j13;
mod passage;
mod quoted;
mod shared;
mod slip;
mod statement;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[
    j01::CHECK,
    j02::CHECK,
    j03::CHECK,
    j04::CHECK,
    j05::CHECK,
    j06::CHECK,
    j07::CHECK,
    j08::CHECK,
    j09::CHECK,
    j10::CHECK,
    j11::CHECK,
    j12::CHECK,
    j13::CHECK,
];
