//! What reading noticed: facts only, which the checks turn into findings.

use std::sync::Arc;

use super::role::TableKind;
use crate::model::{Money, Place};
use crate::source::amount::{Scale, VatBasis};
use crate::source::limits;

/// Something an officer should know about a cell, a row, a column or a sheet that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadIssue {
    /// What it is.
    pub kind: IssueKind,
    /// Where.
    pub place: Place,
    /// The value as shown, or the formula.
    pub shown: String,
    /// The header of the column, as written.
    pub column: Option<String>,
}

/// Kinds of [`ReadIssue`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IssueKind {
    /// A formula without a result in the file: the value is unknown.
    UncachedFormula {
        /// The formula without its leading `=`.
        formula: Arc<str>,
    },
    /// `#REF!` and the like: the value is unknown.
    ErrorCell,
    /// A number stored as text: read all the same.
    NumberAsText,
    /// A text that reads as two different amounts: not read.
    AmbiguousAmount {
        /// Mark read as decimal, then as thousands separator.
        readings: (Money, Money),
    },
    /// Not an amount: not read.
    UnreadableAmount,
    /// More than two decimals: read rounded.
    MoreThanTwoDecimals {
        /// The amount kept.
        rounded: Money,
    },
    /// A date where an amount is expected: not read.
    DateInAmountColumn,
    /// An amount below zero: read.
    NegativeAmount {
        /// The amount.
        amount: Money,
    },
    /// An amount written in k€ or M€, or under such a header: read in euros.
    ScaledAmount {
        /// The unit.
        scale: Scale,
    },
    /// An amount marked HT in a TTC column, or the reverse: read.
    VatBasisMismatch {
        /// What the cell says.
        written: VatBasis,
    },
    /// A column of expenses named `Montant` without HT nor TTC: read as excluding VAT.
    AmountWithoutVatBasis,
    /// Not a year: not read.
    UnreadableYear,
    /// Not a date: not read.
    UnreadableDate,
    /// Not a rate between 0 and 100 %: not read.
    UnreadableRate,
    /// Not a number of hours, a quantity or a target: not read.
    UnreadableNumber,
    /// A line in a hidden row: read.
    HiddenRow,
    /// A hidden column with values: read.
    HiddenColumn,
    /// A hidden sheet with a table: read.
    HiddenSheet {
        /// The table.
        kind: TableKind,
    },
    /// A value that a merged range hides from view: read.
    MergedCellHidesValue,
    /// An amount in a merged range that covers several lines: counted on the first line only.
    AmountMergedOverLines,
    /// No such table in the workbook.
    MissingTable {
        /// The table looked for.
        kind: TableKind,
    },
    /// A second table of the same kind: read too.
    DuplicateTable {
        /// The kind.
        kind: TableKind,
        /// The header of the first one.
        first: Place,
    },
    /// A table of a summary sheet, skipped because the lines stand on another sheet.
    SummaryTableSkipped {
        /// The kind.
        kind: TableKind,
    },
    /// A table that `projet.toml` does not name, although it names one of its kind: not read.
    TableNotNamed {
        /// The kind.
        kind: TableKind,
        /// The table named.
        named: String,
    },
    /// Two columns with the same role: the second is not read.
    DuplicateColumn {
        /// The header of the first one.
        first: Place,
    },
    /// A line below the table's total.
    LineOutsideTable {
        /// False when the row stands too far below to be taken for a line.
        read: bool,
    },
    /// A line of a wide table that gives its total and no year: read, without a year.
    TotalWithoutYears,
    /// A row with a number under the amounts that is no line, no total and no title: not read.
    RowNotUnderstood,
    /// A line of a wide table beyond [`limits::YEAR_LINES`]: not read.
    TooManyLines,
    /// A line without any amount: read.
    LineWithoutAmount,
    /// An amount without label nor category: read.
    RowWithAmountButNoLabel,
    /// A formula that reads another workbook: its last known result is read.
    ExternalLink {
        /// The formula without its leading `=`.
        formula: Arc<str>,
    },
    /// Cells too far from the origin: not read.
    FarCell {
        /// How many.
        count: usize,
    },
    /// More issues than [`limits::ISSUES`]: the rest is not listed.
    TooManyIssues,
}

/// Issues in the order met, up to [`limits::ISSUES`].
#[derive(Debug, Default)]
pub(super) struct Issues(Vec<ReadIssue>);

impl Issues {
    pub(super) fn push(&mut self, kind: IssueKind, place: Place, shown: String, column: Option<String>) {
        match self.0.len().cmp(&limits::ISSUES) {
            std::cmp::Ordering::Less => self.0.push(ReadIssue { kind, place, shown, column }),
            std::cmp::Ordering::Equal => {
                self.0.push(ReadIssue {
                    kind: IssueKind::TooManyIssues,
                    place,
                    shown: String::new(),
                    column: None,
                });
            }
            std::cmp::Ordering::Greater => {}
        }
    }

    pub(super) fn into_vec(self) -> Vec<ReadIssue> {
        self.0
    }
}
