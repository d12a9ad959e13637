//! One cell of a row that may be headers: what it says, what stands above and below it, and the role that makes.

use std::collections::BTreeMap;

use super::normal::normalise;
use super::role::{Certainty, ColumnRole, TableKind, role_of};
use super::side_words::side_of;
use super::wide::{Dated, dated, dated_from, is_yearly, year_in};
use crate::source::amount::parse_amount;
use crate::source::limits;
use crate::source::workbook::sheet::{Cell, CellValue, Sheet, cell_in};

/// One cell of a candidate row, in its effective text.
pub(super) struct Candidate<'a> {
    sheet: &'a Sheet,
    row: u32,
    pub(super) column: u32,
    pub(super) text: String,
    pub(super) normal: super::normal::Normal,
    pub(super) fallbacks: Vec<String>,
    pub(super) dated: Dated,
    /// The cell is a text, not a number or a date that may be a year.
    pub(super) is_text: bool,
    pub(super) group: Option<Group>,
}

impl Candidate<'_> {
    /// What stands below it: texts, or numbers; nothing when neither prevails. Looked at when something depends on it: most
    /// rows that are tried are no headers.
    pub(super) fn holds(&self) -> Option<Holds> {
        holds(self.sheet, self.row, self.column)
    }
}

/// What a column holds below its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Texts,
    Numbers,
}

/// What stands below a cell of headers: all of the next cells are texts, or all are numbers.
fn holds(sheet: &Sheet, row: u32, column: u32) -> Option<Holds> {
    const SEEN: usize = 6;
    let rows = sheet.rows_between(row.saturating_add(1), row.saturating_add(40));
    let below = rows.filter_map(|cells| cell_in(cells, column)).filter(|cell| !cell.is_blank()).take(SEEN);
    let (mut texts, mut numbers) = (0, 0);
    for cell in below {
        let written = |text: &str| parse_amount(text).is_ok();
        match &cell.value {
            CellValue::Text(text) if !written(text) => texts += 1,
            CellValue::Text(_) | CellValue::Number(_) => numbers += 1,
            _ => {}
        }
    }
    match (texts, numbers) {
        (0, 1..) => Some(Holds::Numbers),
        (2.., 0) => Some(Holds::Texts),
        _ => None,
    }
}

/// The title that stands above several columns.
#[derive(Clone)]
pub(super) struct Group {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) last_column: u32,
    pub(super) text: String,
    pub(super) dated: Dated,
}

pub(super) fn candidates<'a>(
    sheet: &'a Sheet,
    row: u32,
    cells: &[Cell],
    first_year: Option<i32>,
) -> Vec<Candidate<'a>> {
    let groups = groups_above(sheet, row, cells);
    let mut found: Vec<Candidate<'a>> = Vec::new();
    let mut push = |column: u32, text: &str, is_text: bool| {
        if text.len() <= limits::HEADER_TEXT_BYTES && found.len() < limits::HEADER_CELLS {
            found.push(Candidate {
                sheet,
                row,
                column,
                text: text.split_whitespace().collect::<Vec<_>>().join(" "),
                normal: normalise(text),
                fallbacks: fallbacks(text),
                dated: dated_from(text, first_year),
                is_text,
                group: groups
                    .iter()
                    .find(|group| (group.column..=group.last_column).contains(&column))
                    .cloned(),
            });
        }
    };
    let inherited = unmerged_above(sheet, row, cells);
    let last = cells.last().map_or(0, |cell| cell.column);
    // Without merged cells nor a second row, only the row's own cells can be headers.
    if !sheet.has_merged_ranges() && inherited.is_empty() {
        for cell in cells {
            match (cell.text(), year_in(cell)) {
                (Some(text), _) => push(cell.column, text, true),
                (None, Some(year)) => push(cell.column, &year.to_string(), false),
                (None, None) => {}
            }
        }
        return found;
    }
    let last = last.max(inherited.last_key_value().map_or(0, |(column, _)| *column));
    // A header merged over two rows stands in the upper one: it heads its column all the same.
    for column in 0..=last.saturating_add(1).min(limits::FAR_COLUMN) {
        if let Some(own) = cell_in(cells, column) {
            if let Some(text) = own.text() {
                push(column, text, true);
                continue;
            }
            if let Some(year) = year_in(own) {
                push(column, &year.to_string(), false);
                continue;
            }
        }
        let above = sheet
            .merged_range(row, column)
            .filter(|range| range.first_row < row && range.last_row >= row && range.first_column == column)
            .and_then(|range| sheet.cell(range.first_row, column))
            .and_then(Cell::text)
            .or_else(|| inherited.get(&column).copied());
        if let Some(text) = above {
            push(column, text, true);
        }
    }
    found
}

