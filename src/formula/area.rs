//! Cells and rectangles of cells of a workbook.

use crate::source::workbook::sheet::CellRange;

/// A cell, by the index of its sheet and its zero-based position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Index of the sheet in the workbook.
    pub sheet: usize,
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub column: u32,
}

/// A rectangle of cells of one sheet, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// Index of the sheet in the workbook.
    pub sheet: usize,
    /// The rectangle.
    pub range: CellRange,
}

impl Area {
    /// One cell.
    #[must_use]
    pub fn of_cell(cell: CellRef) -> Self {
        Self {
            sheet: cell.sheet,
            range: CellRange {
                first_row: cell.row,
                last_row: cell.row,
                first_column: cell.column,
                last_column: cell.column,
            },
        }
    }

    /// True when the area holds a cell.
    #[must_use]
    pub fn contains(&self, cell: CellRef) -> bool {
        let range = &self.range;
        self.sheet == cell.sheet
            && (range.first_row..=range.last_row).contains(&cell.row)
            && (range.first_column..=range.last_column).contains(&cell.column)
    }

    /// Its only cell, when it has one.
    #[must_use]
    pub fn single(&self) -> Option<CellRef> {
        let range = &self.range;
        (range.first_row == range.last_row && range.first_column == range.last_column)
            .then_some(self.at(0, 0))
    }

    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.range.last_row - self.range.first_row + 1
    }

    /// How many columns.
    #[must_use]
    pub fn columns(&self) -> u32 {
        self.range.last_column - self.range.first_column + 1
    }

    /// A cell by its offset from the top left.
    #[must_use]
    pub fn at(&self, row: u32, column: u32) -> CellRef {
        CellRef {
            sheet: self.sheet,
            row: self.range.first_row.saturating_add(row),
            column: self.range.first_column.saturating_add(column),
        }
    }

    /// The cells that hold something are visited by the caller; this is how many positions there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        u64::from(self.rows()) * u64::from(self.columns())
    }
}
