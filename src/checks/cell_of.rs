//! The cell of a line under a column's header, filled in or not: where to write what the line lacks.

use crate::audit::Audit;
use crate::model::Place;
use crate::source::table::{ColumnRole, TableKind, TableReading};

/// The cell of a line in the column of a role; `None` when its table has no such column. `line` is any cell of the line.
pub(super) fn cell_of(audit: &Audit<'_>, line: &Place, kind: TableKind, role: ColumnRole) -> Option<Place> {
    let Place::Cell { file, sheet, row, column } = line else { return None };
    let holds = |table: &&TableReading| {
        table.kind == kind
            && table.sheet == *sheet
            && (table.first_row..=table.last_row).contains(row)
            && spans(table, *column)
    };
    let table = audit.reading.tables.iter().find(holds)?;
    let (_, column, _) = table.columns.iter().find(|(known, ..)| *known == role)?;
    Some(Place::cell(file, sheet, *row, *column))
}

/// True when a column stands under the headers of a table: two tables may stand side by side.
fn spans(table: &TableReading, column: u32) -> bool {
    let years = table.year_columns.iter().map(|(_, _, column, _)| *column);
    let columns = || table.columns.iter().map(|(_, column, _)| *column).chain(years.clone());
    columns().min().is_some_and(|first| first <= column) && columns().max().is_some_and(|last| column <= last)
}
