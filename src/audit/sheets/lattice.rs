//! One sheet seen along its rows and along its columns.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::way::Way;
use crate::formula::{Area, CellRef, Value};
use crate::model::text::normalise;
use crate::source::workbook::sheet::{Cell, CellValue, Sheet};

/// A sheet with its filled cells by row and by column.
#[derive(Debug)]
pub struct Lattice<'a> {
    /// The rank of the sheet.
    pub index: usize,
    /// The sheet.
    pub sheet: &'a Sheet,
    columns: BTreeMap<u32, Vec<&'a Cell>>,
    /// The rows that hold something, in order.
    rows: Vec<u32>,
    /// The rows that a text calls a total, each with the column of that text.
    totals: OnceLock<BTreeMap<u32, u32>>,
}

impl<'a> Lattice<'a> {
    pub(super) fn new(index: usize, sheet: &'a Sheet) -> Self {
        let mut columns: BTreeMap<u32, Vec<&Cell>> = BTreeMap::new();
        let mut rows = Vec::new();
        for cell in sheet.rows_between(0, u32::MAX).flatten().filter(|cell| !cell.is_blank()) {
            columns.entry(cell.column).or_default().push(cell);
            if rows.last() != Some(&cell.row) {
                rows.push(cell.row);
            }
        }
        Self { index, sheet, columns, rows, totals: OnceLock::new() }
    }

    /// The place of a cell.
    #[must_use]
    pub const fn at(&self, cell: &Cell) -> CellRef {
        CellRef { sheet: self.index, row: cell.row, column: cell.column }
    }

    /// The cell of a place, when it is filled.
    #[must_use]
    pub fn cell(&self, at: CellRef) -> Option<&'a Cell> {
        self.sheet.cell(at.row, at.column).filter(|cell| !cell.is_blank())
    }

    /// Every filled cell, row by row.
    pub fn cells(&self) -> impl Iterator<Item = &'a Cell> {
        self.sheet.rows_between(0, u32::MAX).flatten().filter(|cell| !cell.is_blank())
    }

    /// The lines of a way, each with its filled cells in order.
    pub fn lines(&self, way: Way) -> Vec<Vec<&'a Cell>> {
        match way {
            Way::Column => self.columns.values().cloned().collect(),
            Way::Row => {
                let rows = self.sheet.rows_between(0, u32::MAX);
                rows.map(|cells| cells.iter().filter(|cell| !cell.is_blank()).collect()).collect()
            }
        }
    }

    /// How many cells of a column are filled.
    #[must_use]
    pub fn filled_of_column(&self, column: u32) -> usize {
        self.columns.get(&column).map_or(0, Vec::len)
    }

    /// The first and the last filled ranks of the line of a cell, between two.
    #[must_use]
    pub fn filled_between(&self, way: Way, of: CellRef, first: u32, last: u32) -> Option<(u32, u32)> {
        match way {
            Way::Column => {
                let cells = self.column_between(of.column, first, last);
                Some((cells.first()?.row, cells.last()?.row))
            }
            Way::Row => {
                let cells = self.sheet.row(of.row);
                let start = cells.partition_point(|cell| cell.column < first);
                let end = cells.partition_point(|cell| cell.column <= last);
                let mut cells = cells.get(start..end)?.iter().filter(|cell| !cell.is_blank());
                let start = cells.next()?.column;
                Some((start, cells.next_back().map_or(start, |cell| cell.column)))
            }
        }
    }

    /// The first of the rows that hold nothing between two, and how many there are.
    #[must_use]
    pub fn blank_rows(&self, first: u32, last: u32) -> Option<(u32, usize)> {
        let from = self.rows.partition_point(|row| *row < first);
        let to = self.rows.partition_point(|row| *row <= last);
        let filled = self.rows.get(from..to)?;
        let count = (last + 1).saturating_sub(first) as usize - filled.len();
        // Rows that follow one another keep their distance to their rank: the first that does not comes after a blank one.
        let (mut gap, mut beyond) = (0, filled.len());
        while gap < beyond {
            let middle = gap.midpoint(beyond);
            match filled.get(middle) {
                Some(row) if (row - first) as usize == middle => gap = middle + 1,
                _ => beyond = middle,
            }
        }
        (count > 0).then_some((first + u32::try_from(gap).ok()?, count))
    }

    /// True when a text of the row, before the cell, calls it a total.
    #[must_use]
    pub fn is_called_total(&self, at: CellRef) -> bool {
        let totals = self.totals.get_or_init(|| {
            let mut totals = BTreeMap::new();
            for cell in self.cells().filter(|cell| cell.text().is_some_and(is_total)) {
                totals.entry(cell.row).or_insert(cell.column);
            }
            totals
        });
        totals.get(&at.row).is_some_and(|column| *column < at.column)
    }

    /// The filled cells of a column between two rows.
    pub fn column_between(&self, column: u32, first: u32, last: u32) -> &[&'a Cell] {
        let cells = self.columns.get(&column).map(Vec::as_slice).unwrap_or_default();
        let start = cells.partition_point(|cell| cell.row < first);
        let end = cells.partition_point(|cell| cell.row <= last);
        cells.get(start..end).unwrap_or_default()
    }

    /// The filled cells of an area.
    pub fn filled(&self, area: &Area) -> impl Iterator<Item = &'a Cell> {
        let range = area.range;
        let is_here = area.sheet == self.index;
        let rows = is_here.then(|| self.sheet.rows_between(range.first_row, range.last_row));
        rows.into_iter().flatten().flat_map(move |cells| {
            let start = cells.partition_point(|cell| cell.column < range.first_column);
            let end = cells.partition_point(|cell| cell.column <= range.last_column);
            cells.get(start..end).unwrap_or_default().iter().filter(|cell| !cell.is_blank())
        })
    }
}

/// True for a text that says « total ».
fn is_total(text: &str) -> bool {
    normalise(text)
        .split(' ')
        .any(|word| matches!(word, "total" | "totaux" | "totals" | "somme" | "sum" | "ensemble"))
}

/// True for a number, typed or computed.
#[must_use]
pub fn is_number(cell: &Cell) -> bool {
    matches!(cell.value, CellValue::Number(_))
}

/// A number that was typed.
#[must_use]
pub fn typed(cell: &Cell) -> Option<rust_decimal::Decimal> {
    match (&cell.formula, Value::of_cell(&cell.value)) {
        (None, Value::Number(number)) if is_number(cell) => Some(number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::workbook::read_workbook;

    proptest! {
        #[test]
        fn blank_rows_are_those_that_one_sees(filled in prop::collection::vec(any::<bool>(), 2..40), from in 0..40_u32, to in 0..40_u32) {
            let text: String = filled.iter().map(|one| if *one { "x;y\n" } else { ";\n" }).collect();
            let workbook = read_workbook("essai.csv", text.as_bytes()).unwrap();
            let lattice = Lattice::new(0, workbook.sheets.first().unwrap());
            let (first, last) = (from.min(to), from.max(to));
            let is_blank = |row: &u32| !filled.get(*row as usize).copied().unwrap_or(false);
            let expected: Vec<u32> = (first..=last).filter(is_blank).collect();
            prop_assert_eq!(
                lattice.blank_rows(first, last),
                expected.first().map(|row| (*row, expected.len()))
            );
            let of = CellRef { sheet: 0, row: 0, column: 1 };
            let rows: Vec<u32> = (first..=last).filter(|row| !is_blank(row)).collect();
            prop_assert_eq!(
                lattice.filled_between(Way::Column, of, first, last),
                rows.first().copied().zip(rows.last().copied())
            );
        }
    }
}
