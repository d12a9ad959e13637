//! Where a datum that a line lacks should stand: the cell that a person has to fill in.

use super::Audit;
use crate::model::Place;
use crate::source::table::{ColumnRole, TableKind, TableReading};

impl<'a> Audit<'a> {
    /// The table of a kind that holds a line. Tables may stand side by side: a row alone does not tell which.
    #[must_use]
    pub fn table_of(&self, line: &Place, kind: TableKind) -> Option<&'a TableReading> {
        let Place::Cell { sheet, row, column, .. } = line else { return None };
        self.reading.tables.iter().find(|table| {
            table.kind == kind
                && table.sheet == **sheet
                && (table.header_row..=table.last_row).contains(row)
                && spans(table, u32::from(*column))
        })
    }

    /// The cell of a line in the column that holds something; `None` when its table has no such column.
    #[must_use]
    pub fn standing(&self, line: &Place, kind: TableKind, role: ColumnRole) -> Option<Place> {
        let Place::Cell { sheet, row, .. } = line else { return None };
        let columns = &self.table_of(line, kind)?.columns;
        let (_, column, _) = columns.iter().find(|(known, ..)| *known == role)?;
        Some(sheet.cell(*row, *column))
    }

    /// The first header of the table that holds a line: where a column is lacking.
    #[must_use]
    pub fn header_of(&self, line: &Place, kind: TableKind) -> Option<Place> {
        let Place::Cell { sheet, .. } = line else { return None };
        let table = self.table_of(line, kind)?;
        let column = table.columns.iter().map(|(_, column, _)| *column).min()?;
        Some(sheet.cell(table.header_row, column))
    }
}

/// True when a column stands under the headers of a table.
fn spans(table: &TableReading, column: u32) -> bool {
    let years = table.year_columns.iter().map(|(_, _, column, _)| *column);
    let columns = || table.columns.iter().map(|(_, column, _)| *column).chain(years.clone());
    columns().min().is_some_and(|first| first <= column) && columns().max().is_some_and(|last| column <= last)
}
