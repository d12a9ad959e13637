//! The headers that a row holds: none, one, or those of tables side by side.

use super::candidate::{Candidate, Holds, candidates};
use super::drawn::{best, header_of};
use super::header::{Column, Header, OtherHeader, Sides};
use super::role::{Certainty, ColumnRole, TableKind, is_summed};
use super::sheet_names::kind_of_sheet_name;
use super::side_words::side_of;
use super::wide::year_in;
use crate::source::workbook::sheet::{Cell, Sheet};

/// The headers that a row holds: none, one, or two when two tables stand side by side.
///
/// `first_year` is what `N` and `Année 1` stand for.
pub(super) fn headers_in(sheet: &Sheet, row: u32, cells: &[Cell], first_year: Option<i32>) -> Vec<Header> {
    let texts = cells.iter().filter(|cell| cell.text().is_some()).count();
    let years = cells.iter().filter(|cell| year_in(cell).is_some()).count();
    let values = cells.iter().filter(|cell| !cell.is_blank() && cell.text().is_none()).count();
    if texts == 0 || values > texts + years {
        return Vec::new();
    }
    let candidates = candidates(sheet, row, cells, first_year);
    if candidates.len() < 2 {
        return Vec::new();
    }
    let hint = kind_of_sheet_name(&sheet.name);
    let Some(whole) = best(row, &candidates, hint) else { return Vec::new() };
    let whole = narrowed(row, &candidates, whole);
    side_by_side(row, &candidates, whole.score())
        .unwrap_or_else(|| twins(row, &candidates, two_sided(&candidates, whole)))
}

/// `… | Montant HT | Financeur | Montant`: the amount of a name stands right of it, and what is left of the name is
/// another table's.
fn narrowed(row: u32, candidates: &[Candidate], header: Header) -> Header {
    let (name, amount) = match header.kind {
        TableKind::Resources => (ColumnRole::CoFinancer, ColumnRole::Amount),
        _ => return header,
    };
    let (Some(name), Some(amount)) = (header.column(name), header.column(amount)) else { return header };
    let repeats = |other: &OtherHeader| other.repeats == Some(amount.column) && other.column > name.column;
    if amount.column > name.column || !header.others.iter().any(repeats) {
        return header;
    }
    let from = candidates.partition_point(|candidate| candidate.column < name.column);
    let right = candidates.get(from..).and_then(|right| header_of(header.kind, row, right));
    right.unwrap_or(header)
}

/// `Libellé | Dépenses | Recettes`: one column of labels, and one of amounts for each side of the plan.
fn two_sided(candidates: &[Candidate], mut header: Header) -> Header {
    let is_of = |candidate: &&Candidate, side| {
        side_of(&candidate.text) == Some(side) && candidate.holds() != Some(Holds::Texts)
    };
    let bought = candidates.iter().find(|candidate| is_of(candidate, TableKind::Expenses));
    let paid = candidates.iter().find(|candidate| is_of(candidate, TableKind::Resources));
    let (Some(bought), Some(paid), TableKind::Expenses) = (bought, paid, header.kind) else { return header };
    let is_amount = |column: &Column| column.column == bought.column && is_summed(column.role);
    if !header.columns.iter().any(is_amount) || header.columns.iter().any(|one| one.column == paid.column) {
        return header;
    }
    header.others.retain(|other| other.column != paid.column);
    header.sides = Sides::Columns(Column {
        role: ColumnRole::Amount,
        column: paid.column,
        header: paid.text.clone(),
        scale: paid.normal.scale,
        currency: paid.normal.currency,
        certainty: Certainty::Said,
    });
    header
}

/// The score of the best header of a row, to choose between neighbouring rows.
pub(super) fn total_score(headers: &[Header]) -> usize {
    headers.iter().map(Header::score).sum()
}

/// The score of header rows one below the other: of two that know as many columns, the one that says more wins.
pub(super) fn sureness(headers: &[Header]) -> usize {
    let sure = |column: &&Column| column.certainty == Certainty::Said;
    headers.iter().map(|header| header.all_columns().filter(sure).count()).sum()
}

/// The usual drawing of a financing plan: expenses on the left, resources on the right, on the same rows.
fn side_by_side(row: u32, candidates: &[Candidate], whole_score: usize) -> Option<Vec<Header>> {
    let mut chosen: Option<Vec<Header>> = None;
    let mut chosen_score = whole_score;
    for split in 2..candidates.len().saturating_sub(1) {
        let (left, right) = candidates.split_at(split);
        for (left_kind, right_kind) in
            [(TableKind::Expenses, TableKind::Resources), (TableKind::Resources, TableKind::Expenses)]
        {
            let (Some(left), Some(right)) =
                (header_of(left_kind, row, left), header_of(right_kind, row, right))
            else {
                continue;
            };
            // What stands left of the names on the right is the other table's.
            if narrowed(row, candidates, right.clone()).first_column > right.first_column {
                continue;
            }
            let score = left.score() + right.score();
            if score > chosen_score {
                chosen_score = score;
                chosen = Some(vec![left, right]);
            }
        }
    }
    let chosen = chosen?;
    Some(chosen.into_iter().flat_map(|header| twins(row, candidates, header)).collect())
}

/// `Désignation | Montant | Désignation | Montant`: two tables of expenses beside each other.
fn twins(row: u32, candidates: &[Candidate], header: Header) -> Vec<Header> {
    if header.kind != TableKind::Expenses
        || header.others.iter().filter(|other| other.repeats.is_some()).count() < 2
    {
        return vec![header];
    }
    let own: Vec<&Candidate> = candidates
        .iter()
        .filter(|one| (header.first_column..=header.last_column).contains(&one.column))
        .collect();
    let (Some(first), count) = (own.first(), own.len()) else { return vec![header] };
    let start = candidates.partition_point(|one| one.column < first.column);
    let Some(own) = candidates.get(start..start + count) else { return vec![header] };
    let split = (2..count.saturating_sub(1)).find_map(|at| {
        let (left, right) = own.split_at(at);
        let pair = [header_of(header.kind, row, left)?, header_of(header.kind, row, right)?];
        (pair.iter().map(Header::score).sum::<usize>() > header.score()).then_some(pair)
    });
    split.map_or_else(|| vec![header], Vec::from)
}
