//! What reading noticed: facts only, which the checks turn into findings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::role::{ColumnRole, TableKind};
use crate::model::currency::Foreign;
use crate::model::{Money, Place, cell_name};
use crate::source::amount::{Scale, VatBasis};
use crate::source::limits;
use crate::source::workbook::sheet::Sheet;

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

impl ReadIssue {
    /// The merged range that the issue is about, as a spreadsheet names it (`H77:H79`).
    #[must_use]
    pub fn merged_range(&self) -> Option<String> {
        match (&self.place, &self.kind) {
            (
                Place::Cell { row: first_row, column: first_column, .. },
                IssueKind::AmountMergedOverLines { last: Place::Cell { row, column, .. } }
                | IssueKind::MergedHeader { last: Place::Cell { row, column, .. } },
            ) => Some(format!("{}:{}", cell_name(*first_row, *first_column), cell_name(*row, *column))),
            _ => None,
        }
    }
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
    /// An amount in another currency than the euro: not read. The place is the cell, the header or the title that says so.
    ForeignCurrency {
        /// The currency, as named.
        currency: Box<str>,
        /// The amount, when the cell holds a number.
        amount: Option<Money<Foreign>>,
    },
    /// A unit that the cell's format writes after a number that it does not divide: not read.
    UnitInFormat {
        /// The unit, such as `k€`.
        unit: Box<str>,
    },
    /// A value that the format shows divided by a thousand or more, without saying so: read.
    DividedByFormat,
    /// A value that is not seen: an empty format, white on white. Read.
    UnseenAmount,
    /// A value struck through: read.
    StruckAmount,
    /// An amount marked HT in a TTC column, or the reverse: read.
    VatBasisMismatch {
        /// What the cell says.
        written: VatBasis,
    },
    /// A column of expenses named `Montant` without HT nor TTC: read as the plan is presented, excluding VAT by default.
    AmountWithoutVatBasis {
        /// How it was read.
        read: VatBasis,
    },
    /// Not a year: not read.
    UnreadableYear,
    /// Two years or more in one cell: not read.
    SeveralYears {
        /// The first and the last one.
        years: (i32, i32),
    },
    /// Not a date: not read.
    UnreadableDate,
    /// Not a rate between 0 and 100 %: not read.
    UnreadableRate,
    /// Not a number of hours, a quantity or a target: not read.
    UnreadableNumber,
    /// A line or a total in a row that someone hid: read.
    HiddenRow,
    /// A filter left on, which hides rows of the sheet's tables: read. The place is the header of the first such table.
    FilterOn {
        /// How many lines and totals it hides.
        rows: usize,
        /// False when the filter shows its buttons without a criterion: the rows of its range may have been hidden by hand.
        has_criteria: bool,
        /// The first of the rows hidden.
        first: Place,
    },
    /// A hidden column with values: read.
    HiddenColumn,
    /// A hidden sheet with a table: read.
    HiddenSheet {
        /// The table.
        kind: TableKind,
    },
    /// A value that a merged range hides from view: read.
    MergedCellHidesValue,
    /// An amount, a rate or a number merged over several lines: read on the first line only, whose cell is the place.
    AmountMergedOverLines {
        /// The last cell of the merge.
        last: Place,
    },
    /// A header merged over several columns that hold numbers: only the first one, whose header is the place, is read.
    MergedHeader {
        /// The last cell of the merge.
        last: Place,
    },
    /// A table whose headers say nothing known: its shape told what its columns are. The place is its heading.
    KnownByShape {
        /// Which table.
        kind: TableKind,
        /// The columns of the names and of the amounts, zero-based.
        columns: Vec<(ColumnRole, u32)>,
    },
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
    /// A table that repeats an earlier one of its kind line for line, as a sheet copied whole does: not read.
    DuplicatedTable {
        /// The kind.
        kind: TableKind,
        /// How many lines.
        lines: usize,
        /// The header of the table that it repeats.
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
    /// A column in another currency beside one in euros with the same role: the one in euros is read.
    ForeignColumn {
        /// The currency, as named.
        currency: Box<str>,
        /// The header of the column in euros.
        read: Place,
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
    /// A typed row whose amounts are the sum of the lines above, although its label does not say so.
    ProbableTotal {
        /// True when it was read as a total, false when it was read as a line.
        as_total: bool,
    },
    /// A year with something else beside it, such as a question mark: read.
    DoubtfulYear {
        /// The year read.
        year: i32,
    },
    /// A table with the same total as an earlier one in fewer lines: a recapitulation, not read.
    Recapitulation {
        /// The kind.
        kind: TableKind,
        /// The header of the table that it sums up.
        first: Place,
        /// The total.
        total: Money,
    },
    /// A table inside a pivot table, which computes it from another: not read.
    PivotTable {
        /// The kind.
        kind: TableKind,
    },
    /// A line of a wide table that gives its total and no year: read, without a year.
    TotalWithoutYears,
    /// A row with a number under the amounts that is no line, no total and no title: not read.
    RowNotUnderstood,
    /// A line of a wide table beyond [`limits::YEAR_LINES`]: not read.
    TooManyLines,
    /// A line of a csv with more fields than its headers: its amounts are not read.
    TooManyFields {
        /// How many fields.
        found: u32,
        /// How many headers.
        expected: u32,
    },
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
pub(super) struct Issues {
    list: Vec<ReadIssue>,
    /// The first cells of the merges told so far: one issue each, however many lines they cover.
    merges: BTreeSet<Place>,
    /// The issue of each sheet whose filter is on.
    filters: BTreeMap<Arc<str>, usize>,
}

impl Issues {
    pub(super) fn push(&mut self, kind: IssueKind, place: Place, shown: String, column: Option<String>) {
        match self.list.len().cmp(&limits::ISSUES) {
            std::cmp::Ordering::Less => self.list.push(ReadIssue { kind, place, shown, column }),
            std::cmp::Ordering::Equal => {
                self.list.push(ReadIssue {
                    kind: IssueKind::TooManyIssues,
                    place,
                    shown: String::new(),
                    column: None,
                });
            }
            std::cmp::Ordering::Greater => {}
        }
    }

    /// Tells a merge once, by its first cell.
    pub(super) fn push_merge(&mut self, last: Place, first: Place, shown: String, column: Option<String>) {
        if self.merges.insert(first.clone()) {
            self.push(IssueKind::AmountMergedOverLines { last }, first, shown, column);
        }
    }

    /// Counts one more row hidden by the filter of a sheet.
    pub(super) fn push_filtered(&mut self, sheet: &Sheet, header: Place, row: Place) {
        if let Some(issue) = self.filters.get(&sheet.name).and_then(|index| self.list.get_mut(*index)) {
            if let IssueKind::FilterOn { rows, .. } = &mut issue.kind {
                *rows += 1;
            }
            return;
        }
        self.filters.insert(Arc::clone(&sheet.name), self.list.len());
        let has_criteria = sheet.has_filter_criteria();
        self.push(IssueKind::FilterOn { rows: 1, first: row, has_criteria }, header, String::new(), None);
    }

    /// How many there are so far.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Takes out those that came after the first `count`.
    pub(super) fn forget_since(&mut self, count: usize) {
        self.list.truncate(count);
        self.filters.retain(|_, index| *index < count);
    }

    pub(super) fn into_vec(self) -> Vec<ReadIssue> {
        self.list
    }
}
