//! Formulas that only Google Sheets computes: the file keeps the value that they had.

use crate::audit::Audit;
use crate::formula::CellRef;
use crate::source::workbook::formula_text::frozen_formula;

/// What to do about them.
pub(super) const REDO: &str = "Dans Google Sheets, refaites ces formules avec les fonctions usuelles, ou collez leur valeur avec une note qui dit d’où elle vient, puis exportez de nouveau.";

/// The formula as it was in Google Sheets, when the cell says it.
pub(super) fn own_formula(audit: &Audit<'_>, at: CellRef) -> Option<String> {
    let formula = audit.recalculation.content(at)?.formula.as_deref()?;
    frozen_formula(formula)?.formula
}

/// The cell to quote: one that says what it was speaks better than those that it fills.
pub(super) fn first_frozen(audit: &Audit<'_>, cells: &[CellRef]) -> Option<CellRef> {
    cells.iter().find(|at| own_formula(audit, **at).is_some()).or(cells.first()).copied()
}
