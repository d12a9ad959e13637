//! The formulas of a workbook, numbered in the order of its sheets, rows and columns.

use super::area::CellRef;
use crate::source::workbook::Workbook;

/// Every formula of a workbook by its cell: a sorted list takes a sixth of what a tree of them would.
#[derive(Debug, Clone, Default)]
pub(super) struct Index(Vec<u64>);

impl Index {
    pub(super) fn new(workbook: &Workbook) -> Self {
        let formulas = |sheet: &crate::source::workbook::sheet::Sheet| {
            sheet.rows_between(0, u32::MAX).flatten().filter(|cell| cell.formula.is_some()).count()
        };
        let mut cells = Vec::with_capacity(workbook.sheets.iter().map(formulas).sum());
        for (sheet, one) in workbook.sheets.iter().enumerate() {
            let formulas = one.rows_between(0, u32::MAX).flatten().filter(|cell| cell.formula.is_some());
            cells.extend(
                formulas.filter_map(|cell| packed(CellRef { sheet, row: cell.row, column: cell.column })),
            );
        }
        Self(cells)
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The number of a formula.
    pub(super) fn find(&self, at: CellRef) -> Option<usize> {
        self.0.binary_search(&packed(at)?).ok()
    }

    /// The cell of a formula.
    pub(super) fn at(&self, index: usize) -> Option<CellRef> {
        self.0.get(index).copied().map(unpacked)
    }

    /// The formulas of a row.
    pub(super) fn row(&self, sheet: usize, row: u32) -> std::ops::Range<usize> {
        let (Some(first), Some(last)) =
            (packed(CellRef { sheet, row, column: 0 }), packed(CellRef { sheet, row, column: COLUMNS }))
        else {
            return 0..0;
        };
        self.0.partition_point(|cell| *cell < first)..self.0.partition_point(|cell| *cell <= last)
    }
}

/// The last column that a cell of the index may have.
const COLUMNS: u32 = 0xFFFF;

/// A cell in one number, in the order of sheets, rows and columns; `None` beyond what any format holds.
fn packed(at: CellRef) -> Option<u64> {
    let (sheet, column) = (u16::try_from(at.sheet).ok()?, u16::try_from(at.column).ok()?);
    Some(u64::from(sheet) << 48 | u64::from(at.row) << 16 | u64::from(column))
}

const fn unpacked(cell: u64) -> CellRef {
    #[allow(clippy::cast_possible_truncation, reason = "the three parts that `packed` put together")]
    CellRef { sheet: (cell >> 48) as usize, row: (cell >> 16) as u32, column: (cell & 0xFFFF) as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_order_and_come_back() {
        let cells = [(0, 0, 0), (0, 0, 16_383), (0, 1, 0), (0, 1_048_575, 3), (1, 0, 0), (255, 7, 9)];
        let cells = cells.map(|(sheet, row, column)| CellRef { sheet, row, column });
        let packed: Vec<u64> = cells.iter().filter_map(|cell| packed(*cell)).collect();
        assert!(packed.is_sorted() && packed.len() == cells.len());
        assert_eq!(packed.iter().map(|cell| unpacked(*cell)).collect::<Vec<_>>(), cells);
        assert_eq!(super::packed(CellRef { sheet: 0, row: 0, column: 70_000 }), None);
    }
}
