//! Reads `.xlsb` cells one by one; hidden rows and columns and merged ranges, which the cell reader does not tell, are
//! read from the records themselves ([MS-XLSB] 2.1.4), whose lengths are vetted beforehand.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsb, XlsbError};

use super::allowance::Allowance;
use super::error::{LimitKind, ReadError};
use super::package::Package;
use super::sheet::{Cell, CellRange, CellValue, Sheet, SheetDraft};
use super::value::value_of;
use super::xlsx_scan::workbook_targets;
use crate::source::guard;
use crate::source::limits;

const WORKBOOK: &str = "xl/workbook.bin";

/// Types of records.
const ROW: u16 = 0;
const COLUMN: u16 = 60;
/// Formulas that give a text, a number, a logical value, an error.
const FORMULAS: [u16; 4] = [8, 9, 10, 11];
const SHEET: u16 = 156;
const MERGED: u16 = 176;
const FILTER: u16 = 161;
const FILTER_COLUMN: u16 = 163;
const SAVED_VIEWS: u16 = 422;

/// True when the package is a binary workbook.
pub(super) fn is_xlsb(package: &Package) -> bool {
    package.part(WORKBOOK).is_some()
}

/// Reads every worksheet of a package once its parts are vetted.
pub(super) fn read(file: &str, package: &Package) -> Result<Vec<Sheet>, ReadError> {
    for part in ["xl/sharedStrings.bin", "xl/styles.bin"] {
        if let Some(content) = package.part(part) {
            records(file, part, content, |_, _| Ok(()))?;
        }
    }
    let targets = workbook_targets(file, package, "xl/_rels/workbook.bin.rels", "xl/")?;
    let mut scans: Vec<Scan> = Vec::new();
    let workbook = package.part(WORKBOOK).unwrap_or_default();
    let mut parts: Vec<String> = Vec::new();
    records(file, WORKBOOK, workbook, |kind, record| {
        if kind == SHEET {
            if parts.len() >= limits::SHEETS {
                return Err(ReadError::too_much(file, LimitKind::Sheets, limits::SHEETS));
            }
            let id = wide_text(record.get(8..).unwrap_or_default());
            parts.push(targets.get(&id).cloned().unwrap_or_default());
        }
        Ok(())
    })?;
    for part in &parts {
        scans.push(match package.part(part) {
            Some(content) => scan(file, part, content)?,
            None => Scan::default(),
        });
    }
    let archive = package.archive();
    guard::catch(move || read_sheets(file, archive, scans))
        .unwrap_or_else(|| Err(ReadError::damaged(file, "contenu illisible")))
}

/// Calls `visit` on every record of a part; a record longer than its part is refused.
fn records(
    file: &str,
    part: &str,
    content: &[u8],
    mut visit: impl FnMut(u16, &[u8]) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let broken = || ReadError::damaged(file, format!("{part}\u{202f}: enregistrement tronqué"));
    let mut rest = content;
    while let Some((first, after)) = rest.split_first() {
        let (kind, after) = if first & 0x80 == 0 {
            (u16::from(*first), after)
        } else {
            let (second, after) = after.split_first().ok_or_else(broken)?;
            (u16::from(first & 0x7f) | u16::from(second & 0x7f) << 7, after)
        };
        let mut length = 0_usize;
        let mut body = after;
        for position in 0..4 {
            let (byte, after) = body.split_first().ok_or_else(broken)?;
            body = after;
            length |= usize::from(byte & 0x7f) << (7 * position);
            if byte & 0x80 == 0 {
                break;
            }
        }
        let (record, after) = body.split_at_checked(length).ok_or_else(broken)?;
        visit(kind, record)?;
        rest = after;
    }
    Ok(())
}

