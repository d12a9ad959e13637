//! Cells that follow one another: along a row, or down a column.

use crate::formula::{Area, CellRef};

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

/// The cells of a line, in order along it, that stand between two ranks.
#[must_use]
pub fn between(cells: &[CellRef], way: Way, first: u32, last: u32) -> &[CellRef] {
    let start = cells.partition_point(|at| way.rank(*at) < first);
    let end = cells.partition_point(|at| way.rank(*at) <= last);
    cells.get(start..end).unwrap_or_default()
}
