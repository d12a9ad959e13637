//! The columns of a table under their headers.

use super::role::{Certainty, ColumnRole, TableKind, is_money};
use crate::model::currency::CurrencyCode;
use crate::source::amount::Scale;
use crate::source::workbook::sheet::{Cell, Sheet};

/// A column under its header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) role: ColumnRole,
    pub(super) column: u32,
    pub(super) header: String,
    pub(super) scale: Scale,
    /// Another currency than the euro that the header or a title names.
    pub(super) currency: Option<&'static str>,
    pub(super) certainty: Certainty,
}

/// A header whose role is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OtherHeader {
    pub(super) column: u32,
    pub(super) header: String,
    /// The column that already has this role.
    pub(super) repeats: Option<u32>,
    /// The currency that its header names, when the column that has its role is in euros.
    pub(super) currency: Option<&'static str>,
}

impl OtherHeader {
    /// A column that is left aside.
    pub(super) fn aside(column: Column) -> Self {
        Self { column: column.column, header: column.header, repeats: None, currency: None }
    }
}

/// The columns of one year of a wide table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct YearColumns {
    pub(super) year: i32,
    /// Row and column of the cell that names the year.
    pub(super) at: (u32, u32),
    pub(super) columns: Vec<Column>,
}

/// How the lines of one table say on which side of the plan they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Sides {
    /// A title above them, if any, says it: `RECETTES`.
    #[default]
    Titles,
    /// Their own names: the FEDER is a resource, a total cost is an expense.
    Names,
    /// The column of their amount: this one holds the resources.
    Columns(Column),
}

/// How a text that counts in euros is told of, where another currency is expected.
pub(in crate::source) const EUROS: &str = "euros";

/// True when a text says that it counts in euros.
pub(super) fn names_euros(text: &str) -> bool {
    text.contains('€')
        || text.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "EUR" | "euro" | "euros"))
}

/// A header row, recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) kind: TableKind,
    pub(super) row: u32,
    /// The columns of the whole line: in a wide table, its amounts are the totals of the years.
    pub(super) columns: Vec<Column>,
    /// The columns of each year, in a wide table.
    pub(super) years: Vec<YearColumns>,
    pub(super) others: Vec<OtherHeader>,
    /// The unit that a text above the headers gives to the amounts, with its row and column.
    pub(super) caption: Option<(Scale, u32, u32)>,
    /// The currency other than the euro that a text above the headers gives to the amounts, with its row and column.
    pub(super) foreign: Option<(&'static str, u32, u32)>,
    /// The currency that its amounts are expected in, where it is not the euro.
    pub(super) expected: Option<CurrencyCode>,
    /// Columns that hold the amount of a line when its own does not: `Sollicité | Acquis`.
    pub(super) alternates: Vec<Column>,
    /// How its lines say on which side of the plan they stand.
    pub(super) sides: Sides,
    /// True when its structure, not its headers, told what it is.
    pub(super) is_shaped: bool,
    pub(super) first_column: u32,
    pub(super) last_column: u32,
}

impl Header {
    /// Some columns of the same rows, read by themselves.
    pub(super) fn with_columns(&self, kind: TableKind, columns: Vec<Column>) -> Self {
        Self {
            kind,
            columns,
            years: Vec::new(),
            others: Vec::new(),
            alternates: Vec::new(),
            sides: Sides::Titles,
            ..*self
        }
    }

    /// Takes the amounts for those of a currency: what says so is no fault, what says euros is one.
    pub(super) fn expect(&mut self, currency: CurrencyCode) {
        self.expected = Some(currency);
        self.foreign = self.foreign.filter(|(name, ..)| !currency.is_called(name));
        let years = self.years.iter_mut().flat_map(|year| &mut year.columns);
        for column in self.columns.iter_mut().chain(years).chain(&mut self.alternates) {
            column.currency = match column.currency {
                None if is_money(column.role) && names_euros(&column.header) => Some(EUROS),
                named => named.filter(|name| !currency.is_called(name)),
            };
        }
    }

    pub(super) fn column(&self, role: ColumnRole) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == role)
    }

    /// Every column that is read, those of the years included.
    pub(super) fn all_columns(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().chain(self.years.iter().flat_map(|year| &year.columns)).chain(&self.alternates)
    }

    /// True when two header rows head the same columns.
    pub(super) fn is_repeated_by(&self, other: &Self) -> bool {
        self.kind == other.kind && self.all_columns().eq(other.all_columns())
    }

    /// How many columns it knows.
    pub(super) fn score(&self) -> usize {
        self.all_columns().count()
    }
}

/// The cells between the first and the last column of the table.
pub(super) fn spanned<'a>(cells: &'a [Cell], header: &Header) -> &'a [Cell] {
    let start = cells.partition_point(|cell| cell.column < header.first_column);
    let end = cells.partition_point(|cell| cell.column <= header.last_column);
    cells.get(start..end).unwrap_or_default()
}

/// True when the columns known make a table of their kind.
pub(super) fn is_enough(header: &Header) -> bool {
    let has = |role| header.columns.iter().any(|column| column.role == role);
    let has_amount = |role| header.all_columns().any(|column| column.role == role);
    use ColumnRole as R;
    match header.kind {
        TableKind::Expenses => {
            (has(R::Label) || has(R::Category))
                && (has_amount(R::AmountExclVat) || has_amount(R::AmountInclVat))
        }
        TableKind::Staff => {
            let by_month = has(R::MonthlyCost) && has(R::Months);
            (has(R::Label) || has(R::Mission))
                && (has_amount(R::AnnualCost) || has_amount(R::Hours) || by_month)
        }
        TableKind::Resources => has(R::CoFinancer) && has(R::Amount),
        TableKind::Indicators => (has(R::Code) || has(R::Label)) && has(R::Target),
    }
}

/// The text that heads a column: in the row, or merged over it from above.
pub(super) fn header_text(sheet: &Sheet, row: u32, column: u32) -> Option<String> {
    let cell = sheet.cell(row, column).filter(|cell| !cell.is_blank()).or_else(|| {
        let range = sheet.merged_range(row, column)?;
        sheet.cell(range.first_row, range.first_column)
    })?;
    Some(cell.shown().split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
}
