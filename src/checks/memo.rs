//! What several checks need and one of them works out: kept as long as the checks of a project run.

use std::sync::OnceLock;

use super::line_faults::LineFaults;
use super::table_totals::Verdict;
use crate::checks::totals::formulas::Column;

/// Kept from one check to the next, and from one pack to the next: all of it follows from the workbook alone.
#[derive(Debug, Default)]
pub struct Memo {
    /// The verdict of each declared total, in the order of the budget.
    pub(super) verdicts: OnceLock<Vec<Verdict>>,
    /// The faults of the lines.
    pub(super) line_faults: OnceLock<LineFaults>,
    /// The columns of formulas.
    pub(super) columns: OnceLock<Vec<Column>>,
}
