//! What a row of a table seems to be.

use super::total::TotalLabel;

/// What a row seems to be, before the whole table is in view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Guess {
    Line,
    Total(TotalLabel, String),
    Title(u32),
    HeadTotal {
        label: String,
        column: u32,
        is_grand: bool,
    },
    /// The headers, once more.
    Headers,
    Skip,
}
