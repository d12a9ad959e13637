//! A line of a workbook, as it is compared.

use crate::model::Place;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An expense.
    Expense,
    /// The work of someone.
    Staff,
    /// A resource.
    Resource,
    /// An indicator.
    Indicator,
}

/// A line, as it is compared and shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub place: Place,
    /// What it is about.
    pub title: String,
    /// What tells it from another of the same title: category, year, partner.
    pub identity: Vec<(&'static str, String)>,
    /// Its amounts, and whatever else it says.
    pub values: Vec<(&'static str, String)>,
}
