//! Finds the row that names a table's columns.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::normal::{normalise, plain};
use super::role::{Certainty, ColumnRole, TableKind, is_money, is_summed, role_of};
use super::side_words::side_of;
use super::wide::{Dated, dated, dated_from, is_yearly, year_in, year_role};
use crate::source::amount::{Scale, parse_amount};
use crate::source::limits;
use crate::source::workbook::sheet::{Cell, CellValue, Sheet, cell_in};

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

    fn score(&self) -> usize {
        self.all_columns().count()
    }
}

/// One cell of a candidate row, in its effective text.
struct Candidate {
    column: u32,
    text: String,
    normal: super::normal::Normal,
    fallbacks: Vec<String>,
    dated: Dated,
    /// The cell is a text, not a number or a date that may be a year.
    is_text: bool,
    /// What stands below it is texts, or numbers; nothing when neither prevails.
    holds: Option<Holds>,
    group: Option<Group>,
}

/// What a column holds below its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
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
struct Group {
    row: u32,
    column: u32,
    last_column: u32,
    text: String,
    dated: Dated,
}

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
        candidate.holds != Some(Holds::Texts) && side_of(&candidate.text) == Some(side)
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

/// The cells between the first and the last column of the table.
pub(super) fn spanned<'a>(cells: &'a [Cell], header: &Header) -> &'a [Cell] {
    let start = cells.partition_point(|cell| cell.column < header.first_column);
    let end = cells.partition_point(|cell| cell.column <= header.last_column);
    cells.get(start..end).unwrap_or_default()
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

