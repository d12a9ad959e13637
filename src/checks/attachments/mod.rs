//! Family J: attachments (pièces jointes).

pub(in crate::checks) mod j01;
pub(in crate::checks) mod j02;
pub(in crate::checks) mod j03;
pub(in crate::checks) mod j04;
pub(in crate::checks) mod j05;
pub(in crate::checks) mod j06;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] =
    &[j01::CHECK, j02::CHECK, j03::CHECK, j04::CHECK, j05::CHECK, j06::CHECK];
