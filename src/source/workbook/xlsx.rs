//! Reads `.xlsx` and `.xlsm` cells one by one, without ever allocating the rectangle they span.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{
    DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError, XlsxFormulaMetadata, expand_shared_formula,
};

use super::allowance::{Allowance, names_of};
use super::error::ReadError;
use super::forgiven::{forgive, mend_cells};
use super::formula_text::as_shown;
use super::package::{Package, part_key};
use super::sheet::{Cell, CellValue, SheetDraft};
use super::value::value_of;
use super::xlsx_book::{BookFacts, add_table, book_facts};
use super::xlsx_scan::{
    CellLooks, SheetEntry, SheetScan, main_part, scan_sheet, sheet_entries, table_parts, vet_shared_strings,
};
use super::xlsx_styles::vet_styles;
use super::{DefinedName, Workbook};
use crate::source::guard;
use crate::source::limits;

/// How the names of the parts that are no sheets end.
const SHARED_STRINGS: &str = "sharedstrings.xml";
const STYLES: &str = "styles.xml";

/// A part that says nothing.
const NOTHING: &str = "<rien/>";

/// Bytes of a sheet's part for each of its cells, or fewer: `<c r="A10" s="1"><v>12</v></c>`.
const CELL_BYTES: usize = 28;

/// How many kinds of errors unknown to the cell reader one workbook may hold.
const UNKNOWN_ERRORS: usize = 12;

/// Reads every worksheet of a package once its parts are vetted.
pub(super) fn read(file: &str, package: &mut Package) -> Result<Workbook, ReadError> {
    forgive(file, package)?;
    match read_forgiven(file, package) {
        Err(error @ (ReadError::Damaged { .. } | ReadError::MalformedReference { .. })) => {
            // What programs open without a word is read too; anything else is refused for what it was.
            if mend_cells(package)? { read_forgiven(file, package).map_err(|_| error) } else { Err(error) }
        }
        other => other,
    }
}

fn read_forgiven(file: &str, package: &mut Package) -> Result<Workbook, ReadError> {
    let entries = sheet_entries(file, package)?;
    let facts = book_facts(file, package)?;
    let mut looks = CellLooks::new();
    for (name, xml) in package.xml_parts(|name| name.ends_with(STYLES)) {
        looks.append(&mut vet_styles(file, name, xml?, facts.is_precision_as_displayed)?);
    }
    for (name, xml) in package.xml_parts(|name| name.ends_with(SHARED_STRINGS)) {
        vet_shared_strings(file, name, xml?)?;
    }
    // Both at once: what the cells' reader finds counts for nothing should the scan refuse the part.
    let (scans, first) = rayon::join(
        || scan_sheets(file, package, &entries, &looks),
        || read_cells_of(file, package, &entries, &facts.links),
    );
    let Scans { scans, refused } = scans?;
    let mut answer = first;
    if !refused.is_empty() {
        package.rewrite(&refused)?;
        answer = read_cells_of(file, package, &entries, &facts.links);
    }
    for _ in 0..UNKNOWN_ERRORS {
        match answer {
            Ok(workbook) => return finish(file, package, workbook, &scans, &looks, &facts),
            // The cell reader gives a whole workbook up for an error younger than itself, such as `#SPILL!`.
            Err(CellsError::UnknownError(error)) => {
                if !package.replace(&format!("<v>{error}</v>"), "<v>#VALUE!</v>")? {
                    return Err(ReadError::damaged(file, format!("erreur de cellule {error}")));
                }
            }
            Err(CellsError::Read(error)) => return Err(error),
        }
        answer = read_cells_of(file, package, &entries, &facts.links);
    }
    Err(ReadError::damaged(file, "erreurs de cellule inconnues"))
}

/// What was read of the parts beside their cells.
#[derive(Default)]
struct Scans {
    /// By part.
    scans: BTreeMap<String, SheetScan>,
    /// Parts that no sheet needs and that cannot be read, with what stands in their place: no reader may come upon them.
    refused: BTreeMap<String, String>,
}

/// Hidden rows, merged ranges and the like, by part. A part that the budget does not need refuses nothing.
fn scan_sheets(
    file: &str,
    package: &Package,
    entries: &[SheetEntry],
    looks: &CellLooks,
) -> Result<Scans, ReadError> {
    let main = part_key(&main_part(file, package)?);
    let is_needed = |name: &str| {
        let key = part_key(name);
        key == main || key.ends_with(".rels") || entries.iter().any(|entry| part_key(&entry.part) == key)
    };
    let mut found = Scans::default();
    // Whatever its name, a part may be a sheet: all are vetted as if they were.
    for (name, xml) in package.xml_parts(|name| !name.ends_with(SHARED_STRINGS) && !name.ends_with(STYLES)) {
        match xml.and_then(|xml| scan_sheet(file, name, xml, looks)) {
            Ok(scan) => {
                found.scans.insert(part_key(name), scan);
            }
            Err(error) if is_needed(name) => return Err(error),
            Err(_) => {
                found.refused.insert(name.to_owned(), NOTHING.to_owned());
            }
        }
    }
    Ok(found)
}

fn read_cells_of(
    file: &str,
    package: &Package,
    entries: &[SheetEntry],
    links: &[String],
) -> Result<ReadWorkbook, CellsError> {
    guard::catch(|| read_sheets(file, package, entries, links))
        .unwrap_or_else(|| Err(ReadError::damaged(file, "contenu illisible").into()))
}

