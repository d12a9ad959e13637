//! What several checks of this family share.

use crate::model::french::counted;

pub(in crate::checks) fn characters(count: usize) -> String {
    counted(count, "caractère", "caractères")
}