/// Headers typed in the upper of two rows, above a blank: only those that some table knows.
fn unmerged_above<'a>(sheet: &'a Sheet, row: u32, cells: &[Cell]) -> BTreeMap<u32, &'a str> {
    let Some(above) = row.checked_sub(1) else { return BTreeMap::new() };
    // Only a row of amounts (`HT`, `TVA`) is the second row of a header.
    let second = cells.iter().filter_map(Cell::text).any(|text| {
        let words = normalise(text).words;
        TableKind::ALL
            .iter()
            .any(|kind| role_of(*kind, &words).is_some_and(|(role, _)| is_yearly(*kind, role)))
    });
    if !second {
        return BTreeMap::new();
    }
    sheet
        .row(above)
        .iter()
        .filter(|cell| cell_in(cells, cell.column).is_none_or(Cell::is_blank))
        .filter_map(|cell| Some((cell.column, cell.text()?)))
        .filter(|(_, text)| {
            let words = normalise(text).words;
            text.len() <= limits::HEADER_TEXT_BYTES
                && TableKind::ALL.iter().any(|kind| role_of(*kind, &words).is_some())
        })
        .collect()
}

/// The titles of groups of columns in the row above: merged over their columns, or typed above the first one.
fn groups_above(sheet: &Sheet, row: u32, cells: &[Cell]) -> Vec<Group> {
    let Some(above) = row.checked_sub(1) else { return Vec::new() };
    let titles = sheet.row(above);
    if titles.is_empty() {
        return Vec::new();
    }
    let last = cells.last().map_or(0, |cell| cell.column);
    let mut groups: Vec<Group> = Vec::new();
    for (index, cell) in titles.iter().enumerate() {
        let text = match (cell.text(), year_in(cell)) {
            (Some(text), _) if text.len() <= limits::HEADER_TEXT_BYTES => text.to_owned(),
            (None, Some(year)) => year.to_string(),
            _ => continue,
        };
        let next = titles.iter().skip(index + 1).find(|next| !next.is_blank());
        let last_column = match sheet.merged_range(above, cell.column) {
            Some(range) if range.last_row > above => continue,
            Some(range) => range.last_column,
            None => next.map_or(last, |next| next.column.saturating_sub(1)),
        };
        let dated = dated(&text);
        groups.push(Group { row: above, column: cell.column, last_column, text, dated });
    }
    let says_amounts = |group: &&Group| {
        group.dated.year.is_some()
            || TableKind::ALL.iter().any(|kind| {
                role_of(*kind, &group.dated.rest.words).is_some_and(|(role, _)| is_yearly(*kind, role))
            })
    };
    // A title above the whole table may name a year too: two groups at least make groups.
    if groups.iter().filter(says_amounts).count() < 2 {
        let merged = |group: &Group| sheet.merged_range(above, group.column).is_some() && group.column > 0;
        groups.retain(|group| merged(group) && says_amounts(&group) && group.dated.year.is_none());
    }
    groups
}

