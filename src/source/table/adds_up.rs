//! Totals known by what they add up to, whatever they are called.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::header::{Column, Header};
use super::role::{ColumnRole, is_summed};
use super::row::RowReader;
use crate::source::amount::{decimal_of_float, parse_amount};
use crate::source::workbook::sheet::{Cell, CellValue, Sheet, cell_in};

/// Longest formula that is looked at, in bytes: a sum is short.
const LONGEST: usize = 400;

/// True when every amount of the row is a formula that does nothing but add up rows above, two of them at least, and the
/// row says nothing that only a line says.
pub(super) fn sums_above(reader: &RowReader<'_>) -> bool {
    let mut sums = 0;
    for column in summed(reader.header) {
        let Some(cell) = cell_in(reader.cells, column.column).filter(|cell| !cell.is_blank()) else {
            continue;
        };
        let Some(added) = cell.formula.as_ref().and_then(|formula| added(formula, column.column)) else {
            return false;
        };
        // The total of the years of a row of totals, or its TTC from its HT and its TVA.
        if (added.first, added.last) == (reader.row, reader.row) {
            continue;
        }
        if !added.in_column || added.first <= reader.header.row || added.last >= reader.row || added.count < 2
        {
            return false;
        }
        sums += 1;
    }
    sums > 0 && !says_a_line(reader)
}

/// True when a row holds what belongs to one line: a year, a quantity, a price, a supplier, a document.
pub(super) fn says_a_line(reader: &RowReader<'_>) -> bool {
    use ColumnRole as R;
    const OF_A_LINE: [ColumnRole; 17] = [
        R::Year,
        R::Quantity,
        R::UnitPrice,
        R::Supplier,
        R::Document,
        R::Partner,
        R::VatRate,
        R::Mission,
        R::AnnualCost,
        R::AnnualHours,
        R::MonthlyCost,
        R::Method,
        R::Nature,
        R::Status,
        R::Date,
        R::Code,
        R::Number,
    ];
    OF_A_LINE.into_iter().any(|role| {
        reader.own(role).is_some_and(|(_, cell)| match &cell.value {
            CellValue::Text(text) => !text.trim().is_empty(),
            // A total may add quantities up, and say the mean of prices: only what is typed belongs to a line.
            _ => cell.formula.is_none(),
        })
    })
}

/// What a pure sum adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Added {
    /// The first and the last row, zero-based.
    pub(super) first: u32,
    pub(super) last: u32,
    /// How many rows, each range counted from end to end.
    pub(super) count: u64,
    /// Nothing but cells of its own column.
    pub(super) in_column: bool,
}

/// What a formula adds up, when it does nothing else.
pub(super) fn added(formula: &str, column: u32) -> Option<Added> {
    if formula.len() > LONGEST {
        return None;
    }
    let text: String =
        formula.chars().filter(|c| !c.is_whitespace() && *c != '$').collect::<String>().to_ascii_uppercase();
    let text = text.trim_start_matches(['=', '+']);
    let own = crate::model::column_name(column);
    let mut sum = Added { first: u32::MAX, last: 0, count: 0, in_column: true };
    let mut range_from: Option<u32> = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_alphabetic() {
            let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(letters);
            if after.starts_with('(') {
                if !matches!(word, "SUM" | "ROUND" | "SUBTOTAL" | "AGGREGATE") {
                    return None;
                }
                rest = after;
                continue;
            }
            let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
            let (number, after) = after.split_at(digits);
            let row = number.parse::<u32>().ok()?.checked_sub(1)?;
            sum.in_column &= word == own;
            sum.first = sum.first.min(row);
            sum.last = sum.last.max(row);
            match range_from.take() {
                // Its first end is counted already.
                Some(from) => sum.count += u64::from(row.abs_diff(from)),
                None => sum.count += 1,
            }
            if after.starts_with(':') {
                range_from = Some(row);
            }
            rest = after;
            continue;
        }
        // The number of a function, or of decimals.
        if c.is_ascii_digit() {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (number, after) = rest.split_at(digits);
            let as_argument = after.starts_with([',', ';', ')']);
            if !as_argument || number.len() > 3 {
                return None;
            }
            rest = after;
            continue;
        }
        if !matches!(c, '(' | ')' | ':' | ',' | ';' | '+') {
            return None;
        }
        rest = rest.get(c.len_utf8()..)?;
    }
    (sum.count > 0).then_some(sum)
}

/// What lines add up to, column by column, since the table began and since the last total.
#[derive(Debug, Default)]
pub(super) struct Running {
    whole: BTreeMap<u32, Sum>,
    block: BTreeMap<u32, Sum>,
    /// Columns that belong to one line, filled on each line so far.
    filled: Vec<(u32, usize)>,
    lines: usize,
    last_total: Option<Decimal>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Sum {
    amount: Decimal,
    lines: usize,
}

/// How sure a typed row is to be a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// It adds up, and lacks what every line has: not a line.
    Sure,
    /// It adds up, and nothing else tells it from a line.
    Perhaps,
}

