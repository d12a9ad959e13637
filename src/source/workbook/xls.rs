//! Reads old `.xls` workbooks once their records have been vetted: their reader allocates every rectangle it meets.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{CellType, Data, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::Workbook;
use super::allowance::{Allowance, names_of};
use super::compound::{container_of, workbook_stream};
use super::default_password::decrypted_stream;
use super::defined_name::OLD_GRID;
use super::error::{LimitKind, ReadError};
use super::sheet::{Cell, CellValue, SheetDraft};
use super::value::value_of_data;
use super::xls_blanks::without_far_blanks;
use super::xls_formulas::{respelt, unmarked};
use super::xls_scan::{XlsScan, scan};
use crate::source::guard;
use crate::source::limits;

/// Reads every worksheet.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Workbook, ReadError> {
    let stream = workbook_stream(file, bytes)?;
    let encrypted = || ReadError::Encrypted { file: file.to_owned() };
    let stream = decrypted_stream(&stream).ok_or_else(encrypted)?;
    let (stream, scans) = match scan(file, &stream) {
        Err(ReadError::TooMuch { what: LimitKind::SpannedCells, .. }) => {
            let narrowed = without_far_blanks(file, &stream)?;
            let scans = scan(file, &narrowed)?;
            (Cow::Owned(narrowed), scans)
        }
        scans => (stream, scans?),
    };
    let respelt = respelt(file, &stream)?;
    let container = container_of(respelt.as_ref().map_or(&*stream, |respelt| &respelt.stream))
        .ok_or_else(|| ReadError::too_much(file, LimitKind::FileBytes, limits::WORKBOOK_BYTES))?;
    let names = respelt.map(|respelt| respelt.names);
    guard::catch(|| read_sheets(file, container, scans, names))
        .unwrap_or_else(|| Err(ReadError::damaged(file, "contenu illisible")))
}

/// Reads the sheets; `names` tells what each defined name stands for when the formulas were spelt anew.
fn read_sheets(
    file: &str,
    container: Vec<u8>,
    scans: Vec<XlsScan>,
    names: Option<Vec<String>>,
) -> Result<Workbook, ReadError> {
    let mut workbook = Xls::new(Cursor::new(container)).map_err(|error| match error {
        XlsError::Password => ReadError::Encrypted { file: file.to_owned() },
        other => ReadError::damaged(file, other.to_string()),
    })?;
    let mut allowance = Allowance::new(file);
    let mut sheets = Vec::new();
    let entries = workbook.sheets_metadata().to_vec();
    for (entry, scan) in entries.into_iter().zip(scans) {
        if entry.typ != SheetType::WorkSheet {
            continue;
        }
        let damaged =
            |error: XlsError| ReadError::damaged(file, format!("feuille {}\u{202f}: {error}", entry.name));
        let values = workbook.worksheet_range(&entry.name).map_err(damaged)?;
        let formulas = workbook.worksheet_formula(&entry.name).map_err(damaged)?;
        let mut draft = SheetDraft {
            hidden_rows: scan.hidden_rows,
            hidden_columns: scan.hidden_columns,
            merged: scan.merged,
            ..SheetDraft::default()
        };
        if scan.is_filtered {
            draft.filters.add_whole_sheet();
        }
        let mut by_cell: BTreeMap<(u32, u32), Arc<str>> = BTreeMap::new();
        for (row, column, formula) in positioned(&formulas).filter(|(_, _, formula)| !formula.is_empty()) {
            allowance.spend_text(formula.len())?;
            // A formula the reader cannot spell is a formula all the same. In the older versions of the format it
            // gives references to other sheets wrong.
            let is_unknown =
                formula.starts_with("Unrecognised formula") || names.is_none() && formula.contains('!');
            let known = if is_unknown { String::new() } else { unmarked(formula) };
            by_cell.insert((row, column), known.into());
        }
        for (row, column, value) in positioned(&values).filter(|(_, _, value)| **value != Data::Empty) {
            allowance.spend_cell()?;
            let formula = by_cell.remove(&(row, column));
            draft.push(Cell { row, column, value: value_of_data(value), formula });
        }
        for ((row, column), formula) in by_cell {
            allowance.spend_cell()?;
            draft.push(Cell { row, column, value: CellValue::Empty, formula: Some(formula) });
        }
        sheets.push(draft.finish(entry.name.clone().into(), entry.visible != SheetVisible::Visible));
    }
    let may_lack_formulas = names.is_none();
    let mut defined = names_of(workbook.defined_names(), &[], &mut allowance)?;
    match names {
        Some(names) => defined
            .iter_mut()
            .zip(names)
            .for_each(|(one, formula)| (one.formula, one.grid) = (formula, OLD_GRID)),
        None => defined.clear(),
    }
    Ok(Workbook { sheets, names: defined, may_lack_formulas, ..Workbook::default() })
}

fn positioned<T: CellType>(range: &calamine::Range<T>) -> impl Iterator<Item = (u32, u32, &T)> {
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    range.used_cells().map(move |(row, column, value)| {
        let shift =
            |first: u32, offset: usize| first.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
        (shift(first_row, row), shift(first_column, column), value)
    })
}
