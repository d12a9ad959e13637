//! What helps those who type into a sheet: what may be typed, and remarks.

use super::area::Area;

/// What may be typed in some cells.
#[derive(Debug, Clone)]
pub struct Validation {
    /// The cells.
    pub area: Area,
    /// What may be typed.
    pub rule: Allowed,
    /// Said when something else is typed; at most 225 characters.
    pub message: String,
}

/// What may be typed.
#[derive(Debug, Clone)]
pub enum Allowed {
    /// An item of the cells that a name calls. Another one is doubted, not refused.
    ListOf(String),
    /// A whole number within bounds.
    Whole(i32, i32),
    /// A number within bounds.
    Decimal(f64, f64),
    /// A day.
    Day,
}

/// A remark on a cell.
#[derive(Debug, Clone)]
pub struct Note {
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub column: u32,
    /// What it says.
    pub text: String,
}