/// Other readings of a header: without its parentheses, each side of a slash, without a year.
fn fallbacks(text: &str) -> Vec<String> {
    let mut readings = Vec::new();
    let mut depth = 0_usize;
    let outside: String = text
        .chars()
        .filter(|c| match c {
            '(' | '[' => {
                depth += 1;
                false
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect();
    if outside.len() != text.len() {
        readings.push(normalise(&outside).words);
    }
    if outside.contains('/') {
        readings.extend(outside.split('/').map(|part| normalise(part).words));
    }
    if let Some((head, _)) = outside.split_once(" *").or_else(|| outside.split_once('*')) {
        readings.push(normalise(head).words);
    }
    readings.retain(|words| !words.is_empty());
    readings
}

pub(super) fn role_of_candidate(kind: TableKind, candidate: &Candidate) -> Option<(ColumnRole, Certainty)> {
    if let Some(found) = role_of(kind, &candidate.normal.words) {
        return Some(as_held(kind, found, candidate));
    }
    if kind == TableKind::Resources && names_a_state(candidate) && candidate.holds() == Some(Holds::Numbers) {
        return Some((ColumnRole::Amount, Certainty::Said));
    }
    let mut roles = candidate.fallbacks.iter().filter_map(|words| role_of(kind, words));
    let first = roles.next()?;
    // `Prestataire / fournisseur` is one role; `Nom / montant` is none.
    roles.all(|(role, _)| role == first.0).then(|| as_held(kind, first, candidate))
}

/// `Montant du devis HT`: an amount that says its basis, whatever else it says.
pub(super) fn by_words(kind: TableKind, candidate: &Candidate) -> Option<(ColumnRole, Certainty)> {
    const AMOUNTS: [&str; 9] =
        ["montant", "cout", "prix", "total", "depense", "estimation", "chiffrage", "budget", "valeur"];
    if kind != TableKind::Expenses {
        return None;
    }
    let words: Vec<&str> = candidate.normal.words.split(' ').collect();
    let has = |word: &str| words.contains(&word);
    let is_amount = words.first().is_some_and(|first| AMOUNTS.contains(first));
    let found = match (is_amount, has("unitaire"), has("ht"), has("ttc"), has("tva")) {
        (true, false, true, false, false) => Some((ColumnRole::AmountExclVat, Certainty::Said)),
        (true, false, false, true, false) => Some((ColumnRole::AmountInclVat, Certainty::Said)),
        _ => None,
    };
    found.filter(|_| candidate.holds() == Some(Holds::Numbers))
}

/// A role, unless what the column holds belies it: `Dépenses TTC` above labels names them, `Dépenses` above amounts is
/// theirs.
fn as_held(
    kind: TableKind,
    (role, certainty): (ColumnRole, Certainty),
    candidate: &Candidate,
) -> (ColumnRole, Certainty) {
    use ColumnRole as R;
    let holds_numbers = || candidate.holds() == Some(Holds::Numbers);
    match (kind, role) {
        (TableKind::Expenses, R::AmountExclVat | R::AmountInclVat)
            if candidate.holds() == Some(Holds::Texts) =>
        {
            (R::Label, Certainty::Said)
        }
        (TableKind::Expenses, R::Label) if names_a_side(candidate) && holds_numbers() => {
            (R::AmountExclVat, Certainty::Supposed)
        }
        (TableKind::Resources, R::CoFinancer) if names_a_side(candidate) && holds_numbers() => {
            (R::Amount, Certainty::Said)
        }
        _ => (role, certainty),
    }
}

/// `Sollicité`, `Acquis` above numbers: amounts, by the state of the aid.
fn names_a_state(candidate: &Candidate) -> bool {
    is_state(&candidate.normal.words)
}

pub(super) fn is_state(words: &str) -> bool {
    matches!(
        words,
        "sollicite"
            | "demande"
            | "acqui"
            | "obtenu"
            | "accorde"
            | "notifie"
            | "attribue"
            | "a solliciter"
            | "solliciter"
            | "en cours"
    )
}

fn names_a_side(candidate: &Candidate) -> bool {
    side_of(&candidate.text).is_some()
}
