//! Finds the row that names a table's columns.

use super::normal::{normalise, plain};
use super::role::{Certainty, ColumnRole, TableKind, role_of};
use crate::source::amount::Scale;
use crate::source::limits;
use crate::source::workbook::sheet::{Cell, Sheet};

/// A column under its header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) role: ColumnRole,
    pub(super) column: u32,
    pub(super) header: String,
    pub(super) scale: Scale,
    pub(super) certainty: Certainty,
}

/// A header whose role is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OtherHeader {
    pub(super) column: u32,
    pub(super) header: String,
    /// The column that already has this role.
    pub(super) repeats: Option<u32>,
}

/// A header row, recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) kind: TableKind,
    pub(super) row: u32,
    pub(super) columns: Vec<Column>,
    pub(super) others: Vec<OtherHeader>,
    pub(super) first_column: u32,
    pub(super) last_column: u32,
}

impl Header {
    pub(super) fn column(&self, role: ColumnRole) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == role)
    }

    fn score(&self) -> usize {
        self.columns.len()
    }
}

/// One cell of a candidate row, in its effective text.
struct Candidate {
    column: u32,
    text: String,
    normal: super::normal::Normal,
    fallbacks: Vec<String>,
}

/// The headers that a row holds: none, one, or two when two tables stand side by side.
pub(super) fn headers_in(sheet: &Sheet, row: u32, cells: &[Cell]) -> Vec<Header> {
    let texts = cells.iter().filter(|cell| cell.text().is_some()).count();
    let values = cells.iter().filter(|cell| !cell.is_blank() && cell.text().is_none()).count();
    if texts == 0 || values > texts {
        return Vec::new();
    }
    let candidates = candidates(sheet, row, cells);
    if candidates.len() < 2 {
        return Vec::new();
    }
    let hint = kind_of_sheet_name(&sheet.name);
    let Some(whole) = best(row, &candidates, hint) else { return Vec::new() };
    side_by_side(row, &candidates, whole.score()).unwrap_or_else(|| vec![whole])
}

/// The score of the best header of a row, to choose between neighbouring rows.
pub(super) fn total_score(headers: &[Header]) -> usize {
    headers.iter().map(Header::score).sum()
}

fn candidates(sheet: &Sheet, row: u32, cells: &[Cell]) -> Vec<Candidate> {
    let last = cells.last().map_or(0, |cell| cell.column);
    let mut found: Vec<Candidate> = Vec::new();
    let mut push = |column: u32, text: &str| {
        if text.len() <= limits::HEADER_TEXT_BYTES && found.len() < limits::HEADER_CELLS {
            found.push(Candidate {
                column,
                text: text.split_whitespace().collect::<Vec<_>>().join(" "),
                normal: normalise(text),
                fallbacks: fallbacks(text),
            });
        }
    };
    if !sheet.has_merged_ranges() {
        for cell in cells {
            if let Some(text) = cell.text() {
                push(cell.column, text);
            }
        }
        return found;
    }
    // A header merged over two rows stands in the upper one: it heads its column all the same.
    for column in 0..=last.saturating_add(1).min(limits::FAR_COLUMN) {
        let own = crate::source::workbook::sheet::cell_in(cells, column).and_then(Cell::text);
        if let Some(text) = own {
            push(column, text);
            continue;
        }
        let above = sheet
            .merged_range(row, column)
            .filter(|range| range.first_row < row && range.last_row >= row && range.first_column == column)
            .and_then(|range| sheet.cell(range.first_row, column))
            .and_then(Cell::text);
        if let Some(text) = above {
            push(column, text);
        }
    }
    found
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
        return Some(found);
    }
    let mut roles = candidate.fallbacks.iter().filter_map(|words| role_of(kind, words));
    let first = roles.next()?;
    // `Prestataire / fournisseur` is one role; `Nom / montant` is none.
    roles.all(|(role, _)| role == first.0).then_some(first)
}

fn best(row: u32, candidates: &[Candidate], hint: Option<TableKind>) -> Option<Header> {
    TableKind::ALL.into_iter().filter_map(|kind| header_of(kind, row, candidates)).max_by_key(|header| {
        (header.score() * 2 + usize::from(hint == Some(header.kind)), std::cmp::Reverse(header.kind))
    })
}

fn header_of(kind: TableKind, row: u32, candidates: &[Candidate]) -> Option<Header> {
    let mut columns: Vec<Column> = Vec::new();
    let mut others: Vec<OtherHeader> = Vec::new();
    let mut supposed: Vec<Column> = Vec::new();
    for candidate in candidates {
        let Some((role, certainty)) = role_of_candidate(kind, candidate) else {
            others.push(OtherHeader {
                column: candidate.column,
                header: candidate.text.clone(),
                repeats: None,
            });
            continue;
        };
        let column = Column {
            role,
            column: candidate.column,
            header: candidate.text.clone(),
            scale: candidate.normal.scale,
            certainty,
        };
        if certainty == Certainty::Supposed {
            supposed.push(column);
        } else {
            add_column(&mut columns, &mut others, column);
        }
    }
    for column in supposed {
        if columns.iter().any(|one| one.role == column.role && one.certainty == Certainty::Said) {
            others.push(OtherHeader { column: column.column, header: column.header, repeats: None });
        } else {
            add_column(&mut columns, &mut others, column);
        }
    }
    columns.sort_by_key(|column| column.column);
    others.sort_by_key(|other| other.column);
    let has = |role| columns.iter().any(|column| column.role == role);
    use ColumnRole as R;
    let enough = match kind {
        TableKind::Expenses => {
            (has(R::Label) || has(R::Category)) && (has(R::AmountExclVat) || has(R::AmountInclVat))
        }
        TableKind::Staff => (has(R::Label) || has(R::Mission)) && (has(R::AnnualCost) || has(R::Hours)),
        TableKind::Resources => has(R::CoFinancer) && has(R::Amount),
        TableKind::Indicators => (has(R::Code) || has(R::Label)) && has(R::Target),
    };
    let first_column = candidates.first()?.column;
    let last_column = candidates.last()?.column;
    enough.then_some(Header { kind, row, columns, others, first_column, last_column })
}

fn add_column(columns: &mut Vec<Column>, others: &mut Vec<OtherHeader>, column: Column) {
    match columns.iter().find(|one| one.role == column.role) {
        Some(first) => {
            others.push(OtherHeader {
                column: column.column,
                header: column.header,
                repeats: Some(first.column),
            });
        }
        None => columns.push(column),
    }
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
            let score = left.score() + right.score();
            if score > chosen_score {
                chosen_score = score;
                chosen = Some(vec![left, right]);
            }
        }
    }
    chosen
}

fn kind_of_sheet_name(name: &str) -> Option<TableKind> {
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
