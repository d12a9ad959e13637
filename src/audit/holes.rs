//! Blanks where a column is filled on nearly every line, and columns of numbers without a header.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Audit;
use crate::formula::CellRef;
use crate::model::{Budget, Maybe, Place};
use crate::source::table::{ColumnRole, TableKind, TableReading};
use crate::source::workbook::sheet::{Sheet, cell_in};

/// A blank for every so many cells filled is a way to write, not a slip.
const FILLED_FOR_A_BLANK: usize = 4;

/// A blank cell in a column that the other lines fill.
#[derive(Debug)]
pub struct Hole {
    /// The blank cell.
    pub place: Place,
    /// What the column holds.
    pub role: ColumnRole,
    /// How many lines fill it.
    pub filled: usize,
}

/// How many cells were looked at, and the blanks.
#[must_use]
pub fn holes(audit: &Audit<'_>) -> (usize, Vec<Hole>) {
    let (mut looked, mut found) = (0, Vec::new());
    // By table and column: how many cells are filled, and the lines that leave it blank.
    let mut columns: BTreeMap<(usize, u32), (ColumnRole, usize, Vec<Place>)> = BTreeMap::new();
    let mut seen_rows: BTreeMap<(usize, u32), u32> = BTreeMap::new();
    each_line(audit.budget(), |kind, line, cells| {
        let Some(table) = audit.table_of(line, kind) else { return };
        let Some(rank) = audit.reading.tables.iter().position(|one| std::ptr::eq(one, table)) else { return };
        let Place::Cell { row, .. } = line else { return };
        for (role, is_filled) in cells {
            let Some((_, column, _)) = table.columns.iter().find(|(known, ..)| known == role) else {
                continue;
            };
            // The years of a row share its texts.
            if seen_rows.insert((rank, *column), *row) == Some(*row) {
                continue;
            }
            let (_, filled, blanks) = columns.entry((rank, *column)).or_insert((*role, 0, Vec::new()));
            let cell = line.in_column(*column);
            // What is there and cannot be read is told as such.
            let holds = || {
                let content = audit.cell_of(&cell).and_then(|at| audit.recalculation.content(at));
                content.is_some_and(|content| !content.is_blank())
            };
            if *is_filled || holds() {
                *filled += 1;
            } else {
                blanks.push(cell);
            }
        }
    });
    for (role, filled, blanks) in columns.into_values() {
        looked += filled + blanks.len();
        if filled >= FILLED_FOR_A_BLANK * blanks.len() {
            found.extend(blanks.into_iter().map(|place| Hole { place, role, filled }));
        }
    }
    (looked, found)
}

/// The texts that a line should hold, and whether it does.
fn each_line(budget: &Budget, mut tell: impl FnMut(TableKind, &Place, &[(ColumnRole, bool)])) {
    use ColumnRole as R;
    let is = |text: &Maybe<Arc<str>>| text.as_ref().is_some_and(|cell| !cell.value.trim().is_empty());
    for line in &budget.expense_lines {
        tell(
            TableKind::Expenses,
            &line.place,
            &[
                (R::Label, is(&line.label)),
                (R::Partner, is(&line.partner)),
                (R::Supplier, is(&line.supplier)),
                (R::Action, is(&line.action)),
                (R::Section, is(&line.section)),
                (R::VatRate, line.vat_rate.is_some()),
            ],
        );
    }
    for line in &budget.staff_lines {
        tell(
            TableKind::Staff,
            &line.place,
            &[
                (R::Label, is(&line.label)),
                (R::Partner, is(&line.partner)),
                (R::Mission, is(&line.mission)),
                (R::Action, is(&line.action)),
            ],
        );
    }
    for line in &budget.resources {
        tell(TableKind::Resources, &line.place, &[(R::Status, is(&line.status))]);
    }
    for line in &budget.indicators {
        tell(TableKind::Indicators, &line.place, &[(R::Label, is(&line.label)), (R::Unit, is(&line.unit))]);
    }
}

/// A column of numbers inside a table, under no header.
#[derive(Debug)]
pub struct Untitled {
    /// The blank header.
    pub place: Place,
    /// How many numbers stand under it.
    pub numbers: usize,
}

/// The columns of numbers without a header, between the columns of each table.
#[must_use]
pub fn untitled(audit: &Audit<'_>) -> Vec<Untitled> {
    audit.reading.tables.iter().flat_map(|table| untitled_in(audit, table)).collect()
}

fn untitled_in(audit: &Audit<'_>, table: &TableReading) -> Vec<Untitled> {
    let Some(index) = audit.recalculation.sheet_index(&table.sheet) else { return Vec::new() };
    let at = |row, column| CellRef { sheet: index, row, column };
    let Some(sheet) = audit.recalculation.sheet(at(0, 0)) else { return Vec::new() };
    let known = || {
        let years = table.year_columns.iter().map(|(_, _, column, _)| *column);
        table.columns.iter().map(|(_, column, _)| *column).chain(years)
    };
    let (Some(first), Some(last)) = (known().min(), known().max()) else { return Vec::new() };
    let untitled = (first..=last).filter(|column| {
        known().all(|known| known != *column) && is_untitled(sheet, table.header_row, *column)
    });
    untitled
        .filter_map(|column| {
            let rows = sheet.rows_between(table.first_row, table.last_row);
            let numbers =
                rows.filter(|cells| cell_in(cells, column).is_some_and(|cell| sheet.is_number(cell))).count();
            (numbers >= 2 && numbers * 2 >= table.line_count)
                .then(|| Untitled { place: audit.place(at(table.header_row, column)), numbers })
        })
        .collect()
}

/// No header in the row of headers; a title of its own just above, or a merge that reaches it, is one.
fn is_untitled(sheet: &Sheet, row: u32, column: u32) -> bool {
    let is_filled = |row: u32| sheet.cell(row, column).is_some_and(|cell| !cell.is_blank());
    let is_merged = sheet.merged_range(row, column).is_some();
    let above = row.checked_sub(1).is_some_and(|above| {
        is_filled(above)
            && sheet.merged_range(above, column).is_none_or(|range| range.first_column == range.last_column)
    });
    !is_filled(row) && !is_merged && !above
}
