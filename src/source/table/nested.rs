//! Lines that detail another one: `1.1` under `1`, `dont étude de sol` under `Études`. Each amount counts once.

use rust_decimal::Decimal;

use super::adds_up::{number_of, summed};
use super::guess::Guess;
use super::header::{Header, spanned};
use super::normal::plain;
use super::role::{ColumnRole, TableKind};
use crate::source::workbook::sheet::{Cell, CellValue, Sheet, cell_in};

/// Turns into totals of their details the lines that a numbering puts above them, and sets aside what a line already
/// holds: both are told as notes.
pub(super) fn settle(
    sheet: &Sheet,
    header: &Header,
    guesses: &mut Vec<(usize, Guess)>,
    aside: &mut Vec<(usize, bool)>,
) {
    if !matches!(header.kind, TableKind::Expenses | TableKind::Resources) {
        return;
    }
    set_parts_aside(sheet, header, guesses, aside);
    set_accounts_above(sheet, header, guesses);
    set_heads_above(sheet, header, guesses);
    let keys: Vec<Option<String>> = guesses
        .iter()
        .map(|(index, guess)| {
            let (_, cells) = sheet.filled_row(*index)?;
            matches!(guess, Guess::Line).then(|| numbering_of(header, spanned(cells, header))).flatten()
        })
        .collect();
    let is_below = |at: usize, parent: &str| {
        keys.get(at).and_then(Option::as_ref).is_some_and(|key| is_under(parent, key))
    };
    let mut outer = Vec::new();
    for (at, parent) in keys.iter().enumerate() {
        let Some(parent) = parent else { continue };
        if !is_below(at + 1, parent) {
            continue;
        }
        // A parent of parents has no lines of its own to be compared with.
        let holds_parents = (at + 1..keys.len()).take_while(|child| is_below(*child, parent)).any(|child| {
            keys.get(child).and_then(Option::as_ref).is_some_and(|key| is_below(child + 1, key))
        });
        if holds_parents {
            outer.push(at);
        } else {
            raise(sheet, header, guesses, at);
        }
    }
    aside.extend(outer.iter().filter_map(|at| guesses.get(*at)).map(|(index, _)| (*index, true)));
    for at in outer.into_iter().rev() {
        guesses.remove(at);
    }
}

/// `dont étude de sol`: the line above holds it already.
fn set_parts_aside(
    sheet: &Sheet,
    header: &Header,
    guesses: &mut Vec<(usize, Guess)>,
    aside: &mut Vec<(usize, bool)>,
) {
    let mut has_line = false;
    guesses.retain(|(index, guess)| {
        let name = labelled(sheet, header, *index).map(|(_, label)| plain(&label)).unwrap_or_default();
        let is_part = name.starts_with("dont ") && has_line && matches!(guess, Guess::Line);
        has_line |= matches!(guess, Guess::Line);
        if is_part {
            aside.push((*index, true));
        }
        !is_part
    });
}

/// What each line counts: its number in the column of amounts; nothing for what is no line.
fn amounts(sheet: &Sheet, header: &Header, guesses: &[(usize, Guess)]) -> Vec<Option<Decimal>> {
    let column = summed(header).find(|column| column.role != ColumnRole::Vat).map(|column| column.column);
    guesses
        .iter()
        .map(|(index, guess)| {
            let (_, cells) = sheet.filled_row(*index)?;
            matches!(guess, Guess::Line).then(|| number_of(sheet, cell_in(cells, column?)?)).flatten()
        })
        .collect()
}

fn is_same(one: Decimal, other: Decimal) -> bool {
    (one - other).abs() < Decimal::new(1, 2)
}

/// Makes a line the total of those below it.
fn raise(sheet: &Sheet, header: &Header, guesses: &mut [(usize, Guess)], at: usize) {
    let Some((index, guess)) = guesses.get_mut(at) else { return };
    if let Some((column, label)) = labelled(sheet, header, *index) {
        *guess = Guess::HeadTotal { label, column, is_grand: false };
    }
}

/// `60 – Achats` above `604 – Prestations`, or above the purchases that it adds up: an account holds those under it.
fn set_accounts_above(sheet: &Sheet, header: &Header, guesses: &mut [(usize, Guess)]) {
    // Lines may be numbered from 60 to 79 too: an account stands at the head of its label.
    let accounts: Vec<Option<String>> = guesses
        .iter()
        .map(|(index, guess)| {
            let (_, label) = labelled(sheet, header, *index).filter(|_| matches!(guess, Guess::Line))?;
            let (key, _) = numbering(label.trim()).filter(|(_, rest)| !rest.is_empty())?;
            let is_account =
                key.len() >= 2 && key.chars().all(|c| c.is_ascii_digit()) && key.starts_with(['6', '7']);
            is_account.then_some(key)
        })
        .collect();
    let amounts = amounts(sheet, header, guesses);
    let heads: Vec<usize> = accounts
        .iter()
        .enumerate()
        .filter(|(at, account)| {
            let Some(account) = account.as_ref().filter(|account| account.len() == 2) else { return false };
            let next = (at + 1..guesses.len()).find(|next| {
                let key = accounts.get(*next).and_then(Option::as_ref);
                amounts.get(*next).copied().flatten().is_none()
                    || key.is_some_and(|key| !key.starts_with(account))
            });
            let below = at + 1..next.unwrap_or(guesses.len());
            // A sub-account has a longer number.
            let is_named = accounts
                .get(at + 1)
                .and_then(Option::as_ref)
                .is_some_and(|key| key.len() > account.len() && key.starts_with(account));
            let sum: Decimal = below.clone().filter_map(|child| amounts.get(child).copied().flatten()).sum();
            let own = amounts.get(*at).copied().flatten();
            !below.is_empty() && (is_named || own.is_some_and(|own| is_same(own, sum)))
        })
        .map(|(at, _)| at)
        .collect();
    for at in heads {
        raise(sheet, header, guesses, at);
    }
}

