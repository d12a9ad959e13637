//! Opens budget workbooks (`.xlsx`, `.xlsm`, `.xlsb`, `.ods`, `.xls`, `.csv`) within limits.
//!
//! Whatever a file holds, reading it ends in a [`Workbook`] or a [`ReadError`]: no panic, no abort, no endless
//! loop, no memory out of proportion. The content decides the format, not the extension.

mod allowance;
pub mod apart;
pub mod appearance;
mod compound;
mod csv;
mod default_password;
mod defined_name;
mod error;
mod euros;
mod forgiven;
pub mod formula_text;
pub mod number_format;
mod ods;
mod package;
mod plain_values;
mod reference;
pub mod sheet;
mod spans;
pub mod structured;
mod utf16;
mod value;
mod xls;
mod xls_blanks;
mod xls_formulas;
mod xls_scan;
mod xlsb;
mod xlsx;
mod xlsx_book;
mod xlsx_scan;
mod xlsx_styles;

pub use defined_name::DefinedName;
pub use error::{LimitKind, ReadError};
pub use euros::shown_in_euros;
use package::Package;
use sheet::Sheet;

use serde::{Deserialize, Serialize};

use crate::source::child::Reader;
use crate::source::form::Form;
use crate::source::limits;

/// Extensions of the workbooks the program reads.
pub const EXTENSIONS: [&str; 6] = ["xlsx", "xlsm", "xlsb", "ods", "xls", "csv"];

/// The sheets of a workbook, and the names its formulas may use.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Workbook {
    /// The sheets, in the order of their tabs.
    pub sheets: Vec<Sheet>,
    /// Defined names with what they stand for.
    pub names: Vec<DefinedName>,
    /// True for a format whose reader gives shared formulas as bare values.
    pub may_lack_formulas: bool,
    /// The tables that formulas may name.
    pub tables: Vec<structured::Table>,
    /// True when every number counts as it is displayed: a setting of Excel that few know.
    pub is_precision_as_displayed: bool,
}

/// Reads the sheets of a workbook, cell by cell; `name` is the file's name relative to the project's folder.
///
/// # Errors
///
/// [`ReadError`] tells, in French, what is wrong with the file and how to mend it.
pub fn read_sheets(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    read_workbook(name, bytes).map(|workbook| workbook.sheets)
}

/// Reads the sheets of a workbook, cell by cell, and its defined names.
///
/// # Errors
///
/// As [`read_sheets`].
pub fn read_workbook(name: &str, bytes: &[u8]) -> Result<Workbook, ReadError> {
    read_workbook_with(&Reader::InProcess, name, bytes)
}

/// Reads a workbook as [`read_workbook`] does, the formats without a streaming reader where `reader` says.
///
/// # Errors
///
/// As [`read_sheets`].
pub fn read_workbook_with(reader: &Reader, name: &str, bytes: &[u8]) -> Result<Workbook, ReadError> {
    let file = || name.to_owned();
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    if last.starts_with("~$") || last.starts_with(".~lock.") {
        return Err(ReadError::LockFile { file: file() });
    }
    let extension = last.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    if let form @ (Form::FlatOpenDocument | Form::ExcelXml) = Form::of(bytes) {
        return Err(ReadError::OtherFormat { file: file(), what: form.french().into() });
    }
    if !extension.as_deref().is_some_and(|extension| EXTENSIONS.contains(&extension)) {
        return Err(ReadError::UnknownExtension { file: file() });
    }
    if bytes.is_empty() {
        return Err(ReadError::Empty { file: file() });
    }
    if bytes.len() > limits::WORKBOOK_BYTES {
        return Err(ReadError::too_much(name, LimitKind::FileBytes, limits::WORKBOOK_BYTES));
    }
    let workbook = if bytes.starts_with(b"PK") {
        read_zipped(reader, name, bytes)?
    } else if bytes.starts_with(OLE_SIGNATURE) {
        read_ole(reader, name, bytes)?
    } else if extension.as_deref() == Some("csv") {
        Workbook { sheets: csv::read(name, bytes)?, ..Workbook::default() }
    } else {
        return Err(ReadError::NotAWorkbook { file: file(), hint: looks_like(bytes).map(Into::into) });
    };
    if workbook.sheets.is_empty() {
        return Err(ReadError::NoSheet { file: file() });
    }
    let cells = workbook.sheets.iter().flat_map(|sheet| sheet.rows_between(0, limits::LAST_ROW)).flatten();
    if cells.filter(|cell| cell.formula.is_some()).count() > limits::FORMULAS {
        return Err(ReadError::too_much(name, LimitKind::Formulas, limits::FORMULAS));
    }
    Ok(workbook)
}

/// Reads a workbook where `reader` says, whatever its format.
///
/// # Errors
///
/// As [`read_sheets`].
pub fn read_workbook_apart(reader: &Reader, name: &str, bytes: &[u8]) -> Result<Workbook, ReadError> {
    match reader {
        Reader::InProcess => read_workbook(name, bytes),
        Reader::Apart(apart) => apart::read(apart, name, bytes),
    }
}

const OLE_SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

fn read_zipped(reader: &Reader, name: &str, bytes: &[u8]) -> Result<Workbook, ReadError> {
    let mut package = Package::open(name, bytes)?;
    if ods::is_ods(&package) {
        return ods::read(name, &package);
    }
    if xlsb::is_xlsb(&package) {
        if let Reader::Apart(apart) = reader {
            return apart::read(apart, name, bytes);
        }
        let sheets = xlsb::read(name, &package)?;
        return Ok(Workbook { sheets, may_lack_formulas: true, ..Workbook::default() });
    }
    xlsx::read(name, &mut package)
}

fn read_ole(reader: &Reader, name: &str, bytes: &[u8]) -> Result<Workbook, ReadError> {
    // Whatever it holds, a container is opened where a loop or an abort does no harm.
    if let Reader::Apart(apart) = reader {
        return apart::read(apart, name, bytes);
    }
    // An encrypted workbook is an OLE container with a stream of that name, written in UTF-16.
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if !bytes.windows(encrypted.len()).any(|window| window == encrypted) {
        return xls::read(name, bytes);
    }
    match default_password::package(bytes) {
        Some(package) if package.starts_with(b"PK") => read_zipped(reader, name, &package),
        _ => Err(ReadError::Encrypted { file: name.to_owned() }),
    }
}

fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes.get(..512).unwrap_or(bytes);
    match Form::of(bytes) {
        Form::Pdf => Some("c’est un PDF"),
        Form::Html => Some("c’est une page web"),
        Form::Xml => Some("c’est un fichier XML"),
        _ if head.contains(&b';') && head.contains(&b'\n') && !head.contains(&0) => {
            Some("c’est un fichier CSV\u{202f}: donnez-lui l’extension .csv")
        }
        _ => None,
    }
}
