//! All that is computed from some cells.

use super::area::{Area, CellRef};
use super::cell_set::CellSet;
use super::drawn::Drawn;
use super::recalculation::Recalculation;
use crate::source::workbook::sheet::CellValue;

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
        let seeds = CellSet::of(cells.clone());
        let mut waiting: Vec<usize> = cells.filter_map(|cell| self.number(cell)).collect();
        let in_rows = |at: CellRef| {
            rows.iter().any(|(sheet, first, last)| *sheet == at.sheet && (*first..=*last).contains(&at.row))
        };
        let reads = |area: &Area| {
            seeds.meets(area)
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

    /// The formulas that read a cell and show an error.
    pub fn readers_in_error(&self, at: CellRef) -> impl Iterator<Item = CellRef> {
        let readers = self.number(at).map(|number| self.readers(number)).unwrap_or_default();
        let cells = readers.iter().filter_map(|reader| self.at(*reader as usize));
        cells.filter(|reader| {
            self.content(*reader).is_some_and(|cell| matches!(cell.value, CellValue::Error(_)))
        })
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