/// Lines that each add up those right below them, when the total of the table holds without them and not with them.
fn set_heads_above(sheet: &Sheet, header: &Header, guesses: &mut [(usize, Guess)]) {
    let is_total = |(_, guess): &(usize, Guess)| matches!(guess, Guess::Total(..));
    let Some((total_index, _)) = guesses.iter().rfind(|guess| is_total(guess)) else { return };
    // One total at the foot: where there are several, they part the lines already.
    if guesses.iter().filter(|guess| is_total(guess)).count() > 1 {
        return;
    }
    let column = summed(header).find(|column| column.role != ColumnRole::Vat);
    let total = column
        .and_then(|column| number_of(sheet, cell_in(sheet.filled_row(*total_index)?.1, column.column)?));
    let amounts = amounts(sheet, header, guesses);
    let all: Decimal = amounts.iter().flatten().sum();
    let Some(total) = total.filter(|total| !is_same(*total, all)) else { return };
    let mut heads = Vec::new();
    let mut at = 0;
    while at < amounts.len() {
        let own = amounts.get(at).copied().flatten();
        let mut sum = Decimal::ZERO;
        let below = amounts.iter().skip(at + 1).map_while(|amount| *amount).take(LONGEST_DETAIL);
        let reached = below.enumerate().find_map(|(rank, amount)| {
            sum += amount;
            (rank >= 1 && own.is_some_and(|own| is_same(own, sum))).then_some(rank + 1)
        });
        if reached.is_some() {
            heads.push(at);
        }
        at += 1 + reached.unwrap_or(0);
    }
    let held: Decimal = heads.iter().filter_map(|at| amounts.get(*at).copied().flatten()).sum();
    if !heads.is_empty() && is_same(all - held, total) {
        for at in heads {
            raise(sheet, header, guesses, at);
        }
    }
}

/// Most lines that detail one.
const LONGEST_DETAIL: usize = 60;

/// The first text of a row that is no number, with its column.
fn labelled(sheet: &Sheet, header: &Header, index: usize) -> Option<(u32, String)> {
    let (_, cells) = sheet.filled_row(index)?;
    let number = header.column(ColumnRole::Number).map(|column| column.column);
    let named = spanned(cells, header).iter().filter(|cell| Some(cell.column) != number);
    named.filter_map(|cell| Some((cell.column, cell.text()?.to_owned()))).next()
}

/// The number of a line: in its own column, or at the head of its label.
fn numbering_of(header: &Header, cells: &[Cell]) -> Option<String> {
    if let Some(column) = header.column(ColumnRole::Number) {
        let cell = cell_in(cells, column.column).filter(|cell| !cell.is_blank())?;
        return match &cell.value {
            CellValue::Text(text) => {
                numbering(text.trim()).filter(|(_, rest)| rest.is_empty()).map(|(key, _)| key)
            }
            // `1` and `1.1` typed as numbers.
            CellValue::Number(number) => numbering(&number.to_string()).map(|(key, _)| key),
            _ => None,
        };
    }
    let text = cells.iter().find_map(Cell::text)?;
    numbering(text.trim()).filter(|(_, rest)| !rest.is_empty()).map(|(key, _)| key)
}

/// `1.2.` and what follows it: digits, or a letter, parted by points.
fn numbering(text: &str) -> Option<(String, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(text.len());
    let (head, rest) = text.split_at(end);
    let key = head.trim_matches('.');
    let mut parts = key.split('.');
    let first = parts.next()?;
    let is_first = first.len() <= 3
        && (first.chars().all(|c| c.is_ascii_digit())
            || first.chars().next().is_some_and(|c| c.is_ascii_uppercase())
                && first.chars().skip(1).all(|c| c.is_ascii_digit()));
    let is_rest =
        parts.all(|part| !part.is_empty() && part.len() <= 3 && part.chars().all(|c| c.is_ascii_digit()));
    (is_first && !first.is_empty() && is_rest).then(|| (key.to_owned(), rest.trim()))
}

/// True for `1.2` under `1`, `A1` and `A.1` under `A`.
fn is_under(parent: &str, key: &str) -> bool {
    let Some(rest) = key.strip_prefix(parent) else { return false };
    let after_letter = parent.chars().all(|c| c.is_ascii_uppercase());
    rest.starts_with('.') || (after_letter && rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_words() {
        for (text, key) in [
            ("1", Some("1")),
            ("1.2. Voirie", Some("1.2")),
            ("A1 – Études", Some("A1")),
            ("Études", None),
            ("2024 : travaux", None),
            ("12.5.3", Some("12.5.3")),
        ] {
            assert_eq!(numbering(text).map(|(key, _)| key).as_deref(), key, "{text}");
        }
        assert!(is_under("1", "1.1") && is_under("A", "A1") && is_under("A", "A.1"));
        assert!(!is_under("1", "10") && !is_under("1", "2.1") && !is_under("A1", "A12"));
    }
}
