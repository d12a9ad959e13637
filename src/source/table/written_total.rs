//! Rows that read like totals and are none, and rows of VAT that read like lines and are none.

use rust_decimal::Decimal;

use super::adds_up::{Running, added, number_in, says_a_line, summed};
use super::guess::Guess;
use super::header::Header;
use super::normal::plain;
use super::role::{ColumnRole, TableKind};
use super::row::RowReader;
use crate::source::workbook::sheet::{Cell, Sheet, cell_in};

/// Highest rate of VAT that a footer may state.
const HIGHEST_VAT: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

/// Whether a row is the VAT of the lines above, or their total with it, in a column of amounts without VAT; and whether
/// it says what it should.
///
/// `Total HT`, `TVA 20 %`, `Total TTC` in one column: the VAT is no expense, and the last total is not that of the lines.
pub(super) fn footer(reader: &RowReader<'_>, running: &Running, after_vat: bool) -> Option<bool> {
    if reader.header.kind != TableKind::Expenses {
        return None;
    }
    let mut columns = summed(reader.header);
    // Where the table has a column for the VAT, a row named after it is a line or a total like others.
    let column = columns.next().filter(|column| column.role == ColumnRole::AmountExclVat)?;
    if columns.next().is_some() {
        return None;
    }
    let words = plain(reader.cells.iter().find_map(Cell::text)?);
    let mut all = words.split(' ');
    let first = all.next().unwrap_or_default();
    let amount = number_in(reader, column)?;
    let base = running.base(column.column)?;
    if matches!(first, "tva" | "taxe" | "taxes")
        || words.starts_with("montant tva")
        || words.starts_with("total tva")
    {
        if says_a_line(reader) {
            return None;
        }
        let rate = amount.checked_div(base)?;
        return (rate > Decimal::ZERO && rate <= HIGHEST_VAT)
            .then(|| stated_rate(&words).is_none_or(|stated| (stated * base - amount).abs() < Decimal::ONE));
    }
    let with_vat = words.split(' ').any(|word| word == "ttc");
    let names_total = matches!(first, "total" | "montant" | "net" | "cout");
    let rate = amount.checked_div(base)?.checked_sub(Decimal::ONE)?;
    (after_vat && with_vat && names_total).then(|| rate > Decimal::ZERO && rate <= HIGHEST_VAT)
}

/// `tva 20 %` says one fifth.
fn stated_rate(words: &str) -> Option<Decimal> {
    let mut numbers = words.split(' ').filter_map(|word| word.parse::<Decimal>().ok());
    let whole = numbers.next()?;
    let percent = match numbers.next() {
        // `5,5 %` is two words once its comma is a space.
        Some(tenths) if tenths < Decimal::TEN => whole + tenths / Decimal::TEN,
        Some(_) => return None,
        None => whole,
    };
    (percent < Decimal::ONE_HUNDRED).then(|| percent / Decimal::ONE_HUNDRED)
}

/// Turns into lines the rows that only their names make totals: typed, called `Coût total des travaux`, and either alone
/// in their table or among what the total below adds up.
pub(super) fn lines_among(sheet: &Sheet, header: &Header, guesses: &mut [(usize, Guess)]) {
    let is_line = |guess: &(usize, Guess)| guess.1 == Guess::Line;
    let has_lines = guesses.iter().any(is_line);
    for at in 0..guesses.len() {
        let Some((index, Guess::Total(_, label))) = guesses.get(at) else { continue };
        let words = plain(label);
        let may_name = ["cout total", "montant total", "cout global", "montant global"]
            .iter()
            .any(|start| words.starts_with(start));
        if !may_name || !is_typed(sheet, header, *index) {
            continue;
        }
        let Some((row, _)) = sheet.filled_row(*index) else { continue };
        let below = guesses.iter().skip(at + 1);
        let totals: Vec<usize> =
            below.filter(|(_, guess)| matches!(guess, Guess::Total(..))).map(|(index, _)| *index).collect();
        let is_alone = !has_lines && at == 0;
        let is_added = totals.iter().any(|total| adds(sheet, header, *total, row, guesses, at));
        if (is_alone || is_added)
            && let Some((_, guess)) = guesses.get_mut(at)
        {
            *guess = Guess::Line;
        }
    }
}

/// True when the amounts of a row are typed.
fn is_typed(sheet: &Sheet, header: &Header, index: usize) -> bool {
    let Some((_, cells)) = sheet.filled_row(index) else { return false };
    let mut amounts = summed(header).filter_map(|column| cell_in(cells, column.column));
    amounts.all(|cell| cell.formula.is_none())
}

/// True when a total adds up a row together with a line that stands above that row.
fn adds(
    sheet: &Sheet,
    header: &Header,
    total: usize,
    row: u32,
    guesses: &[(usize, Guess)],
    at: usize,
) -> bool {
    let Some((_, cells)) = sheet.filled_row(total) else { return false };
    let line_above = guesses.iter().take(at).rev().find(|(_, guess)| *guess == Guess::Line);
    let Some((above, _)) = line_above.and_then(|(index, _)| sheet.filled_row(*index)) else { return false };
    summed(header).any(|column| {
        let cell = cell_in(cells, column.column);
        let formula = cell.and_then(|cell| cell.formula.as_ref());
        // `SUBTOTAL` leaves out what it meets of its own kind: what is typed is no such thing.
        formula.and_then(|formula| added(formula, column.column)).is_some_and(|sum| {
            sum.in_column
                && sum.first <= above
                && row <= sum.last
                && sum.count == u64::from(sum.last - sum.first) + 1
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_footer_states_its_rate() {
        for (words, rate) in [("tva 20 %", Some("0.2")), ("tva 5 5 %", Some("0.055")), ("tva", None)] {
            let expected: Option<Decimal> = rate.map(|rate| rate.parse().unwrap());
            assert_eq!(stated_rate(words), expected, "{words}");
        }
    }
}
