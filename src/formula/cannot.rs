//! What stops the recalculation of a formula.

use crate::source::limits;

/// Why a formula could not be recomputed, in French.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cannot {
    /// The reason.
    pub reason: String,
    /// True when the formula reads another workbook, which is not there to be read.
    pub is_external: bool,
    /// True when only Google Sheets could compute it: its last value is written in the formula itself.
    pub is_frozen: bool,
}

impl Cannot {
    pub(super) fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_external: false, is_frozen: false }
    }

    pub(super) fn external() -> Self {
        Self { is_external: true, ..Self::new("la formule lit un autre classeur") }
    }

    pub(super) fn frozen() -> Self {
        Self { is_frozen: true, ..Self::new("formule propre à Google Sheets") }
    }

    pub(super) fn function(name: &str) -> Self {
        let short: String = name.chars().take(limits::SHOWN_CHARACTERS).collect();
        Self::new(format!("fonction {short} non recalculée par le programme"))
    }

    pub(super) fn too_long() -> Self {
        Self::new("le classeur demande plus de calculs que le programme n’en fait")
    }

    pub(super) fn too_large() -> Self {
        Self::new("nombre au-delà de ce que le programme calcule exactement")
    }
}