fn number(record: &[u8], at: usize) -> Option<u32> {
    record.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// A counted text in UTF-16.
fn wide_text(record: &[u8]) -> String {
    let length = number(record, 0).and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    let bytes = record.get(4..).unwrap_or_default();
    let units = bytes.chunks_exact(2).take(length.min(1_000)).filter_map(|pair| pair.try_into().ok());
    char::decode_utf16(units.map(u16::from_le_bytes)).filter_map(Result::ok).collect()
}

/// What the records of a sheet say.
#[derive(Default)]
struct Scan {
    /// Hidden rows and columns, and merged ranges.
    sheet: SheetDraft,
    /// The cells that hold a formula.
    formulas: Vec<(u32, u32)>,
}

fn scan(file: &str, part: &str, content: &[u8]) -> Result<Scan, ReadError> {
    let mut draft = SheetDraft::default();
    let mut formulas: Vec<(u32, u32)> = Vec::new();
    let mut current = 0_u32;
    let mut merged_columns = 0_usize;
    let mut in_saved_views = false;
    records(file, part, content, |kind, record| {
        match kind {
            // The filters of the views that a sheet keeps aside hide nothing now.
            SAVED_VIEWS => in_saved_views = true,
            FILTER if draft.filters.rows.is_empty() && !in_saved_views => {
                if let (Some(first), Some(last)) = (number(record, 0), number(record, 4)) {
                    draft.filters.rows.push((first.saturating_add(1), last));
                }
            }
            FILTER_COLUMN => draft.filters.has_criteria |= !in_saved_views,
            ROW => {
                // The flags of the height: bit 4 of the twelfth byte hides the row.
                let hidden = record.get(11).is_some_and(|flags| flags & 0x10 != 0);
                current = number(record, 0).unwrap_or(current);
                if let (Some(row), true) = (number(record, 0), hidden) {
                    draft.hidden_rows.push((row, row));
                }
            }
            kind if FORMULAS.contains(&kind) => {
                if formulas.len() >= limits::CELLS {
                    return Err(ReadError::too_much(file, LimitKind::Cells, limits::CELLS));
                }
                formulas.extend(number(record, 0).map(|column| (current, column)));
            }
            COLUMN => {
                let hidden = record.get(16).is_some_and(|flags| flags & 1 != 0)
                    || number(record, 8).is_some_and(|width| width == 0);
                if let (Some(first), Some(last), true) = (number(record, 0), number(record, 4), hidden) {
                    draft.hidden_columns.push((first, last.min(limits::LAST_COLUMN)));
                }
            }
            MERGED => {
                let at = |position| number(record, position);
                if let (Some(first_row), Some(last_row), Some(first_column), Some(last_column)) =
                    (at(0), at(4), at(8), at(12))
                {
                    let columns = last_column.min(limits::FAR_COLUMN).saturating_sub(first_column);
                    merged_columns = merged_columns.saturating_add(columns as usize + 1);
                    if merged_columns > limits::MERGED_RANGES {
                        let limit = limits::MERGED_RANGES;
                        return Err(ReadError::too_much(file, LimitKind::MergedRanges, limit));
                    }
                    draft.merged.push(CellRange {
                        first_row,
                        last_row: last_row.min(limits::LAST_ROW),
                        first_column,
                        last_column: last_column.min(limits::LAST_COLUMN),
                    });
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(Scan { sheet: draft, formulas })
}

fn read_sheets(file: &str, archive: &[u8], scans: Vec<Scan>) -> Result<Vec<Sheet>, ReadError> {
    let failed = |error: XlsbError| match error {
        XlsbError::Password => ReadError::Encrypted { file: file.to_owned() },
        other => ReadError::damaged(file, other.to_string()),
    };
    let mut workbook = Xlsb::new(Cursor::new(archive)).map_err(failed)?;
    let known = workbook.sheets_metadata().to_vec();
    if known.len() != scans.len() {
        return Err(ReadError::damaged(file, "liste des feuilles"));
    }
    let mut allowance = Allowance::new(file);
    let mut sheets = Vec::new();
    for (sheet, mut draft) in known.iter().zip(scans) {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut formulas: BTreeMap<(u32, u32), Arc<str>> = BTreeMap::new();
        let mut reader = workbook.worksheet_cells_reader(&sheet.name).map_err(failed)?;
        // A formula that the reader cannot spell is a formula all the same: its record says where, its text is not known.
        for place in &draft.formulas {
            allowance.spend_cell()?;
            formulas.insert(*place, "".into());
        }
        let mut unread = 0_usize;
        loop {
            match reader.next_formula() {
                Ok(Some(cell)) => {
                    allowance.spend_text(cell.get_value().len())?;
                    formulas.insert(cell.get_position(), cell.get_value().as_str().into());
                }
                Ok(None) => break,
                // One that fails for ever reads nothing more.
                Err(_) if unread < draft.formulas.len() => unread += 1,
                Err(error) => return Err(failed(error)),
            }
        }
        drop(reader);
        let mut reader = workbook.worksheet_cells_reader(&sheet.name).map_err(failed)?;
        while let Some(cell) = reader.next_cell().map_err(failed)? {
            let (row, column) = cell.get_position();
            let formula = formulas.remove(&(row, column));
            if formula.is_none() {
                allowance.spend_cell()?;
            }
            let value = match cell.get_value() {
                DataRef::Empty => CellValue::Empty,
                value => value_of(value.clone()),
            };
            if let CellValue::Text(text) = &value {
                allowance.spend_text(text.len())?;
            }
            draft.sheet.push(Cell { row, column, value, formula });
        }
        // The cell reader passes over the formulas whose result is an error.
        for ((row, column), formula) in formulas {
            draft.sheet.push(Cell { row, column, value: CellValue::Empty, formula: Some(formula) });
        }
        sheets.push(draft.sheet.finish(sheet.name.as_str().into(), sheet.visible != SheetVisible::Visible));
    }
    Ok(sheets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_walked_and_a_long_one_is_refused() {
        let mut seen = Vec::new();
        let content = [0x00, 0x02, 7, 8, 0x9c, 0x01, 0x01, 9];
        records("a.xlsb", "p", &content, |kind, record| {
            seen.push((kind, record.to_vec()));
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, [(ROW, vec![7, 8]), (SHEET, vec![9])]);
        for content in [&[0x00][..], &[0x80], &[0x00, 0xff, 0xff, 0xff, 0x7f], &[0x00, 0x05, 1]] {
            assert!(records("a.xlsb", "p", content, |_, _| Ok(())).is_err(), "{content:?}");
        }
    }

    #[test]
    fn hidden_rows_and_columns_and_merges_are_noticed() {
        let mut content = Vec::new();
        let mut row = vec![0_u8; 17];
        row[0] = 4;
        row[11] = 0x10;
        content.extend([0x00, 17]);
        content.extend(&row);
        let mut column = vec![0_u8; 18];
        column[0] = 2;
        column[4] = 3;
        column[9] = 1;
        column[16] = 1;
        content.extend([60, 18]);
        content.extend(&column);
        content.extend([0xb0, 0x01, 16]);
        content.extend([1_u32, 2, 3, 4].into_iter().flat_map(u32::to_le_bytes));
        content.extend([0xa1, 0x01, 16]);
        content.extend([3_u32, 9, 0, 4].into_iter().flat_map(u32::to_le_bytes));
        let draft = scan("a.xlsb", "p", &content).unwrap().sheet;
        assert_eq!((draft.filters.rows, draft.filters.has_criteria), (vec![(4, 9)], false));
        assert_eq!(draft.hidden_rows, [(4, 4)]);
        assert_eq!(draft.hidden_columns, [(2, 3)]);
        assert_eq!(draft.merged, [CellRange { first_row: 1, last_row: 2, first_column: 3, last_column: 4 }]);
    }
}