/// A workbook whose cells are read.
struct ReadWorkbook {
    sheets: Vec<ReadSheet>,
    names: Vec<DefinedName>,
}

/// A sheet whose cells are read.
struct ReadSheet {
    name: String,
    part: String,
    is_hidden: bool,
    draft: SheetDraft,
}

fn read_sheets(
    file: &str,
    package: &Package,
    entries: &[SheetEntry],
    links: &[String],
) -> Result<ReadWorkbook, CellsError> {
    let mut workbook =
        Xlsx::new(Cursor::new(package.archive())).map_err(|error| workbook_error(file, &error))?;
    let known = workbook.sheets_metadata().to_vec();
    if known.len() != entries.len() {
        return Err(ReadError::damaged(file, "liste des feuilles").into());
    }
    let mut allowance = Allowance::new(file);
    let mut sheets = Vec::new();
    for (sheet, entry) in known.iter().zip(entries) {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut draft = SheetDraft::default();
        // Room once instead of ever larger copies; pages that no cell reaches are never touched.
        let guess = package.part(&entry.part).map_or(0, <[u8]>::len) / CELL_BYTES;
        draft.cells.reserve(guess.min(limits::CELLS));
        read_cells(&mut workbook, file, &sheet.name, links, &mut draft, &mut allowance)?;
        let is_hidden = entry.is_hidden || sheet.visible != SheetVisible::Visible;
        sheets.push(ReadSheet { name: sheet.name.clone(), part: part_key(&entry.part), is_hidden, draft });
    }
    Ok(ReadWorkbook { sheets, names: names_of(workbook.defined_names(), links, &mut allowance)? })
}

fn finish(
    file: &str,
    package: &Package,
    workbook: ReadWorkbook,
    scans: &BTreeMap<String, SheetScan>,
    looks: &CellLooks,
    facts: &BookFacts,
) -> Result<Workbook, ReadError> {
    let mut tables = Vec::new();
    let sheets = workbook
        .sheets
        .into_iter()
        .enumerate()
        .map(|(index, ReadSheet { name, part, is_hidden, mut draft })| {
            // Without its scan, a sheet would show its hidden rows as if they were not.
            let Some(scan) = scans.get(&part) else {
                return Err(ReadError::damaged(file, format!("feuille {name} introuvable")));
            };
            draft.hidden_rows.clone_from(&scan.hidden_rows);
            draft.hidden_columns.clone_from(&scan.hidden_columns);
            draft.merged.clone_from(&scan.merged);
            draft.looks.clone_from(&scan.looks);
            draft.look_kinds.clone_from(looks);
            draft.spills.clone_from(&scan.arrays);
            draft.filters.append(&scan.filters);
            for table in table_parts(file, package, &part)? {
                if let Some(scan) = scans.get(&part_key(&table)) {
                    draft.filters.append(&scan.filters);
                    draft.pivots.extend(&scan.pivots);
                }
                add_table(file, package, &table, index, &mut tables)?;
            }
            Ok(draft.finish(name.as_str().into(), is_hidden))
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Workbook {
        sheets,
        names: workbook.names,
        may_lack_formulas: false,
        tables,
        is_precision_as_displayed: facts.is_precision_as_displayed,
    })
}

enum CellsError {
    /// A cell error that the reader does not know.
    UnknownError(String),
    Read(ReadError),
}

impl From<ReadError> for CellsError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

fn read_cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    file: &str,
    name: &str,
    links: &[String],
    draft: &mut SheetDraft,
    allowance: &mut Allowance<'_>,
) -> Result<(), CellsError> {
    let failed = |error: XlsxError| match error {
        XlsxError::CellError(error) => CellsError::UnknownError(error),
        other => ReadError::damaged(file, format!("feuille {name}\u{202f}: {other}")).into(),
    };
    let mut reader = workbook.worksheet_cells_reader(name).map_err(failed)?;
    let mut shared: BTreeMap<usize, ((u32, u32), String)> = BTreeMap::new();
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(failed)? {
        let (row, column) = record.pos;
        // Expanded here: the reader's own table of shared formulas grows to the largest index written in the file.
        let formula: Option<Arc<str>> = match record.formula {
            None => None,
            Some(XlsxFormulaMetadata::Normal { formula }) => Some(formula.into()),
            Some(XlsxFormulaMetadata::Shared { shared_index, formula, .. }) => {
                let text = Arc::from(formula.as_str());
                allowance.spend_text(formula.len())?;
                // It is written from the cell that holds it, which is not always the first of those that share it: someone may
                // have typed over that one.
                shared.insert(shared_index, (record.pos, formula));
                Some(text)
            }
            Some(XlsxFormulaMetadata::SharedDerived { shared_index }) => match shared.get(&shared_index) {
                Some((start, formula)) => {
                    Some(expand_shared_formula(formula, *start, record.pos).map_err(failed)?.into())
                }
                None => Some("".into()),
            },
            Some(_) => Some("".into()),
        };
        let formula = formula.map(|formula| match as_shown(&formula, links) {
            Cow::Owned(shown) => shown.into(),
            Cow::Borrowed(_) => Arc::clone(&formula),
        });
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
