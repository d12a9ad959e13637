//! Reads the typed values of one row, noticing what an officer should know.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::header::{Column, EUROS, Header, names_euros};
use super::issue::{IssueKind, Issues};
use super::normal::normalise;
use super::role::{ColumnRole, belongs_to_one_line};
use crate::model::currency::{foreign_in, without_currency};
use crate::model::{Located, Maybe, Money, Place, Rate, SheetName};
use crate::source::amount::{
    AmountError, ParsedAmount, Scale, VatBasis, decimal_of_float, money_of_float, parse_amount, parse_number,
    round_to_cents,
};
use crate::source::workbook::formula_text::reads_another_workbook;
use crate::source::workbook::sheet::{Cell, CellValue, Sheet, cell_in};

/// Where a row is read.
#[derive(Clone, Copy)]
pub(super) struct RowReader<'a> {
    /// The sheet's names, shared by the places of its cells.
    pub(super) names: &'a SheetName,
    pub(super) sheet: &'a Sheet,
    pub(super) header: &'a Header,
    pub(super) row: u32,
    pub(super) cells: &'a [Cell],
    /// True when nothing of the line can be counted: it is in another currency, or its fields are shifted.
    pub(super) is_unread: bool,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(
        names: &'a SheetName,
        sheet: &'a Sheet,
        header: &'a Header,
        row: u32,
        cells: &'a [Cell],
    ) -> Self {
        Self { names, sheet, header, row, cells, is_unread: false }
    }

    /// True when a line of a csv has more fields than its headers: a separator stands unquoted somewhere in it, and what
    /// follows is shifted.
    pub(super) fn note_shifted(&self, place: &Place, issues: &mut Issues) -> bool {
        if !self.sheet.is_untyped {
            return false;
        }
        let width = |row: u32| self.sheet.row(row).last().map_or(0, |cell| cell.column + 1);
        let (found, expected) = (width(self.row), width(self.header.row));
        if found <= expected {
            return false;
        }
        let shown = self.sheet.row(self.row).last().map(Cell::shown).unwrap_or_default();
        issues.push(IssueKind::TooManyFields { found, expected }, place.clone(), shown, None);
        true
    }

    /// True when the line names another currency than the euro, which is told.
    pub(super) fn note_currency(&self, issues: &mut Issues) -> bool {
        let Some((column, cell)) = self.own(ColumnRole::Currency) else { return false };
        let written = cell.shown();
        let named = foreign_in(&written);
        match self.header.expected {
            Some(expected) if named.is_some_and(|name| expected.is_called(name)) => return false,
            Some(_) => {}
            None if matches!(normalise(&written).words.as_str(), "" | "€" | "eur" | "euro") => {
                return false;
            }
            None => {}
        }
        let currency = named.map_or_else(|| written.as_str().into(), Into::into);
        self.report(IssueKind::ForeignCurrency { currency, amount: None }, column, cell, issues);
        true
    }

    pub(super) fn place(&self, column: u32) -> Place {
        self.names.cell(self.row, column)
    }

    /// The row's own cell under a role, when it holds anything.
    pub(super) fn own(&self, role: ColumnRole) -> Option<(&'a Column, &'a Cell)> {
        let column = self.header.column(role)?;
        let cell = cell_in(self.cells, column.column).filter(|cell| !cell.is_blank())?;
        Some((column, cell))
    }

    /// The cell under a role, or the one whose merged range reaches this row from a line above.
    fn effective(&self, role: ColumnRole) -> Option<(&'a Column, &'a Cell)> {
        if let Some(found) = self.own(role) {
            return Some(found);
        }
        let column = self.header.column(role)?;
        let origin = self.merged_origin(column.column)?;
        Some((column, origin))
    }

    /// The cell that a vertical merge spreads over this row.
    pub(super) fn merged_origin(&self, column: u32) -> Option<&'a Cell> {
        let range = self.sheet.merged_range(self.row, column)?;
        if range.first_row >= self.row || range.first_row <= self.header.row || range.first_column != column {
            return None;
        }
        self.sheet.cell(range.first_row, column).filter(|cell| !cell.is_blank())
    }

    pub(super) fn text(&self, role: ColumnRole, issues: &mut Issues) -> Maybe<Arc<str>> {
        let (column, cell) = self.effective(role)?;
        let value = match &cell.value {
            CellValue::Text(_) => return Some(Located::new(cell.shared_text()?, self.place_of(cell))),
            CellValue::Empty | CellValue::Error(_) => {
                self.report_missing_value(column, cell, issues);
                return None;
            }
            #[allow(clippy::cast_possible_truncation)]
            CellValue::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                (*number as i64).to_string()
            }
            CellValue::Number(number) => decimal_of_float(*number)
                .map_or_else(|| cell.shown(), |number| number.normalize().to_string().replace('.', ",")),
            CellValue::Bool(_) | CellValue::Date(_) | CellValue::Duration(_) => cell.shown(),
        };
        Some(Located::new(value.into(), self.place_of(cell)))
    }

    pub(super) fn amount(&self, role: ColumnRole, issues: &mut Issues) -> Maybe<Money> {
        let (column, cell) = self.own(role)?;
        let money = self.amount_of(column, cell, issues)?;
        Some(Located::new(money, self.place_of(cell)))
    }

    /// A factor, such as a unit price: as exact as it is written, only its product is rounded.
    pub(super) fn factor(&self, role: ColumnRole, issues: &mut Issues) -> Maybe<Decimal> {
        let (column, cell) = self.own(role)?;
        if !self.counts_in_euros(column, cell, issues) {
            return None;
        }
        let euros = self.euros_of(column, cell, issues)?;
        // A factor beyond what amounts may reach has no product that could be read.
        let Some(money) = Money::from_decimal(euros) else {
            self.report(IssueKind::UnreadableAmount, column, cell, issues);
            return None;
        };
        self.noted(money, column, cell, issues);
        Some(Located::new(euros.normalize(), self.place_of(cell)))
    }

    /// True when nothing says that a cell counts in another currency, or in another unit than its column.
    fn counts_in_euros(&self, column: &Column, cell: &Cell, issues: &mut Issues) -> bool {
        // What the header or the line says of many cells is told there.
        if column.currency.is_some() || self.is_unread {
            return false;
        }
        let Some(look) = self.sheet.look(cell) else { return true };
        let number = match &cell.value {
            CellValue::Number(number) => decimal_of_float(*number),
            _ => None,
        };
        let is_expected = |name: &str| self.header.expected.is_some_and(|expected| expected.is_called(name));
        if let Some(currency) = look.currency.as_ref().filter(|name| !is_expected(name)) {
            let amount = number.and_then(Money::foreign);
            let currency = currency.clone();
            self.report(IssueKind::ForeignCurrency { currency, amount }, column, cell, issues);
            return false;
        }
        if let (Some(unit), Scale::Euro) = (&look.unit, column.scale) {
            self.report(IssueKind::UnitInFormat { unit: unit.clone() }, column, cell, issues);
            return false;
        }
        if look.is_divided {
            self.report(IssueKind::DividedByFormat, column, cell, issues);
        }
        if look.is_unseen {
            self.report(IssueKind::UnseenAmount, column, cell, issues);
        } else if look.is_struck {
            self.report(IssueKind::StruckAmount, column, cell, issues);
        }
        true
    }

    fn amount_of(&self, column: &Column, cell: &Cell, issues: &mut Issues) -> Option<Money> {
        if !self.counts_in_euros(column, cell, issues) {
            return None;
        }
        if let CellValue::Number(number) = &cell.value
            && column.scale == Scale::Euro
            && let Some(money) = money_of_float(*number)
        {
            return Some(self.noted(money, column, cell, issues));
        }
        let euros = self.euros_of(column, cell, issues)?;
        let Some((money, lost)) = round_to_cents(euros) else {
            self.report(IssueKind::UnreadableAmount, column, cell, issues);
            return None;
        };
        if lost {
            self.report(IssueKind::MoreThanTwoDecimals { rounded: money }, column, cell, issues);
        }
        Some(self.noted(money, column, cell, issues))
    }

    /// An amount as typed; the currency that is expected may stand beside it.
    fn parse(&self, text: &str) -> Result<ParsedAmount, AmountError> {
        let named = foreign_in(text);
        match self.header.expected.zip(named) {
            Some((expected, name)) if expected.is_called(name) => parse_amount(&without_currency(text)),
            _ => parse_amount(text),
        }
    }

    /// What a cell says, in euros or in the currency that is expected, before any rounding.
    fn euros_of(&self, column: &Column, cell: &Cell, issues: &mut Issues) -> Option<Decimal> {
        let mut report = |kind| self.report(kind, column, cell, issues);
        let (euros, exact) = match &cell.value {
            CellValue::Empty | CellValue::Error(_) => {
                self.report_missing_value(column, cell, issues);
                return None;
            }
            CellValue::Date(_) | CellValue::Duration(_) => {
                report(IssueKind::DateInAmountColumn);
                return None;
            }
            CellValue::Bool(_) => {
                report(IssueKind::UnreadableAmount);
                return None;
            }
            CellValue::Number(number) => match decimal_of_float(*number) {
                Some(number) => (number, false),
                None => {
                    report(IssueKind::UnreadableAmount);
                    return None;
                }
            },
            CellValue::Text(text) if self.header.expected.is_some() && names_euros(text) => {
                report(IssueKind::ForeignCurrency { currency: EUROS.into(), amount: None });
                return None;
            }
            CellValue::Text(text) => match self.parse(text) {
                Ok(amount) => {
                    if !self.sheet.is_untyped {
                        report(IssueKind::NumberAsText);
                    }
                    if amount.scale != Scale::Euro {
                        report(IssueKind::ScaledAmount { scale: amount.scale });
                    }
                    if let Some(written) = amount.vat_basis.filter(|basis| contradicts(column.role, *basis)) {
                        report(IssueKind::VatBasisMismatch { written });
                    }
                    (amount.euros, amount.scale != Scale::Euro)
                }
                Err(AmountError::Empty) => return None,
                Err(AmountError::Ambiguous { readings }) => {
                    report(IssueKind::AmbiguousAmount { readings });
                    return None;
                }
                Err(_) => {
                    report(match foreign_in(text) {
                        Some(currency) => {
                            IssueKind::ForeignCurrency { currency: currency.into(), amount: None }
                        }
                        None => IssueKind::UnreadableAmount,
                    });
                    return None;
                }
            },
        };
        let scaled = if exact { Some(euros) } else { euros.checked_mul(column.scale.factor()) };
        if scaled.is_none() {
            report(IssueKind::UnreadableAmount);
        }
        scaled
    }

    /// An amount that was read, with what an officer should know of it.
    fn noted(&self, money: Money, column: &Column, cell: &Cell, issues: &mut Issues) -> Money {
        if money.is_negative() {
            self.report(IssueKind::NegativeAmount { amount: money }, column, cell, issues);
        }
        self.note_external_link(column, cell, issues);
        money
    }

    pub(super) fn number(&self, role: ColumnRole, issues: &mut Issues) -> Maybe<Decimal> {
        let (column, cell) = self.own(role)?;
        let number = match &cell.value {
            CellValue::Empty | CellValue::Error(_) => {
                self.report_missing_value(column, cell, issues);
                return None;
            }
            CellValue::Number(number) => decimal_of_float(*number),
            // Hours typed in a time format are held in days.
            CellValue::Duration(days) if is_hours(role) => decimal_of_float(days * 24.0),
            CellValue::Text(text) => match parse_number(without_unit(text)) {
                Ok(number) => {
                    if !self.sheet.is_untyped {
                        self.report(IssueKind::NumberAsText, column, cell, issues);
                    }
                    Some(number)
                }
                Err(AmountError::Empty) => return None,
                Err(_) => None,
            },
            CellValue::Bool(_) | CellValue::Date(_) | CellValue::Duration(_) => None,
        };
        match number {
            Some(number) => {
                self.note_external_link(column, cell, issues);
                Some(Located::new(number.round_dp(9).normalize(), self.place_of(cell)))
            }
            None => {
                self.report(IssueKind::UnreadableNumber, column, cell, issues);
                None
            }
        }
    }

    pub(super) fn year(&self, role: ColumnRole, issues: &mut Issues) -> Maybe<i32> {
        let (column, cell) = self.effective(role)?;
        let year = match &cell.value {
            CellValue::Empty | CellValue::Error(_) => {
                self.report_missing_value(column, cell, issues);
                return None;
            }
            #[allow(clippy::cast_possible_truncation)]
            CellValue::Number(number) => {
                (number.fract() == 0.0 && number.abs() < 1e6).then_some(*number as i32)
            }
            CellValue::Date(date) => Some(i32::from(date.year())),
            CellValue::Text(text) => text
                .trim()
                .parse::<i32>()
                .ok()
                .or_else(|| super::wide::bare_year(text))
                .or_else(|| super::date::parse_date(text).map(|date| i32::from(date.year())))
                .or_else(|| match super::date::years_of_period(text).as_slice() {
                    [year] => Some(*year),
                    _ => None,
                }),
            CellValue::Bool(_) | CellValue::Duration(_) => None,
        };
        match year.filter(|year| (1900..=2200).contains(year)) {
            Some(year) => {
                // A question mark beside a year is a question asked to whoever reads it.
                if cell.text().is_some_and(is_doubtful) {
                    self.report(IssueKind::DoubtfulYear { year }, column, cell, issues);
                }
                Some(Located::new(year, self.place_of(cell)))
            }
            None => {
                let years = cell.text().map(super::date::years_of_period).unwrap_or_default();
                let kind = match years.as_slice() {
                    [first, .., last] => IssueKind::SeveralYears { years: (*first, *last) },
                    _ => IssueKind::UnreadableYear,
                };
                self.report(kind, column, cell, issues);
                None
            }
        }
    }

    /// A rate: `0.2` and `20` are both 20 %, unless the cell's format is a percentage: `1.2` is then 120 %.
    pub(super) fn rate(&self, role: ColumnRole, issues: &mut Issues) -> Maybe<Rate> {
        let (column, cell) = self.own(role)?;
        let bare = |number: Decimal| {
            let number = number.round_dp(12).normalize();
            if number <= Decimal::ONE {
                Some(Rate::from_fraction(number))
            } else {
                Rate::from_percent(number)
            }
        };
        let rate = match &cell.value {
            CellValue::Empty | CellValue::Error(_) => {
                self.report_missing_value(column, cell, issues);
                return None;
            }
            CellValue::Number(number) if self.sheet.is_percent(cell) => {
                decimal_of_float(*number).map(|number| Rate::from_fraction(number.round_dp(12).normalize()))
            }
            CellValue::Number(number) => decimal_of_float(*number).and_then(bare),
            CellValue::Text(text) => {
                let text = text.trim();
                let percent = text.strip_suffix('%').or_else(|| text.strip_prefix('%'));
                match (percent, parse_number(percent.unwrap_or(text))) {
                    (Some(_), Ok(number)) => Rate::from_percent(number),
                    (None, Ok(number)) => bare(number),
                    (_, Err(AmountError::Empty)) => return None,
                    (_, Err(_)) => None,
                }
            }
            CellValue::Bool(_) | CellValue::Date(_) | CellValue::Duration(_) => None,
        };
        match rate.filter(|rate| (Decimal::ZERO..=Decimal::ONE).contains(&rate.fraction())) {
            Some(rate) => Some(Located::new(rate, self.place_of(cell))),
            None => {
                self.report(IssueKind::UnreadableRate, column, cell, issues);
                None
            }
        }
    }

    pub(super) fn date(&self, role: ColumnRole, issues: &mut Issues) -> Maybe<Date> {
        let (column, cell) = self.effective(role)?;
        let date = match &cell.value {
            CellValue::Empty | CellValue::Error(_) => {
                self.report_missing_value(column, cell, issues);
                return None;
            }
            CellValue::Date(date) => Some(*date),
            CellValue::Text(text) => {
                if matches!(parse_number(text), Err(AmountError::Empty)) {
                    return None;
                }
                super::date::parse_date(text)
            }
            CellValue::Number(_) | CellValue::Bool(_) | CellValue::Duration(_) => None,
        };
        match date {
            Some(date) => Some(Located::new(date, self.place_of(cell))),
            None => {
                self.report(IssueKind::UnreadableDate, column, cell, issues);
                None
            }
        }
    }

    /// Reports what concerns the row whatever its columns: hidden, values under a merge, amounts merged over lines.
    pub(super) fn note_visibility(&self, line: &Place, shown: &impl Fn() -> String, issues: &mut Issues) {
        self.note_hidden(line, shown, issues);
        if !self.sheet.has_merged_ranges() {
            return;
        }
        for column in self.header.all_columns() {
            let own = cell_in(self.cells, column.column).filter(|cell| !cell.is_blank());
            match own {
                Some(cell) => {
                    let covered = self.sheet.merged_range(self.row, column.column).is_some_and(|range| {
                        (range.first_row, range.first_column) != (self.row, column.column)
                    });
                    if covered {
                        self.report(IssueKind::MergedCellHidesValue, column, cell, issues);
                    }
                }
                None if belongs_to_one_line(column.role) => {
                    let range = self.sheet.merged_range(self.row, column.column);
                    if let Some((origin, range)) = self.merged_origin(column.column).zip(range) {
                        let last = self.names.cell(range.last_row, range.last_column);
                        let header = Some(column.header.clone());
                        issues.push_merge(last, self.place_of(origin), origin.shown(), header);
                    }
                }
                None => {}
            }
        }
    }

    /// Reports a hidden row, or counts it among those of the sheet's filter.
    pub(super) fn note_hidden(&self, line: &Place, shown: &impl Fn() -> String, issues: &mut Issues) {
        if self.sheet.is_row_filtered(self.row) {
            let header = self.names.cell(self.header.row, self.header.first_column);
            issues.push_filtered(self.sheet, header, line.clone());
        } else if self.sheet.is_row_hidden(self.row) {
            issues.push(IssueKind::HiddenRow, line.clone(), shown(), None);
        }
    }

    fn note_external_link(&self, column: &Column, cell: &Cell, issues: &mut Issues) {
        if let Some(formula) = cell.formula.as_ref().filter(|formula| reads_another_workbook(formula)) {
            self.report(IssueKind::ExternalLink { formula: Arc::clone(formula) }, column, cell, issues);
        }
    }

    /// Reports a cell without value: a formula without result, or an error.
    fn report_missing_value(&self, column: &Column, cell: &Cell, issues: &mut Issues) {
        if let Some(formula) = cell.uncached_formula() {
            self.report(IssueKind::UncachedFormula { formula: Arc::clone(formula) }, column, cell, issues);
        } else if matches!(cell.value, CellValue::Error(_)) {
            self.report(IssueKind::ErrorCell, column, cell, issues);
        }
    }

    fn report(&self, kind: IssueKind, column: &Column, cell: &Cell, issues: &mut Issues) {
        issues.push(kind, self.place_of(cell), cell.shown(), Some(column.header.clone()));
    }

    fn place_of(&self, cell: &Cell) -> Place {
        self.names.cell(cell.row, cell.column)
    }
}

/// Columns that count hours.
const fn is_hours(role: ColumnRole) -> bool {
    matches!(role, ColumnRole::Hours | ColumnRole::AnnualHours | ColumnRole::MonthlyHours)
}

fn contradicts(role: ColumnRole, written: VatBasis) -> bool {
    matches!(
        (role, written),
        (ColumnRole::AmountExclVat | ColumnRole::UnitPrice, VatBasis::InclVat)
            | (ColumnRole::AmountInclVat, VatBasis::ExclVat)
    )
}

/// `2024 ?`, `~2024`, `2024/`: a year with a sign that no year has; `31/12/2024` is a date.
fn is_doubtful(text: &str) -> bool {
    text.contains(['?', '~', '≈', '±', '*', '!'])
        || (super::date::parse_date(text).is_none()
            && super::date::years_of_period(text).is_empty()
            && text.contains(['/', '<', '>', '+', '(', ')']))
}

/// `1 720 h` and `35 heures` are numbers with their unit.
fn without_unit(text: &str) -> &str {
    let text = text.trim();
    ["heures", "heure", "h", "H"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text)
}
