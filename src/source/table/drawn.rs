//! The columns that some cells of a row make for a kind of table.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::candidate::{Candidate, by_words, candidates, is_state, role_of_candidate};
use super::header::{Column, Header, OtherHeader, Sides, YearColumns, is_enough};
use super::normal::{normalise, plain};
use super::role::{Certainty, ColumnRole, TableKind, is_money, is_summed, role_of};
use super::wide::{is_yearly, year_role};
use crate::source::amount::Scale;
use crate::source::workbook::sheet::{Cell, Sheet};

pub(super) fn best(row: u32, candidates: &[Candidate], hint: Option<TableKind>) -> Option<Header> {
    TableKind::ALL.into_iter().filter_map(|kind| header_of(kind, row, candidates)).max_by_key(|header| {
        (header.score() * 2 + usize::from(hint == Some(header.kind)), std::cmp::Reverse(header.kind))
    })
}

/// A column of one year, before its year is known to make a wide table.
struct YearColumn {
    year: i32,
    at: (u32, u32),
    is_text: bool,
    column: Column,
}

pub(super) fn header_of(kind: TableKind, row: u32, candidates: &[Candidate]) -> Option<Header> {
    drawn(kind, row, candidates).filter(is_enough)
}

/// The header that some columns of a row make for a kind of table, whether or not it is enough for one.
pub(super) fn drawn_over(
    sheet: &Sheet,
    kind: TableKind,
    row: u32,
    cells: &[Cell],
    span: RangeInclusive<u32>,
    first_year: Option<i32>,
) -> Header {
    let mut candidates = candidates(sheet, row, cells, first_year);
    candidates.retain(|candidate| span.contains(&candidate.column));
    drawn(kind, row, &candidates).unwrap_or_else(|| {
        let column =
            cells.iter().find(|cell| !cell.is_blank() && span.contains(&cell.column)).map(|cell| cell.column);
        let column = column.unwrap_or(*span.start());
        let (columns, years, others) = (Vec::new(), Vec::new(), Vec::new());
        Header {
            kind,
            row,
            columns,
            years,
            others,
            caption: None,
            foreign: None,
            expected: None,
            alternates: Vec::new(),
            sides: Sides::Titles,
            is_shaped: false,
            first_column: column,
            last_column: column,
        }
    })
}

