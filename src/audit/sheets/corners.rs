//! Where the totals of the rows and those of the columns meet.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Sheets;
use super::lattice::Way;
use crate::formula::{CellRef, Recalculated, Value};

/// Totals, at least, each way.
const TOTALS: usize = 2;

/// A corner whose two sums differ.
#[derive(Debug)]
pub struct Corner {
    /// The cell where they meet.
    pub at: CellRef,
    /// What the totals of the rows add up to.
    pub of_rows: Decimal,
    /// What the totals of the columns add up to.
    pub of_columns: Decimal,
    /// A total of a row, and one of a column.
    pub totals: (CellRef, CellRef),
}

impl Sheets<'_> {
    /// The corners whose two sums differ, and how many there are.
    #[must_use]
    pub fn corners(&self) -> (Vec<Corner>, usize) {
        // The totals of each block: by sheet, line and bounds.
        let mut lines: BTreeMap<(Way, usize, u32, u32, u32), Vec<CellRef>> = BTreeMap::new();
        for (at, form) in self.formulas().filter(|(_, form)| form.is_one_sum) {
            let Some(range) = form.sums(at).next() else { continue };
            for way in Way::BOTH.into_iter().filter(|way| way.holds(at, &range)) {
                let (first, last) = way.bounds(&range);
                lines.entry((way, at.sheet, way.rank(at), first, last)).or_default().push(at);
            }
        }
        let (mut found, mut compared) = (Vec::new(), 0);
        for ((way, sheet, row, top, bottom), of_columns) in &lines {
            if *way != Way::Column {
                continue;
            }
            // The totals of the rows of the same block stand in one column beside it.
            let blocks = lines.iter().filter(|((way, other, ..), _)| *way == Way::Row && other == sheet);
            for ((_, _, column, left, right), of_rows) in blocks {
                let is_of_block = |at: &&CellRef| (*top..=*bottom).contains(&at.row);
                let rows: Vec<CellRef> = of_rows.iter().filter(is_of_block).copied().collect();
                let columns: Vec<CellRef> =
                    of_columns.iter().filter(|at| (*left..=*right).contains(&at.column)).copied().collect();
                let corner = CellRef { sheet: *sheet, row: *row, column: *column };
                let is_whole =
                    rows.len() as u32 == bottom - top + 1 && columns.len() as u32 == right - left + 1;
                if rows.len() < TOTALS || columns.len() < TOTALS || !is_whole || self.number(corner).is_none()
                {
                    continue;
                }
                let (Some(of_rows), Some(of_columns)) = (self.sum(&rows), self.sum(&columns)) else {
                    continue;
                };
                compared += 1;
                let gap = (of_rows - of_columns).abs();
                if gap >= Decimal::new(5, 3)
                    && let (Some(one), Some(other)) = (rows.first(), columns.first())
                {
                    found.push(Corner { at: corner, of_rows, of_columns, totals: (*one, *other) });
                }
            }
        }
        (found, compared)
    }

    fn sum(&self, cells: &[CellRef]) -> Option<Decimal> {
        cells.iter().try_fold(Decimal::ZERO, |sum, at| sum.checked_add(self.number(*at)?))
    }

    /// The number of a cell, computed or typed.
    fn number(&self, at: CellRef) -> Option<Decimal> {
        let computed = self.recalculation.get(at).and_then(Recalculated::computed).cloned();
        let value = computed.or_else(|| Some(Value::of_cell(&self.recalculation.content(at)?.value)))?;
        match value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }
}
