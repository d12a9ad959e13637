//! A plan drawn in one pair of columns: expenses and resources tell themselves apart by the titles above them, by the
//! column that holds their amount, or by their names.

use super::classify::{RowClass, TableRow, TableRows};
use super::header::{Column, Header, Sides};
use super::hints::ReadingHints;
use super::role::{Certainty, ColumnRole, TableKind, is_summed};
use super::side_words::{names_a_cost, side_of};
use crate::source::workbook::sheet::{Cell, Sheet, cell_in};

/// The rows of a table and, when it holds both sides of the plan, those of the other side with their headers.
pub(super) fn part(
    sheet: &Sheet,
    header: &Header,
    rows: TableRows,
    hints: &ReadingHints,
) -> (TableRows, Option<(Header, TableRows)>) {
    let Some(other) = other_header(header) else { return (rows, None) };
    let mut side = header.kind;
    let (mut own, mut others): (Vec<TableRow>, Vec<TableRow>) = (Vec::new(), Vec::new());
    let mut skipped = rows.skipped;
    let is_line = |row: &TableRow| matches!(row.class, RowClass::Line { .. });
    for row in rows.rows {
        let Some((_, cells)) = sheet.filled_row(row.index) else { continue };
        match (&row.class, &header.sides) {
            (RowClass::Title { column }, _) => {
                let said = cell_in(cells, *column).and_then(Cell::text).and_then(side_of);
                if let Some(said) = said {
                    side = said;
                    continue;
                }
            }
            (RowClass::HeadTotal { label, .. }, _) => side = side_of(label).unwrap_or(side),
            (RowClass::Subtotal { label, .. } | RowClass::GrandTotal { label }, Sides::Titles) => {
                let said = side_of(label).unwrap_or(side);
                if said == header.kind {
                    own.push(row)
                } else {
                    others.push(row)
                }
                continue;
            }
            (RowClass::Subtotal { .. } | RowClass::GrandTotal { .. }, Sides::Columns(_)) => {
                own.push(row.clone());
                others.push(row);
                continue;
            }
            // `Coût total` beside the names of funders is the one expense that is told.
            (RowClass::Subtotal { label, .. } | RowClass::GrandTotal { label }, Sides::Names) => {
                if names_a_cost(label) && !own.iter().any(is_line) {
                    own.push(TableRow { class: RowClass::Line { after_total: false }, ..row });
                } else {
                    own.push(row);
                }
                continue;
            }
            (RowClass::Line { .. }, Sides::Titles) => {}
            (RowClass::Line { .. }, Sides::Columns(amount)) => {
                let filled = |column: u32| cell_in(cells, column).is_some_and(|cell| !cell.is_blank());
                let has_own = header.columns.iter().any(|one| is_summed(one.role) && filled(one.column));
                let is_other = filled(amount.column) && !has_own;
                if is_other {
                    others.push(row)
                } else {
                    own.push(row)
                }
                continue;
            }
            (RowClass::Line { .. }, Sides::Names) => {
                let name = cells.iter().find_map(Cell::text).unwrap_or_default();
                if hints.is_funder(name) {
                    side = TableKind::Resources;
                } else if names_a_cost(name) {
                    side = TableKind::Expenses;
                } else {
                    // A rate, a date, a number of inhabitants: neither a cost nor what pays for it.
                    skipped.push(row.index);
                    continue;
                }
            }
        }
        if side == header.kind { own.push(row) } else { others.push(row) }
    }
    skipped.sort_unstable();
    if !others.iter().any(is_line) {
        return (TableRows { rows: own, skipped, ..rows }, None);
    }
    let end = rows.end;
    let footers = Vec::new();
    let rest = TableRows { rows: settled(others), skipped: Vec::new(), alike: Vec::new(), footers, end };
    (TableRows { rows: settled(own), skipped, ..rows }, Some((other, rest)))
}

/// The rows of one side: its last total is its own grand one, and no line of it stands below the other's.
fn settled(mut rows: Vec<TableRow>) -> Vec<TableRow> {
    let last_line = rows.iter().rposition(|row| matches!(row.class, RowClass::Line { .. }));
    let below = |position: usize| last_line.is_none_or(|last| position > last);
    let has_grand = rows
        .iter()
        .enumerate()
        .any(|(at, row)| below(at) && matches!(row.class, RowClass::GrandTotal { .. }));
    let last_named = rows
        .iter()
        .rposition(|row| matches!(row.class, RowClass::Subtotal { is_named: true, .. }))
        .filter(|at| below(*at) && !has_grand);
    for (at, row) in rows.iter_mut().enumerate() {
        let class = std::mem::replace(&mut row.class, RowClass::Line { after_total: false });
        row.class = match class {
            RowClass::Line { .. } => RowClass::Line { after_total: false },
            RowClass::Subtotal { label, .. } if Some(at) == last_named => RowClass::GrandTotal { label },
            // What closes the other side is no total of the lines above it here.
            RowClass::GrandTotal { label } if !below(at) => RowClass::Subtotal { label, is_named: true },
            class => class,
        };
    }
    rows
}

/// The same columns, as the other side of the plan reads them.
fn other_header(header: &Header) -> Option<Header> {
    use ColumnRole as R;
    let (kind, names, name, amounts, amount): (_, &[ColumnRole], _, &[ColumnRole], _) = match header.kind {
        TableKind::Expenses => (
            TableKind::Resources,
            &[R::Category, R::Label],
            R::CoFinancer,
            &[R::AmountExclVat, R::AmountInclVat],
            R::Amount,
        ),
        TableKind::Resources => {
            (TableKind::Expenses, &[R::CoFinancer], R::Label, &[R::Amount], R::AmountExclVat)
        }
        TableKind::Staff | TableKind::Indicators => return None,
    };
    if !header.years.is_empty() {
        return None;
    }
    let named = header.columns.iter().filter(|column| names.contains(&column.role));
    let named = named.min_by_key(|column| column.column)?;
    let held = match &header.sides {
        Sides::Columns(column) => column,
        Sides::Titles | Sides::Names => amounts.iter().find_map(|role| header.column(*role))?,
    };
    let columns = vec![
        Column { role: name, certainty: Certainty::Said, ..named.clone() },
        Column { role: amount, certainty: Certainty::Said, ..held.clone() },
    ];
    Some(header.with_columns(kind, columns))
}
