//! Some cells, found by the areas that hold them: looked for column by column, for there may be thousands of both.

use std::collections::BTreeSet;

use super::area::{Area, CellRef};

/// Some cells, by sheet, column and row.
#[derive(Debug, Default)]
pub struct CellSet(BTreeSet<(usize, u32, u32)>);

impl CellSet {
    /// A set of cells.
    #[must_use]
    pub fn of(cells: impl Iterator<Item = CellRef>) -> Self {
        Self(cells.map(|cell| (cell.sheet, cell.column, cell.row)).collect())
    }

    /// True when an area holds one of them.
    #[must_use]
    pub fn meets(&self, area: &Area) -> bool {
        self.first_in(area, area.range.first_column).is_some()
    }

    /// Takes out those that an area holds.
    pub fn take(&mut self, area: &Area) -> Vec<CellRef> {
        let mut taken = Vec::new();
        let mut from = area.range.first_column;
        while let Some(found) = self.first_in(area, from) {
            self.0.remove(&found);
            let (sheet, column, row) = found;
            taken.push(CellRef { sheet, row, column });
            from = column;
        }
        taken
    }

    /// The first that an area holds, from one of its columns on.
    fn first_in(&self, area: &Area, from: u32) -> Option<(usize, u32, u32)> {
        let range = &area.range;
        let mut column = from;
        while column <= range.last_column {
            let next = *self.0.range((area.sheet, column, range.first_row)..).next()?;
            let (sheet, at, row) = next;
            if sheet != area.sheet || at > range.last_column {
                return None;
            }
            if (range.first_row..=range.last_row).contains(&row) {
                return Some(next);
            }
            // Above the area, its own column may still hold another; below it, none.
            column = if row < range.first_row { at } else { at.saturating_add(1) };
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::workbook::sheet::CellRange;

    #[test]
    fn cells_are_found_in_the_areas_that_hold_them() {
        let cell = |row, column| CellRef { sheet: 0, row, column };
        let cells = [cell(3, 2), cell(9, 2), cell(5, 7), cell(0, 4)];
        let set = CellSet::of(cells.into_iter());
        for rows in 0..12_u32 {
            for columns in 0..9_u32 {
                for (first_row, first_column) in [(0, 0), (2, 1), (4, 2), (6, 3)] {
                    let range = CellRange {
                        first_row,
                        last_row: first_row + rows,
                        first_column,
                        last_column: first_column + columns,
                    };
                    let area = Area { sheet: 0, range };
                    let held: Vec<CellRef> = cells.into_iter().filter(|at| area.contains(*at)).collect();
                    assert_eq!(set.meets(&area), !held.is_empty(), "{area:?}");
                    assert!(!set.meets(&Area { sheet: 1, range }));
                    let mut rest = CellSet::of(cells.into_iter());
                    let mut taken = rest.take(&area);
                    taken.sort_unstable();
                    let mut held = held;
                    held.sort_unstable();
                    assert_eq!(taken, held, "{area:?}");
                    assert!(!rest.meets(&area) && rest.0.len() == cells.len() - held.len());
                }
            }
        }
    }
}
