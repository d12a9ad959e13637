//! Family I: identifiers of the applicant and its partners.

pub(in crate::checks) mod i01;
pub(in crate::checks) mod i02;
pub(in crate::checks) mod i03;
pub(in crate::checks) mod i04;
pub(in crate::checks) mod i05;
pub(in crate::checks) mod i06;
pub(in crate::checks) mod i07;
pub(in crate::checks) mod shared;

use crate::checks::Check;

/// The checks of this family, in the order of their codes.
pub(in crate::checks) const CHECKS: &[Check] =
    &[i01::CHECK, i02::CHECK, i03::CHECK, i04::CHECK, i05::CHECK, i06::CHECK, i07::CHECK];
