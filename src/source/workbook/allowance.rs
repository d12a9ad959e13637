//! How many cells and how much text one workbook may still take.

use super::DefinedName;
use super::error::{LimitKind, ReadError};
use super::formula_text::as_shown;
use crate::source::limits;

/// Counts what has been kept over all the sheets of one workbook.
pub(super) struct Allowance<'a> {
    file: &'a str,
    cells: usize,
    text: usize,
}

impl<'a> Allowance<'a> {
    pub(super) fn new(file: &'a str) -> Self {
        Self { file, cells: 0, text: 0 }
    }

    pub(super) fn spend_cell(&mut self) -> Result<(), ReadError> {
        self.spend_cells(1)
    }

    pub(super) fn spend_cells(&mut self, count: usize) -> Result<(), ReadError> {
        self.cells = self.cells.saturating_add(count);
        if self.cells > limits::CELLS {
            return Err(ReadError::too_much(self.file, LimitKind::Cells, limits::CELLS));
        }
        Ok(())
    }

    pub(super) fn spend_text(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.text = self.text.saturating_add(bytes);
        if self.text > limits::TEXT_BYTES {
            return Err(ReadError::too_much(self.file, LimitKind::TextBytes, limits::TEXT_BYTES));
        }
        Ok(())
    }
}

/// The defined names that a reader lists, their texts counted.
pub(super) fn names_of(
    names: &[(String, String)],
    links: &[String],
    allowance: &mut Allowance<'_>,
) -> Result<Vec<DefinedName>, ReadError> {
    for (name, formula) in names {
        allowance.spend_text(name.len().saturating_add(formula.len()))?;
    }
    let shown = |formula| as_shown(formula, links).into_owned();
    Ok(names.iter().map(|(name, formula)| DefinedName::new(name.clone(), shown(formula))).collect())
}
