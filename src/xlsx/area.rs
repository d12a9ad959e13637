//! Rectangles of cells.

/// A rectangle of cells, bounds included, zero-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First row.
    pub first_row: u32,
    /// First column.
    pub first_column: u32,
    /// Last row.
    pub last_row: u32,
    /// Last column.
    pub last_column: u32,
}

impl Area {
    /// An area from its first and last cells, `(row, column)`.
    #[must_use]
    pub const fn new(first: (u32, u32), last: (u32, u32)) -> Self {
        Self { first_row: first.0, first_column: first.1, last_row: last.0, last_column: last.1 }
    }
}
