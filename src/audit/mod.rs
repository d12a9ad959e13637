//! What the workbook itself says: its totals, its lines, its columns, the orders of size. No fund can enter here: what
//! follows from the workbook alone is the same for every pack.

pub mod blocks;
pub mod bounds;
mod cells;
mod columns;
pub mod controls;
mod headers;
pub mod holes;
pub mod line;
pub mod line_names;
pub mod lines;
pub mod magnitude;
pub mod ranks;
pub mod sheets;
pub mod sisters;
mod standing;
pub mod survey;
pub mod totals;
pub mod vat;

use std::sync::OnceLock;

use crate::formula::{CellSet, Recalculation};
use crate::model::Budget;
use crate::model::budget::DeclaredTotal;
use crate::source::table::BudgetReading;
pub use cells::fact;
pub use columns::Column;
pub use headers::Swapped;
use lines::LineFaults;
pub use survey::Survey;
use totals::Verdict;

/// What the workbook says, worked out once for every pack: made from the reading and the formulas, and nothing else.
#[derive(Debug)]
pub struct Audit<'a> {
    /// How the workbook was read.
    pub reading: &'a BudgetReading,
    /// Its formulas, recomputed.
    pub recalculation: &'a Recalculation,
    lines: OnceLock<LineFaults>,
    verdicts: OnceLock<Vec<Verdict>>,
    columns: OnceLock<Vec<Column>>,
    swapped: OnceLock<Vec<Swapped>>,
    errors: OnceLock<CellSet>,
}

impl<'a> Audit<'a> {
    /// The audit of a workbook; each part is worked out when it is first asked for.
    #[must_use]
    pub const fn of(reading: &'a BudgetReading, recalculation: &'a Recalculation) -> Self {
        Self {
            reading,
            recalculation,
            lines: OnceLock::new(),
            verdicts: OnceLock::new(),
            columns: OnceLock::new(),
            swapped: OnceLock::new(),
            errors: OnceLock::new(),
        }
    }

    /// The budget.
    #[must_use]
    pub fn budget(&self) -> &'a Budget {
        &self.reading.budget
    }

    /// The faults of the expense lines.
    pub fn lines(&self) -> &LineFaults {
        self.lines.get_or_init(|| LineFaults::of(self))
    }

    /// Each subtotal and total with its verdict, in the order of the workbook.
    pub fn totals(&self) -> impl Iterator<Item = (&'a DeclaredTotal, &Verdict)> {
        let verdicts = self.verdicts.get_or_init(|| totals::verdicts(self));
        self.budget().declared_totals.iter().zip(verdicts)
    }

    /// The columns of formulas.
    pub fn columns(&self) -> &[Column] {
        self.columns.get_or_init(|| columns::columns(self))
    }

    /// Headers HT and TTC over each other's amounts.
    pub fn swapped(&self) -> &[Swapped] {
        self.swapped.get_or_init(|| headers::swapped(self))
    }
}
