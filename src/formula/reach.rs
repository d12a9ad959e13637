//! All that is computed from some cells.

use super::area::{Area, CellRef};
use super::drawn::Drawn;
use super::recalculation::Recalculation;

/// Some cells, found by the areas that hold them.
struct Seeds(Vec<(usize, u32, u32)>);

impl Seeds {
    fn new(cells: impl Iterator<Item = CellRef>) -> Self {
        let mut seeds: Vec<_> = cells.map(|cell| (cell.sheet, cell.column, cell.row)).collect();
        seeds.sort_unstable();
        Self(seeds)
    }

    /// True when an area holds one of them: looked for column by column, for there may be thousands.
    fn are_in(&self, area: &Area) -> bool {
        let range = &area.range;
        let mut column = range.first_column;
        loop {
            let from = (area.sheet, column, range.first_row);
            let next = self.0.get(self.0.partition_point(|seed| *seed < from)).copied();
            match next {
                Some((sheet, at, row)) if sheet == area.sheet && at <= range.last_column => {
                    if (range.first_row..=range.last_row).contains(&row) {
                        return true;
                    }
                    // Above the area, its own column may still hold another; below it, none.
                    column = if row < range.first_row { at } else { at.saturating_add(1) };
                    if column > range.last_column {
                        return false;
                    }
                }
                _ => return false,
            }
        }
    }
}

impl Recalculation {
    /// Every formula that reads one of the cells or of the rows, directly or through others; formulas that stand in the
    /// rows do so only through others.
    #[must_use]
    pub fn drawn_from(
        &self,
        cells: impl Iterator<Item = CellRef> + Clone,
        rows: &[(usize, u32, u32)],
    ) -> Drawn {
        let mut drawn = self.set_of(std::iter::empty());
        let seeds = Seeds::new(cells.clone());
        let mut waiting: Vec<usize> = cells.filter_map(|cell| self.number(cell)).collect();
        let in_rows = |at: CellRef| {
            rows.iter().any(|(sheet, first, last)| *sheet == at.sheet && (*first..=*last).contains(&at.row))
        };
        let reads = |area: &Area| {
            seeds.are_in(area)
                || rows.iter().any(|(sheet, first, last)| {
                    *sheet == area.sheet && area.range.first_row <= *last && area.range.last_row >= *first
                })
        };
        for (number, at) in self.followed() {
            if self.any_area(number, at, reads) && !in_rows(at) && drawn.insert(number) {
                waiting.push(number);
            }
        }
        while let Some(number) = waiting.pop() {
            let readers = self.readers(number).iter().map(|reader| *reader as usize);
            waiting.extend(readers.filter(|reader| drawn.insert(*reader)));
        }
        drawn
    }

    /// Some formulas of the workbook.
    pub(super) fn set_of(&self, cells: impl Iterator<Item = CellRef>) -> Drawn {
        let mut set = Drawn::of(self.numbers());
        for number in cells.filter_map(|cell| self.number(cell)) {
            set.insert(number);
        }
        set
    }

    /// True when a cell is one of the formulas.
    #[must_use]
    pub fn is_drawn(&self, drawn: &Drawn, at: CellRef) -> bool {
        self.number(at).is_some_and(|number| drawn.holds(number))
    }

    /// True when a row has one of the formulas.
    #[must_use]
    pub fn is_row_drawn(&self, drawn: &Drawn, sheet: usize, row: u32) -> bool {
        self.numbers_of_row(sheet, row).any(|number| drawn.holds(number))
    }

    /// The cells of the formulas, in the order of the sheets.
    pub fn cells_drawn<'a>(&'a self, drawn: &'a Drawn) -> impl Iterator<Item = CellRef> + 'a {
        self.followed().filter(|(number, _)| drawn.holds(*number)).map(|(_, at)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::workbook::sheet::CellRange;

    #[test]
    fn seeds_are_found_in_the_areas_that_hold_them() {
        let cell = |row, column| CellRef { sheet: 0, row, column };
        let seeds = Seeds::new([cell(3, 2), cell(9, 2), cell(5, 7), cell(0, 4)].into_iter());
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
                    let held = seeds.0.iter().any(|(_, column, row)| area.contains(cell(*row, *column)));
                    assert_eq!(seeds.are_in(&area), held, "{area:?}");
                    assert!(!seeds.are_in(&Area { sheet: 1, range }));
                }
            }
        }
    }
}
