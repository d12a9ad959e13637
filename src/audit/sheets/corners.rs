//! Where the totals of the rows and those of the columns meet.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Sheets;
use super::steps::{Search, Steps};
use super::way::{Way, between};
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

/// The totals of a block: their sheet, the line they stand in, and the bounds of what they add up.
type Block = (usize, u32, u32, u32);

impl Sheets<'_> {
    /// The corners whose two sums differ.
    #[must_use]
    pub fn corners(&self) -> Search<Corner> {
        // The totals of each block, in order along their line; and the blocks whose rows begin to be added up at a row.
        let mut of_rows: BTreeMap<Block, Vec<CellRef>> = BTreeMap::new();
        let mut of_columns: BTreeMap<Block, Vec<CellRef>> = BTreeMap::new();
        let mut starting: BTreeMap<(usize, u32), Vec<Block>> = BTreeMap::new();
        for sum in self.own_sums() {
            let (first, last) = sum.way.bounds(&sum.range);
            let block = (sum.at.sheet, sum.way.rank(sum.at), first, last);
            match sum.way {
                Way::Column => of_columns.entry(block).or_default().push(sum.at),
                Way::Row => {
                    of_rows.entry(block).or_default().push(sum.at);
                    starting.entry((sum.at.sheet, sum.at.row)).or_default().push(block);
                }
            }
        }
        let (mut search, mut steps) = (Search::default(), Steps::new());
        for (&(sheet, row, top, bottom), columns) in &of_columns {
            // The totals of the rows of the same block stand in one column beside it.
            for &(_, column, left, right) in starting.get(&(sheet, top)).into_iter().flatten() {
                if !steps.take(1) {
                    search.left += 1;
                    continue;
                }
                let Some(rows) = of_rows.get(&(sheet, column, left, right)) else { continue };
                let rows = between(rows, Way::Column, top, bottom);
                let columns = between(columns, Way::Row, left, right);
                let corner = CellRef { sheet, row, column };
                let is_whole =
                    rows.len() as u32 == bottom - top + 1 && columns.len() as u32 == right - left + 1;
                if rows.len() < TOTALS || columns.len() < TOTALS || !is_whole || self.number(corner).is_none()
                {
                    continue;
                }
                if !steps.take((rows.len() + columns.len()) as u64) {
                    search.left += 1;
                    continue;
                }
                let (Some(of_rows), Some(of_columns)) = (self.sum(rows), self.sum(columns)) else {
                    continue;
                };
                search.compared += 1;
                let gap = (of_rows - of_columns).abs();
                if gap >= Decimal::new(5, 3)
                    && let (Some(one), Some(other)) = (rows.first(), columns.first())
                {
                    search.found.push(Corner { at: corner, of_rows, of_columns, totals: (*one, *other) });
                }
            }
        }
        search
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
