//! One sheet seen along its rows and along its columns.

use std::collections::BTreeMap;

use crate::formula::{Area, CellRef, Value};
use crate::source::workbook::sheet::{Cell, CellValue, Sheet};

/// Along which way cells follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// From left to right.
    Row,
    /// From top to bottom.
    Column,
}

impl Way {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Row, Self::Column];

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Row => Self::Column,
            Self::Column => Self::Row,
        }
    }

    /// Where a cell stands along the way.
    #[must_use]
    pub const fn rank(self, at: CellRef) -> u32 {
        match self {
            Self::Row => at.column,
            Self::Column => at.row,
        }
    }

    /// The line that a cell stands in: its row, or its column.
    #[must_use]
    pub const fn line(self, at: CellRef) -> u32 {
        self.other().rank(at)
    }

    /// A cell by its rank in the line of another.
    #[must_use]
    pub const fn cell(self, of: CellRef, rank: u32) -> CellRef {
        match self {
            Self::Row => CellRef { column: rank, ..of },
            Self::Column => CellRef { row: rank, ..of },
        }
    }

    /// The first and the last rank of an area.
    #[must_use]
    pub const fn bounds(self, area: &Area) -> (u32, u32) {
        match self {
            Self::Row => (area.range.first_column, area.range.last_column),
            Self::Column => (area.range.first_row, area.range.last_row),
        }
    }

    /// True when an area stands in the line of a cell, and in no other.
    #[must_use]
    pub fn holds(self, at: CellRef, area: &Area) -> bool {
        let line = self.line(at);
        area.sheet == at.sheet && self.other().bounds(area) == (line, line)
    }
}

/// A sheet with its filled cells by row and by column.
#[derive(Debug)]
pub struct Lattice<'a> {
    /// The rank of the sheet.
    pub index: usize,
    /// The sheet.
    pub sheet: &'a Sheet,
    columns: BTreeMap<u32, Vec<&'a Cell>>,
}

impl<'a> Lattice<'a> {
    pub(super) fn new(index: usize, sheet: &'a Sheet) -> Self {
        let mut columns: BTreeMap<u32, Vec<&Cell>> = BTreeMap::new();
        for cell in sheet.rows_between(0, u32::MAX).flatten().filter(|cell| !cell.is_blank()) {
            columns.entry(cell.column).or_default().push(cell);
        }
        Self { index, sheet, columns }
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

    /// How many cells of the line across a way, at a rank, are filled: those of a row, along a column.
    #[must_use]
    pub fn filled_across(&self, way: Way, rank: u32) -> usize {
        match way {
            Way::Column => self.sheet.row(rank).iter().filter(|cell| !cell.is_blank()).count(),
            Way::Row => self.columns.get(&rank).map_or(0, Vec::len),
        }
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