fn candidates(sheet: &Sheet, row: u32, cells: &[Cell], first_year: Option<i32>) -> Vec<Candidate> {
    let groups = groups_above(sheet, row, cells);
    let mut found: Vec<Candidate> = Vec::new();
    let mut push = |column: u32, text: &str, is_text: bool| {
        if text.len() <= limits::HEADER_TEXT_BYTES && found.len() < limits::HEADER_CELLS {
            found.push(Candidate {
                column,
                text: text.split_whitespace().collect::<Vec<_>>().join(" "),
                normal: normalise(text),
                fallbacks: fallbacks(text),
                dated: dated_from(text, first_year),
                is_text,
                holds: holds(sheet, row, column),
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

fn role_of_candidate(kind: TableKind, candidate: &Candidate) -> Option<(ColumnRole, Certainty)> {
    if let Some(found) = role_of(kind, &candidate.normal.words) {
        return Some(as_held(kind, found, candidate));
    }
    if kind == TableKind::Resources && candidate.holds == Some(Holds::Numbers) && names_a_state(candidate) {
        return Some((ColumnRole::Amount, Certainty::Said));
    }
    let mut roles = candidate.fallbacks.iter().filter_map(|words| role_of(kind, words));
    let first = roles.next()?;
    // `Prestataire / fournisseur` is one role; `Nom / montant` is none.
    roles.all(|(role, _)| role == first.0).then(|| as_held(kind, first, candidate))
}

/// `Montant du devis HT`: an amount that says its basis, whatever else it says.
fn by_words(kind: TableKind, candidate: &Candidate) -> Option<(ColumnRole, Certainty)> {
    const AMOUNTS: [&str; 9] =
        ["montant", "cout", "prix", "total", "depense", "estimation", "chiffrage", "budget", "valeur"];
    if kind != TableKind::Expenses || candidate.holds != Some(Holds::Numbers) {
        return None;
    }
    let words: Vec<&str> = candidate.normal.words.split(' ').collect();
    let has = |word: &str| words.contains(&word);
    let is_amount = words.first().is_some_and(|first| AMOUNTS.contains(first));
    match (is_amount, has("unitaire"), has("ht"), has("ttc"), has("tva")) {
        (true, false, true, false, false) => Some((ColumnRole::AmountExclVat, Certainty::Said)),
        (true, false, false, true, false) => Some((ColumnRole::AmountInclVat, Certainty::Said)),
        _ => None,
    }
}

/// A role, unless what the column holds belies it: `Dépenses TTC` above labels names them, `Dépenses` above amounts is
/// theirs.
fn as_held(
    kind: TableKind,
    (role, certainty): (ColumnRole, Certainty),
    candidate: &Candidate,
) -> (ColumnRole, Certainty) {
    use ColumnRole as R;
    match (kind, role, candidate.holds) {
        (TableKind::Expenses, R::AmountExclVat | R::AmountInclVat, Some(Holds::Texts)) => {
            (R::Label, Certainty::Said)
        }
        (TableKind::Expenses, R::Label, Some(Holds::Numbers)) if names_a_side(candidate) => {
            (R::AmountExclVat, Certainty::Supposed)
        }
        (TableKind::Resources, R::CoFinancer, Some(Holds::Numbers)) if names_a_side(candidate) => {
            (R::Amount, Certainty::Said)
        }
        _ => (role, certainty),
    }
}

/// `Sollicité`, `Acquis` above numbers: amounts, by the state of the aid.
fn names_a_state(candidate: &Candidate) -> bool {
    is_state(&candidate.normal.words)
}

fn is_state(words: &str) -> bool {
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

fn best(row: u32, candidates: &[Candidate], hint: Option<TableKind>) -> Option<Header> {
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

fn header_of(kind: TableKind, row: u32, candidates: &[Candidate]) -> Option<Header> {
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
            alternates: Vec::new(),
            sides: Sides::Titles,
            is_shaped: false,
            first_column: column,
            last_column: column,
        }
    })
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
            others.push(OtherHeader {
                column: column.column,
                header: column.header,
                repeats: None,
                currency: None,
            });
        } else {
            add_column(&mut columns, &mut others, column);
        }
    }
    // What only its words make an amount gives way to what is called so.
    for column in worded {
        if columns.iter().any(|one| one.role == column.role) {
            let (column, header) = (column.column, column.header);
            others.push(OtherHeader { column, header, repeats: None, currency: None });
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
            let (column, header) = (price.column, price.header);
            others.push(OtherHeader { column, header, repeats: None, currency: None });
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
        others.extend(yearly.into_iter().filter(|one| one.is_text).map(|one| OtherHeader {
            column: one.column.column,
            header: one.column.header,
            repeats: None,
            currency: None,
        }));
        return Vec::new();
    }
    // The columns say the year: one more column of years would contradict them.
    columns.retain(|column| {
        let kept = column.role != ColumnRole::Year;
        if !kept {
            others.push(OtherHeader {
                column: column.column,
                header: column.header.clone(),
                repeats: None,
                currency: None,
            });
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
            others.push(OtherHeader {
                column: one.column.column,
                header: one.column.header,
                repeats: None,
                currency: None,
            });
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

pub(super) fn kind_of_sheet_name(name: &str) -> Option<TableKind> {
    const NAMES: [(&str, TableKind); 12] = [
        ("depense", TableKind::Expenses),
        ("prestation", TableKind::Expenses),
        ("investissement", TableKind::Expenses),
        ("fonctionnement", TableKind::Expenses),
        ("personnel", TableKind::Staff),
        ("salaire", TableKind::Staff),
        ("temps passe", TableKind::Staff),
        ("ressource", TableKind::Resources),
        ("financement", TableKind::Resources),
        ("recette", TableKind::Resources),
        ("cofinanc", TableKind::Resources),
        ("indicateur", TableKind::Indicators),
    ];
    let name = plain(name);
    NAMES.iter().find(|(part, _)| name.contains(part)).map(|(_, kind)| *kind)
}

/// True for sheets that repeat what others state, or explain: read only when nothing else holds the table.
pub(super) fn is_summary_sheet(name: &str) -> bool {
    const NAMES: [&str; 10] = [
        "synthese",
        "recap",
        "consigne",
        "notice",
        "mode d emploi",
        "lisez",
        "exemple",
        "liste",
        "parametre",
        "nomenclature",
    ];
    let name = plain(name);
    NAMES.iter().any(|part| name.starts_with(part))
}
