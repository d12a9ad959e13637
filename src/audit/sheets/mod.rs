//! What the sheets of any workbook say of themselves: no project, no fund, no table of ours.

pub mod constants;
pub mod corners;
pub mod crossed;
mod lattice;
pub mod lone;
pub mod magnitude;
pub mod missed;
pub mod reads;
pub mod summed;
pub mod sums;
pub mod totals;
pub mod typed;

use crate::formula::{CellRef, Form, Forms, Recalculation};
use lattice::Lattice;
pub use lattice::Way;

/// The sheets of a workbook with the calculations of their formulas.
#[derive(Debug)]
pub struct Sheets<'a> {
    recalculation: &'a Recalculation,
    forms: Forms,
    lattices: Vec<Lattice<'a>>,
}

impl<'a> Sheets<'a> {
    /// The sheets of a workbook that was recomputed whole.
    #[must_use]
    pub fn of(recalculation: &'a Recalculation) -> Self {
        let sheets = recalculation.workbook().sheets.iter().enumerate();
        Self {
            recalculation,
            forms: Forms::of(recalculation),
            lattices: sheets.map(|(index, sheet)| Lattice::new(index, sheet)).collect(),
        }
    }

    /// The formulas that could be read, in the order of the sheets.
    fn formulas(&self) -> impl Iterator<Item = (CellRef, &Form)> {
        self.recalculation.cells().filter_map(|(at, _)| Some((at, self.form(at)?)))
    }

    /// True when two formulas have the same functions, whatever they read.
    #[must_use]
    pub fn are_made_alike(&self, one: CellRef, other: CellRef) -> bool {
        let skeleton = |at| self.form(at).map(|form| form.skeleton.as_str());
        skeleton(one).is_some_and(|own| skeleton(other) == Some(own))
    }

    /// The calculation of a cell.
    fn form(&self, at: CellRef) -> Option<&Form> {
        self.forms.get(self.recalculation.shape(at)?)
    }
}