fn drawn(kind: TableKind, row: u32, candidates: &[Candidate]) -> Option<Header> {
    let mut columns: Vec<Column> = Vec::new();
    let mut others: Vec<OtherHeader> = Vec::new();
    let mut supposed: Vec<Column> = Vec::new();
    let mut worded: Vec<Column> = Vec::new();
    let mut yearly: Vec<YearColumn> = Vec::new();
    let other = |candidate: &Candidate| OtherHeader {
        column: candidate.column,
        header: candidate.text.clone(),
        repeats: None,
        currency: None,
    };
    for candidate in candidates {
        let group = candidate.group.as_ref();
        let column = |(role, certainty)| Column {
            role,
            column: candidate.column,
            // The unit comes from the group's title: both are shown.
            header: match group.filter(|group| {
                is_yearly(kind, role)
                    && candidate.normal.scale == Scale::Euro
                    && group.dated.rest.scale != Scale::Euro
            }) {
                Some(group) => format!("{} {}", group.text, candidate.text),
                None => candidate.text.clone(),
            },
            scale: match (candidate.normal.scale, group) {
                (Scale::Euro, Some(group)) if is_yearly(kind, role) => group.dated.rest.scale,
                (scale, _) => scale,
            },
            currency: candidate.normal.currency.or_else(|| group?.dated.rest.currency),
            certainty,
        };
        let of_group = group.and_then(|group| {
            role_of(kind, &group.dated.rest.words).filter(|(role, _)| is_yearly(kind, *role))
        });
        if let Some((year, at, role)) = year_of_candidate(kind, row, candidate, of_group) {
            let mut column = column(role);
            if let Some(group) = group.filter(|group| group.text != candidate.text) {
                column.header = format!("{} {}", group.text, candidate.text);
            }
            yearly.push(YearColumn { year, at, is_text: candidate.is_text, column });
            continue;
        }
        let own = role_of_candidate(kind, candidate).or_else(|| {
            // `Total 2024-2026`: several years and an amount are the amount of them all.
            (candidate.dated.year.is_none() && candidate.dated.rest.words != candidate.normal.words)
                .then(|| role_of(kind, &candidate.dated.rest.words))
                .flatten()
                .filter(|(role, _)| is_yearly(kind, *role))
        });
        match (own, of_group) {
            (Some((_, Certainty::Supposed)), Some(said @ (_, Certainty::Said))) => {
                add_column(&mut columns, &mut others, column(said));
            }
            (Some(found @ (_, Certainty::Supposed)), _) => supposed.push(column(found)),
            (Some(found), _) => add_column(&mut columns, &mut others, column(found)),
            (None, _) => match by_words(kind, candidate) {
                Some(found) => worded.push(column(found)),
                None if candidate.is_text => others.push(other(candidate)),
                None => {}
            },
        }
    }
    for column in supposed {
        if columns.iter().any(|one| one.role == column.role && one.certainty == Certainty::Said) {
            others.push(OtherHeader::aside(column));
        } else {
            add_column(&mut columns, &mut others, column);
        }
    }
    // What only its words make an amount gives way to what is called so.
    for column in worded {
        if columns.iter().any(|one| one.role == column.role) {
            others.push(OtherHeader::aside(column));
        } else {
            columns.push(column);
        }
    }
    unit_prices(kind, &mut columns, &mut others);
    let years = gather_years(kind, yearly, &mut columns, &mut others);
    let alternates = alternates(kind, &columns, &mut others);
    columns.sort_by_key(|column| column.column);
    others.sort_by_key(|other| other.column);
    let first_column = candidates.first()?.column;
    let last_column = candidates.last()?.column;
    Some(Header {
        kind,
        row,
        columns,
        years,
        others,
        caption: None,
        foreign: None,
        expected: None,
        alternates,
        sides: Sides::Titles,
        is_shaped: false,
        first_column,
        last_column,
    })
}

/// The second of two columns that are both named after the state of an aid: each line fills one of them.
fn alternates(kind: TableKind, columns: &[Column], others: &mut Vec<OtherHeader>) -> Vec<Column> {
    let amount = columns.iter().find(|column| column.role == ColumnRole::Amount);
    let Some(amount) =
        amount.filter(|amount| kind == TableKind::Resources && is_state(&normalise(&amount.header).words))
    else {
        return Vec::new();
    };
    let is_other = |other: &OtherHeader| {
        other.repeats == Some(amount.column)
            && other.currency.is_none()
            && is_state(&normalise(&other.header).words)
    };
    let taken: Vec<Column> = others
        .iter()
        .filter(|other| is_other(other))
        .map(|other| Column { column: other.column, header: other.header.clone(), ..amount.clone() })
        .collect();
    others.retain(|other| !is_other(other));
    taken
}

/// `Prix HT | Prix TTC | Quantité | Montant HT | Montant TTC`: beside an amount and a quantity, a price is that of one.
fn unit_prices(kind: TableKind, columns: &mut Vec<Column>, others: &mut Vec<OtherHeader>) {
    use ColumnRole as R;
    let has = |columns: &[Column], role| columns.iter().any(|column| column.role == role);
    if kind != TableKind::Expenses || !has(columns, R::Quantity) {
        return;
    }
    let begins = |header: &str, words: &[&str]| {
        let header = plain(header);
        words.contains(&header.split(' ').next().unwrap_or_default())
    };
    for role in [R::AmountExclVat, R::AmountInclVat] {
        let Some(first) = columns.iter().position(|column| column.role == role) else { continue };
        let Some(price) = columns.get(first).filter(|one| begins(&one.header, &["prix", "cout", "tarif"]))
        else {
            continue;
        };
        let amount = others.iter().position(|other| {
            other.repeats == Some(price.column)
                && other.currency.is_none()
                && begins(&other.header, &["montant", "total", "somme"])
        });
        let Some(amount) = amount.map(|at| others.remove(at)) else { continue };
        let price = columns.remove(first);
        columns.push(Column {
            role,
            column: amount.column,
            header: amount.header,
            certainty: Certainty::Said,
            ..price.clone()
        });
        if has(columns, R::UnitPrice) || role == R::AmountInclVat {
            others.push(OtherHeader::aside(price));
        } else {
            columns.push(Column { role: R::UnitPrice, ..price });
        }
    }
}

