//! The names that a workbook gives to cells or to calculations.

use serde::{Deserialize, Serialize};

/// Rows and columns of a sheet of the formats of today.
pub(super) const GRID: (u32, u32) = (1_048_576, 16_384);

/// Rows and columns of a sheet of an old `.xls` workbook.
pub(super) const OLD_GRID: (u32, u32) = (65_536, 256);

/// A defined name with what it stands for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DefinedName {
    /// The name.
    pub name: String,
    /// What it stands for, as a formula without its leading `=`; empty when that could not be read.
    pub formula: String,
    /// The zero-based row and column of the cell that references without `$` are written from: they move with the cell
    /// that uses the name.
    pub seen_from: (u32, u32),
    /// Rows and columns of a sheet: what moves over an edge comes back by the other one.
    pub grid: (u32, u32),
}

impl DefinedName {
    /// A name whose references are written from the first cell.
    #[must_use]
    pub const fn new(name: String, formula: String) -> Self {
        Self { name, formula, seen_from: (0, 0), grid: GRID }
    }

    /// True when an `.xlsx` workbook would mean the same by it: written from the first cell, or nothing in it moves.
    #[must_use]
    pub fn means_the_same_in_xlsx(&self) -> bool {
        let moved = || calamine::expand_shared_formula(&self.formula, (0, 0), (1, 1));
        self.seen_from == (0, 0) && self.grid == GRID || moved().is_ok_and(|moved| moved == self.formula)
    }
}
