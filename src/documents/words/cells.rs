//! Addresses of cells.

use std::collections::BTreeSet;

use crate::figures::Ledger;
use crate::model::{Place, cell_name};

/// The cells that the figures are computed from: alone in a sentence, only one of these is surely a cell.
pub(super) fn read(ledger: &Ledger) -> BTreeSet<String> {
    let inputs = ledger.keys().filter_map(|key| ledger.input(key));
    inputs
        .filter_map(|place| match place {
            Place::Cell { row, column, .. } => Some(cell_name(*row, *column)),
            _ => None,
        })
        .collect()
}

/// The first address: after the name of a sheet, in a range, with dollars, or of a cell that is known.
pub(super) fn cell(text: &str, known: &BTreeSet<String>, own: &BTreeSet<String>) -> Option<String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '$' || c == ':';
    let mut rest = text;
    let mut before = "";
    while let Some(start) = rest.find(is_part) {
        let (skipped, from) = rest.split_at(start);
        before = if skipped.is_empty() { before } else { skipped };
        let (token, after) = from.split_at(from.find(|c| !is_part(c)).unwrap_or(from.len()));
        let word = token.trim_matches(':');
        if is_address(word, before, after, known, own) {
            return Some(word.to_owned());
        }
        before = token;
        rest = after;
    }
    None
}

fn is_address(
    word: &str,
    before: &str,
    after: &str,
    known: &BTreeSet<String>,
    own: &BTreeSet<String>,
) -> bool {
    if let Some((first, last)) = word.split_once(':') {
        return is_cell(first) && is_cell(last);
    }
    if !is_cell(word) || own.contains(word) {
        return false;
    }
    if word.contains('$') || before.ends_with('!') || before.trim_end().ends_with('›') {
        return true;
    }
    // Joined to something else, it is a part of another code.
    let is_joined = before.ends_with(['-', '.', '_', '/', '@'])
        || after.starts_with(['-', '_', '/', '@'])
        || after.strip_prefix('.').is_some_and(|after| after.starts_with(char::is_alphanumeric));
    !is_joined && known.contains(word)
}

/// Letters then digits, each with a dollar or not.
fn is_cell(word: &str) -> bool {
    let word = word.strip_prefix('$').unwrap_or(word);
    let letters = word.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(word.len());
    let (column, row) = word.split_at(letters);
    let row = row.strip_prefix('$').unwrap_or(row);
    (1..=3).contains(&column.len())
        && (1..=7).contains(&row.len())
        && row.bytes().all(|byte| byte.is_ascii_digit())
        && !row.starts_with('0')
}
