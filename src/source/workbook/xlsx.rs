//! Reads `.xlsx` and `.xlsm` cells one by one, without ever allocating the rectangle they span.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader, Xlsx, XlsxError, XlsxFormulaMetadata, expand_shared_formula};

use super::allowance::Allowance;
use super::error::ReadError;
use super::guard;
use super::package::Package;
use super::sheet::{Cell, CellValue, Sheet, SheetDraft};
use super::value::value_of;
use super::xlsx_scan::{SheetScan, scan_sheet, sheet_entries, vet_shared_strings, vet_styles};

/// Reads every worksheet of a vetted package.
pub(super) fn read(file: &str, package: &Package) -> Result<Vec<Sheet>, ReadError> {
    let entries = sheet_entries(file, package)?;
    let mut scans = BTreeMap::new();
    for part in package.xml_parts() {
        let (name, xml) = part?;
        let lower = name.to_ascii_lowercase();
        if lower.ends_with("sharedstrings.xml") {
            vet_shared_strings(file, name, xml)?;
        } else if lower.ends_with("styles.xml") {
            vet_styles(file, name, xml)?;
        } else {
            // Whatever its name, a part may be a sheet: all are vetted as if they were.
            scans.insert(lower, scan_sheet(file, name, xml)?);
        }
    }
    let archive = package.vetted_archive()?;
    guard::catch(|| read_sheets(file, archive, &entries, &mut scans))
        .unwrap_or_else(|| Err(ReadError::damaged(file, "contenu illisible")))
}

fn read_sheets(
    file: &str,
    archive: Vec<u8>,
    entries: &[super::xlsx_scan::SheetEntry],
    scans: &mut BTreeMap<String, SheetScan>,
) -> Result<Vec<Sheet>, ReadError> {
    let mut workbook = Xlsx::new(Cursor::new(archive)).map_err(|error| workbook_error(file, &error))?;
    let kinds: Vec<(String, calamine::SheetType)> =
        workbook.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), sheet.typ)).collect();
    let mut allowance = Allowance::new(file);
    let mut sheets = Vec::new();
    for (name, kind) in kinds {
        if kind != calamine::SheetType::WorkSheet {
            continue;
        }
        let entry = entries.iter().find(|entry| entry.name == name);
        let scan = entry.and_then(|entry| scans.remove(&entry.part.to_ascii_lowercase())).unwrap_or_default();
        let mut draft = SheetDraft {
            hidden_rows: scan.hidden_rows,
            hidden_columns: scan.hidden_columns,
            merged: scan.merged,
            ..SheetDraft::default()
        };
        read_cells(&mut workbook, &name, &mut draft, &mut allowance)
            .map_err(|error| error.into_read_error(file, &name))?;
        let is_hidden = entry.is_some_and(|entry| entry.is_hidden);
        sheets.push(draft.finish(name.into(), is_hidden));
    }
    Ok(sheets)
}

enum CellsError {
    Workbook(XlsxError),
    Read(ReadError),
}

impl CellsError {
    fn into_read_error(self, file: &str, sheet: &str) -> ReadError {
        match self {
            Self::Workbook(error) => ReadError::damaged(file, format!("feuille {sheet}\u{202f}: {error}")),
            Self::Read(error) => error,
        }
    }
}

impl From<XlsxError> for CellsError {
    fn from(error: XlsxError) -> Self {
        Self::Workbook(error)
    }
}

impl From<ReadError> for CellsError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

fn read_cells(
    workbook: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
    draft: &mut SheetDraft,
    allowance: &mut Allowance<'_>,
) -> Result<(), CellsError> {
    let mut reader = workbook.worksheet_cells_reader(name)?;
    let mut shared: BTreeMap<usize, ((u32, u32), String)> = BTreeMap::new();
    while let Some(record) = reader.next_cell_with_formula_metadata()? {
        let (row, column) = record.pos;
        // Expanded here: the reader's own table of shared formulas grows to the largest index written in the file.
        let formula: Option<Arc<str>> = match record.formula {
            None => None,
            Some(XlsxFormulaMetadata::Normal { formula }) => Some(formula.into()),
            Some(XlsxFormulaMetadata::Shared { shared_index, range, formula }) => {
                let start = range.map_or(record.pos, |range| range.start);
                let text = Arc::from(formula.as_str());
                allowance.spend_text(formula.len())?;
                shared.insert(shared_index, (start, formula));
                Some(text)
            }
            Some(XlsxFormulaMetadata::SharedDerived { shared_index }) => match shared.get(&shared_index) {
                Some((start, formula)) => Some(expand_shared_formula(formula, *start, record.pos)?.into()),
                None => Some("".into()),
            },
            Some(_) => Some("".into()),
        };
        if formula.is_none() && record.value == DataRef::Empty {
            continue;
        }
        let value = value_of(record.value);
        if let CellValue::Text(text) = &value {
            allowance.spend_text(text.len())?;
        }
        allowance.spend_text(formula.as_ref().map_or(0, |formula| formula.len()))?;
        allowance.spend_cell()?;
        draft.push(Cell { row, column, value, formula });
    }
    Ok(())
}

fn workbook_error(file: &str, error: &XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted { file: file.to_owned() },
        other => ReadError::damaged(file, other.to_string()),
    }
}