/// The year of a column, the cell that names it and what the column holds.
#[allow(clippy::type_complexity)]
fn year_of_candidate(
    kind: TableKind,
    row: u32,
    candidate: &Candidate,
    of_group: Option<(ColumnRole, Certainty)>,
) -> Option<(i32, (u32, u32), (ColumnRole, Certainty))> {
    if let Some(year) = candidate.dated.year {
        let own = year_role(kind, &candidate.dated.rest.words);
        let role = match (own, of_group) {
            (Some((_, Certainty::Supposed)), Some(group)) => Some(group),
            // `2024` alone is no amount for a person, but `2024` under `Heures` is.
            (None, Some(group)) if candidate.dated.rest.words.is_empty() => Some(group),
            (own, _) => own,
        };
        return role.map(|role| (year, (row, candidate.column), role));
    }
    let group = candidate.group.as_ref()?;
    let year = group.dated.year?;
    let (role, certainty) = role_of_candidate(kind, candidate).filter(|(role, _)| is_yearly(kind, *role))?;
    Some((year, (group.row, group.column), (role, certainty)))
}

/// The columns of each year, when they make a wide table; otherwise they are headers like others.
fn gather_years(
    kind: TableKind,
    yearly: Vec<YearColumn>,
    columns: &mut Vec<Column>,
    others: &mut Vec<OtherHeader>,
) -> Vec<YearColumns> {
    let mut distinct: Vec<i32> = yearly.iter().map(|one| one.year).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let is_amount = |role: ColumnRole| is_summed(role) && is_yearly(kind, role);
    let several = distinct.len() >= 2;
    let alone = distinct.len() == 1
        && yearly.iter().any(|one| one.is_text)
        && !columns.iter().any(|column| is_amount(column.role));
    let sums = yearly.iter().any(|one| is_amount(one.column.role));
    if kind == TableKind::Indicators || !(several || alone) || !sums {
        others.extend(yearly.into_iter().filter(|one| one.is_text).map(|one| OtherHeader::aside(one.column)));
        return Vec::new();
    }
    // The columns say the year: one more column of years would contradict them.
    columns.retain(|column| {
        let kept = column.role != ColumnRole::Year;
        if !kept {
            others.push(OtherHeader::aside(column.clone()));
        }
        kept
    });
    let mut years: BTreeMap<i32, YearColumns> = BTreeMap::new();
    let (said, supposed): (Vec<_>, Vec<_>) =
        yearly.into_iter().partition(|one| one.column.certainty == Certainty::Said);
    for one in said.into_iter().chain(supposed) {
        let at = one.at;
        let slice = years.entry(one.year).or_insert(YearColumns { year: one.year, at, columns: Vec::new() });
        // `HT | TVA | Total` under a year: a `Total` beside its `HT` is not a second `HT`.
        let said_already = one.column.certainty == Certainty::Supposed
            && slice.columns.iter().any(|column| column.role == one.column.role);
        if said_already {
            others.push(OtherHeader::aside(one.column));
        } else {
            add_column(&mut slice.columns, others, one.column);
        }
    }
    let mut years: Vec<YearColumns> = years.into_values().collect();
    for year in &mut years {
        year.columns.sort_by_key(|column| column.column);
    }
    years
}

/// Adds a column, unless another one has its role: of two, one in euros wins over one in another currency, else the first.
fn add_column(columns: &mut Vec<Column>, others: &mut Vec<OtherHeader>, mut column: Column) {
    let Some(first) = columns.iter_mut().find(|one| one.role == column.role) else {
        return columns.push(column);
    };
    if first.currency.is_some() && column.currency.is_none() {
        std::mem::swap(first, &mut column);
        // What repeated the column that is no longer read repeats the one that is.
        for other in others.iter_mut().filter(|other| other.repeats == Some(column.column)) {
            other.repeats = Some(first.column);
        }
    }
    let currency = column.currency.filter(|_| is_money(column.role) && first.currency.is_none());
    others.push(OtherHeader {
        column: column.column,
        header: column.header,
        repeats: Some(first.column),
        currency,
    });
}
