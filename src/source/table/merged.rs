//! Merged cells that take something away: the titles of columns, the amounts of lines.

use super::classify::TableRows;
use super::header::Header;
use crate::source::limits;
use crate::source::workbook::sheet::{CellRange, Sheet, cell_in};

/// The headers merged over columns that hold numbers without a title of their own.
pub(super) fn merged_headers(sheet: &Sheet, header: &Header, rows: &TableRows) -> Vec<(CellRange, String)> {
    if !sheet.has_merged_ranges() {
        return Vec::new();
    }
    let known = header.all_columns().map(|column| (column.column, &column.header));
    let others = header.others.iter().map(|other| (other.column, &other.header));
    let mut found: Vec<(CellRange, String)> = known
        .chain(others)
        .filter_map(|(column, text)| {
            let range = sheet.merged_range(header.row, column)?;
            let is_wide = range.first_column == column && range.last_column > column;
            // `projet.toml` may name a column that the merge left without a title.
            let untitled: Vec<u32> = (column + 1..=range.last_column.min(limits::FAR_COLUMN))
                .filter(|column| header.all_columns().all(|known| known.column != *column))
                .collect();
            (is_wide && holds_numbers(sheet, rows, &untitled)).then(|| (range, text.clone()))
        })
        .collect();
    found.sort_by_key(|(range, _)| range.first_column);
    found
}

fn holds_numbers(sheet: &Sheet, rows: &TableRows, columns: &[u32]) -> bool {
    rows.rows.iter().filter_map(|row| sheet.filled_row(row.index)).any(|(_, cells)| {
        columns.iter().any(|column| cell_in(cells, *column).is_some_and(|cell| sheet.is_number(cell)))
    })
}