impl Running {
    /// Counts a line.
    pub(super) fn line(&mut self, reader: &RowReader<'_>) {
        self.lines += 1;
        for column in summed(reader.header) {
            let Some(number) = number_in(reader, column) else { continue };
            for sums in [&mut self.whole, &mut self.block] {
                let sum = sums.entry(column.column).or_default();
                sum.amount = sum.amount.saturating_add(number);
                sum.lines += 1;
            }
        }
        for column in reader.header.columns.iter().filter(|column| !is_summed(column.role)) {
            if cell_in(reader.cells, column.column).is_some_and(|cell| !cell.is_blank()) {
                match self.filled.iter_mut().find(|(known, _)| *known == column.column) {
                    Some((_, count)) => *count += 1,
                    None => self.filled.push((column.column, 1)),
                }
            }
        }
    }

    /// A total was met: a new block begins.
    pub(super) fn total(&mut self, reader: &RowReader<'_>) {
        self.block.clear();
        let column = summed(reader.header).find(|column| column.role != ColumnRole::Vat);
        self.last_total = column.and_then(|column| number_in(reader, column)).or(self.last_total);
    }

    /// What a footer is computed from: the last total, or the lines when none was met.
    pub(super) fn base(&self, column: u32) -> Option<Decimal> {
        let lines = || self.whole.get(&column).map(|sum| sum.amount);
        self.last_total.or_else(lines).filter(|base| !base.is_zero())
    }

    /// Whether a row repeats, in each of its amounts, the sum of two lines above or more.
    pub(super) fn likeness(&self, reader: &RowReader<'_>) -> Option<Likeness> {
        if self.lines < 2 || says_a_line(reader) {
            return None;
        }
        let repeats = |sums: &BTreeMap<u32, Sum>| {
            let mut columns = 0;
            for column in summed(reader.header) {
                if cell_in(reader.cells, column.column).is_none_or(Cell::is_blank) {
                    continue;
                }
                let number = number_in(reader, column).filter(|number| !number.is_zero())?;
                let sum = sums.get(&column.column).filter(|sum| sum.lines >= 2)?;
                if (sum.amount - number).abs() >= Decimal::new(5, 3) {
                    return None;
                }
                columns += 1;
            }
            (columns > 0).then_some(columns)
        };
        let columns = repeats(&self.block).or_else(|| repeats(&self.whole))?;
        // What every line fills and this row leaves blank.
        let lacks = self.filled.iter().any(|(column, count)| {
            *count == self.lines && cell_in(reader.cells, *column).is_none_or(Cell::is_blank)
        });
        if lacks {
            return Some(Likeness::Sure);
        }
        // A line that only happens to add up: one that is computed from its own price is surely a line.
        let is_typed = reader.cells.iter().all(|cell| cell.formula.is_none());
        (is_typed && (columns >= 2 || self.lines >= 3)).then_some(Likeness::Perhaps)
    }
}

pub(super) fn summed(header: &Header) -> impl Iterator<Item = &Column> {
    header.all_columns().filter(|column| is_summed(column.role))
}

pub(super) fn number_in(reader: &RowReader<'_>, column: &Column) -> Option<Decimal> {
    number_of(reader.sheet, cell_in(reader.cells, column.column)?)
}

pub(super) fn number_of(sheet: &Sheet, cell: &Cell) -> Option<Decimal> {
    match &cell.value {
        CellValue::Number(number) => decimal_of_float(*number).map(|number| number.round_dp(6)),
        CellValue::Text(text) if sheet.is_untyped => parse_amount(text).ok().map(|amount| amount.euros),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_a_pure_sum_are_known() {
        for (formula, rows) in [
            ("SUM(D2:D3)", Some((1, 2, 2, true))),
            ("D2+D3+D9", Some((1, 8, 3, true))),
            ("ROUND(SUM($D$2:D5),2)", Some((1, 4, 4, true))),
            ("SUBTOTAL(9,D2:D5)", Some((1, 4, 4, true))),
            ("SUM(D2:D4,D7)", Some((1, 6, 4, true))),
            ("SUM(D2:E4)", Some((1, 3, 3, false))),
            ("SUM(B7:D7)", Some((6, 6, 1, false))),
            ("SUM(D2:D4)*10%", None),
            ("D2*D3", None),
            ("SUM(Autre!D2:D3)", None),
            ("D2-D3", None),
            ("D2+100", None),
            ("AVERAGE(D2:D3)", None),
        ] {
            let found = added(formula, 3).map(|sum| (sum.first, sum.last, sum.count, sum.in_column));
            assert_eq!(found, rows, "{formula}");
        }
    }
}
