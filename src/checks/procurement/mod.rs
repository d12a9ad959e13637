//! Family K: public procurement.

pub(in crate::checks) mod k01;
pub(in crate::checks) mod k02;
pub(in crate::checks) mod k03;
mod needs;
pub(in crate::checks) mod shared;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] = &[k01::CHECK, k02::CHECK, k03::CHECK];
