//! Spells anew, before their reader sees them, the formulas of an old workbook that it misreads (MS-XLS 2.5.198).
//!
//! Seen with calamine 0.38: `Dépenses!$K$94` comes out as `Dépenses!$AS$94`, a reference to a range takes the wrong
//! sheet, `$A1` comes out as `A$1`, and a formula shared by several cells comes out empty. References to other sheets
//! are replaced by texts between two [`MARK`]s, which [`unmarked`] takes away; shared formulas are copied to their cells.

use std::collections::BTreeMap;

use super::compound::{u16_at, u32_at};
use super::error::{LimitKind, ReadError};
use super::xls_scan::{BOF, EOF, Records};
use crate::model::cell_name;
use crate::source::limits;

/// A stream that its reader reads right.
pub(super) struct Respelt {
    pub(super) stream: Vec<u8>,
    /// What the defined names stand for, in order; empty when it is more than one reference.
    pub(super) names: Vec<String>,
}

const MARK: char = '\u{1}';
/// A token that no reader knows: the formula is there, its text is not.
const UNKNOWN: u8 = 0;
const BOUND_SHEET: u16 = 0x0085;
const DEFINED_NAME: u16 = 0x0018;
const FORMULA: u16 = 0x0006;
const SHARED_FORMULA: u16 = 0x04BC;
const ARRAY_FORMULA: u16 = 0x0221;
const BOUND_BOOK: u16 = 0x01AE;
const EXTERN_SHEET: u16 = 0x0017;
const ENCRYPTION: u16 = 0x002F;
const BIFF8: u16 = 0x0600;

/// The text of a formula as the reader gives it, references to other sheets put back.
pub(super) fn unmarked(formula: &str) -> String {
    formula.replace("\"\u{1}", "").replace("\u{1}\"", "")
}

/// The stream with its formulas spelt anew; `None` for an older or an encrypted one, which has other tokens.
///
/// # Errors
///
/// [`ReadError::TooMuch`] when the shared formulas, copied, would not stay within the limits.
pub(super) fn respelt(file: &str, stream: &[u8]) -> Result<Option<Respelt>, ReadError> {
    let Some(book) = Book::read(stream) else { return Ok(None) };
    let mut out = Vec::with_capacity(stream.len());
    let mut moved = BTreeMap::new();
    let mut records = Records { stream, offset: 0 };
    // What a shared formula says follows the first of its cells.
    let mut shared = BTreeMap::new();
    let (mut depth, mut grown) = (0_usize, 0_usize);
    loop {
        let start = records.offset;
        moved.insert(start, out.len());
        let Some((kind, data)) = records.next() else {
            out.extend_from_slice(stream.get(start..).unwrap_or_default());
            break;
        };
        match kind {
            // A chart inside a sheet is a stream of its own.
            BOF => {
                depth += 1;
                if depth == 1 {
                    shared.clear();
                }
            }
            EOF => depth = depth.saturating_sub(1),
            _ => {}
        }
        let spelt = if kind == FORMULA {
            if let Some((anchor, tokens)) = shared_formula(data, &records) {
                shared.insert(anchor, tokens);
            }
            book.formula_record(data, &shared)
        } else {
            None
        };
        let data = spelt.as_deref().unwrap_or(data);
        grown = grown.saturating_add(spelt.as_ref().map_or(0, Vec::len));
        if grown > limits::TEXT_BYTES {
            return Err(ReadError::too_much(file, LimitKind::TextBytes, limits::TEXT_BYTES));
        }
        let Ok(length) = u16::try_from(data.len()) else { return Ok(None) };
        out.extend_from_slice(&kind.to_le_bytes());
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(data);
    }
    // The sheets have moved.
    for field in book.position_fields {
        let Some(position) = u32_at(stream, field).and_then(|at| usize::try_from(at).ok()) else { continue };
        let found = moved.get(&position).and_then(|at| u32::try_from(*at).ok());
        let at = moved.get(&(field - 4)).map(|record| record + 4);
        let (Some(position), Some(at)) = (found, at) else { return Ok(None) };
        if let Some(place) = out.get_mut(at..at + 4) {
            place.copy_from_slice(&position.to_le_bytes());
        }
    }
    Ok(Some(Respelt { stream: out, names: book.names }))
}

/// The formula that several cells share, when the record after that of its first cell gives it.
fn shared_formula<'a>(first: &[u8], after: &Records<'a>) -> Option<((u16, u16), &'a [u8])> {
    let anchor = u16_at(first, 0).zip(u16_at(first, 2))?;
    let tokens = match (Records { stream: after.stream, offset: after.offset }).next()? {
        (SHARED_FORMULA, data) => counted(data, 8),
        // An array over several cells is not the same formula in each.
        (ARRAY_FORMULA, data) if u16_at(data, 0) == u16_at(data, 2) && data.get(4) == data.get(5) => {
            counted(data, 12)
        }
        _ => None,
    };
    tokens.map(|tokens| (anchor, tokens))
}

/// Tokens with their length before them.
fn counted(data: &[u8], at: usize) -> Option<&[u8]> {
    let length = usize::from(u16_at(data, at)?);
    data.get(at + 2..at + 2 + length)
}

/// What references are made of.
struct Book {
    /// Where each sheet's position stands in the stream.
    position_fields: Vec<usize>,
    /// What stands before the `!`, by the number that references use.
    prefixes: Vec<String>,
    names: Vec<String>,
}

/// A workbook that references may name: this one, or another and its sheets.
enum Bound {
    Here,
    Elsewhere { file: String, sheets: Vec<String> },
}

impl Book {
    fn read(stream: &[u8]) -> Option<Self> {
        let mut records = Records { stream, offset: 0 };
        let (mut sheets, mut bounds, mut extern_sheets, mut names) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut position_fields = Vec::new();
        loop {
            let start = records.offset;
            let (kind, data) = records.next()?;
            match kind {
                BOF if start == 0 && u16_at(data, 0) != Some(BIFF8) => return None,
                ENCRYPTION => return None,
                BOUND_SHEET => {
                    position_fields.push(start + 4);
                    let length = usize::from(*data.get(6)?);
                    sheets.push(text(data, &mut 7, length)?);
                }
                BOUND_BOOK => bounds.push(Bound::read(data)),
                EXTERN_SHEET => {
                    let mut all = data.to_vec();
                    while let Some(more) = records.next_if_continued() {
                        all.extend_from_slice(more);
                    }
                    extern_sheets.extend(
                        all.get(2..)?
                            .chunks_exact(6)
                            .filter_map(|one| Some((u16_at(one, 0)?, u16_at(one, 2)?, u16_at(one, 4)?))),
                    );
                }
                DEFINED_NAME => {
                    let length = usize::from(u16_at(data, 4)?);
                    names.push(data.get(data.len().checked_sub(length)?..)?);
                }
                EOF => break,
                _ => {}
            }
        }
        let prefix = |(bound, first, last): &(u16, u16, u16)| {
            let sheet = |sheets: &[String], at: u16| sheets.get(usize::from(at)).cloned();
            let (file, first, last) = match bounds.get(usize::from(*bound))? {
                Bound::Here => (String::new(), sheet(&sheets, *first)?, sheet(&sheets, *last)?),
                // LibreOffice leaves out the sheets of a workbook that it could not open.
                Bound::Elsewhere { file, sheets } => (
                    format!("[{file}]"),
                    sheet(sheets, *first).unwrap_or_default(),
                    sheet(sheets, *last).unwrap_or_default(),
                ),
            };
            let sheets = if first == last { first } else { format!("{first}:{last}") };
            Some(quoted(format!("{file}{sheets}")))
        };
        let prefixes =
            extern_sheets.iter().map(|one| prefix(one).unwrap_or_else(|| "#REF".to_owned())).collect();
        let mut book = Self { position_fields, prefixes, names: Vec::new() };
        book.names = names.into_iter().map(|tokens| book.name(tokens).unwrap_or_default()).collect();
        Some(book)
    }

    /// A name that stands for one area.
    fn name(&self, tokens: &[u8]) -> Option<String> {
        let length = match tokens.first()? {
            0x3A | 0x5A | 0x7A => 7,
            0x3B | 0x5B | 0x7B => 11,
            _ => return None,
        };
        (tokens.len() == length).then(|| self.reference(tokens.get(1..)?)).flatten()
    }

    /// A record whose formula is spelt anew.
    fn formula_record(&self, data: &[u8], shared: &BTreeMap<(u16, u16), &[u8]>) -> Option<Vec<u8>> {
        let own = counted(data, 20)?;
        let cell = (u16_at(data, 0)?, u16_at(data, 2)?);
        let tokens = match own {
            [0x01, anchor @ ..] => {
                u16_at(anchor, 0).zip(u16_at(anchor, 2)).and_then(|anchor| shared.get(&anchor)).copied()
            }
            own => Some(own),
        };
        let spelt = tokens
            .and_then(|tokens| self.tokens(tokens, cell))
            .filter(|tokens| tokens.len() < usize::from(u16::MAX) - 32)
            .unwrap_or_else(|| vec![UNKNOWN]);
        let mut out = data.get(..20)?.to_vec();
        out.extend_from_slice(&u16::try_from(spelt.len()).ok()?.to_le_bytes());
        out.extend_from_slice(&spelt);
        // Constants of arrays stand after the tokens.
        out.extend_from_slice(data.get(22 + own.len()..)?);
        Some(out)
    }

    fn tokens(&self, mut tokens: &[u8], cell: (u16, u16)) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(tokens.len());
        while let [kind, rest @ ..] = tokens {
            let size = size_of(*kind, rest)?;
            let operand = rest.get(..size)?;
            match kind {
                0x24 | 0x44 | 0x64 => {
                    out.push(*kind);
                    out.extend_from_slice(operand.get(..2)?);
                    out.extend_from_slice(&dollars(u16_at(operand, 2)?).to_le_bytes());
                }
                0x25 | 0x45 | 0x65 => {
                    out.push(*kind);
                    out.extend_from_slice(operand.get(..4)?);
                    out.extend_from_slice(&dollars(u16_at(operand, 4)?).to_le_bytes());
                    out.extend_from_slice(&dollars(u16_at(operand, 6)?).to_le_bytes());
                }
                // The same, as distances from the cell.
                0x2C | 0x4C | 0x6C => {
                    let (row, column) = moved(u16_at(operand, 0)?, u16_at(operand, 2)?, cell);
                    out.push(kind - 8);
                    out.extend_from_slice(&row.to_le_bytes());
                    out.extend_from_slice(&dollars(column).to_le_bytes());
                }
                0x2D | 0x4D | 0x6D => {
                    let first = moved(u16_at(operand, 0)?, u16_at(operand, 4)?, cell);
                    let last = moved(u16_at(operand, 2)?, u16_at(operand, 6)?, cell);
                    out.push(kind - 8);
                    for field in [first.0, last.0, dollars(first.1), dollars(last.1)] {
                        out.extend_from_slice(&field.to_le_bytes());
                    }
                }
                0x3A | 0x3B | 0x5A | 0x5B | 0x7A | 0x7B => {
                    let text: Vec<u16> =
                        format!("{MARK}{}{MARK}", self.reference(operand)?).encode_utf16().collect();
                    out.extend_from_slice(&[0x17, u8::try_from(text.len()).ok()?, 1]);
                    out.extend(text.into_iter().flat_map(u16::to_le_bytes));
                }
                0x3C | 0x3D | 0x5C | 0x5D | 0x7C | 0x7D => out.extend_from_slice(&[0x1C, 0x17]),
                _ => {
                    out.push(*kind);
                    out.extend_from_slice(operand);
                }
            }
            tokens = rest.get(size..)?;
        }
        Some(out)
    }

    /// `Devis!$B$2` or `Devis!B2:B9`.
    fn reference(&self, operand: &[u8]) -> Option<String> {
        let prefix = self.prefixes.get(usize::from(u16_at(operand, 0)?))?;
        let area = match operand.len() {
            6 => cell(u16_at(operand, 2)?, u16_at(operand, 4)?),
            _ => format!(
                "{}:{}",
                cell(u16_at(operand, 2)?, u16_at(operand, 6)?),
                cell(u16_at(operand, 4)?, u16_at(operand, 8)?)
            ),
        };
        Some(format!("{prefix}!{area}"))
    }
}

impl Bound {
    /// MS-XLS 2.4.271: this workbook, or the address of another and the names of its sheets.
    fn read(data: &[u8]) -> Self {
        let elsewhere = || {
            let count = usize::from(u16_at(data, 0)?);
            let length = usize::from(u16_at(data, 2)?);
            if matches!(length, 0x0401 | 0x3A01) || !(1..=0xFF).contains(&length) {
                return None;
            }
            let mut at = 4;
            let address = text(data, &mut at, length)?;
            let mut sheets = Vec::new();
            while sheets.len() < count {
                let Some(length) = u16_at(data, at).map(usize::from) else { break };
                at += 2;
                let Some(sheet) = text(data, &mut at, length) else { break };
                sheets.push(sheet);
            }
            // The address is written with control characters between its folders.
            let last = address.rsplit(|one: char| one.is_control() || matches!(one, '/' | '\\')).next();
            Some(Self::Elsewhere { file: last.unwrap_or_default().to_owned(), sheets })
        };
        elsewhere().unwrap_or(Self::Here)
    }
}

/// How many bytes follow a token's kind (MS-XLS 2.5.198.25); `None` when that is not known.
fn size_of(kind: u8, rest: &[u8]) -> Option<usize> {
    Some(match kind {
        0x03..=0x16 => 0,
        0x17 => {
            let (length, flags) = (usize::from(*rest.first()?), *rest.get(1)?);
            2 + if flags & 1 == 0 { length } else { 2 * length }
        }
        0x19 => match rest.first()? {
            0x04 => 3 + 2 * (usize::from(u16_at(rest, 1)?) + 1),
            _ => 3,
        },
        0x1C | 0x1D => 1,
        0x1E | 0x21 | 0x41 | 0x61 => 2,
        0x1F => 8,
        0x20 | 0x40 | 0x60 => 7,
        0x22 | 0x42 | 0x62 => 3,
        0x23 | 0x43 | 0x63 | 0x24 | 0x44 | 0x64 | 0x2A | 0x4A | 0x6A | 0x2C | 0x4C | 0x6C => 4,
        0x25 | 0x45 | 0x65 | 0x2B | 0x4B | 0x6B | 0x2D | 0x4D | 0x6D => 8,
        0x39 | 0x59 | 0x79 | 0x3A | 0x5A | 0x7A | 0x3C | 0x5C | 0x7C => 6,
        0x3B | 0x5B | 0x7B | 0x3D | 0x5D | 0x7D => 10,
        _ => return None,
    })
}

const COLUMN: u16 = 0x00FF;
const RELATIVE_COLUMN: u16 = 0x4000;
const RELATIVE_ROW: u16 = 0x8000;

/// A column with its two marks in the places where the reader looks for them: it takes one for the other.
fn dollars(column: u16) -> u16 {
    let swapped = |from: u16, to: u16| if column & from == 0 { 0 } else { to };
    column & COLUMN | swapped(RELATIVE_COLUMN, RELATIVE_ROW) | swapped(RELATIVE_ROW, RELATIVE_COLUMN)
}

/// The row and the column that stand at distances from a cell, around the sheet's edges as Excel does.
fn moved(row: u16, column: u16, cell: (u16, u16)) -> (u16, u16) {
    let row = if column & RELATIVE_ROW == 0 { row } else { row.wrapping_add(cell.0) };
    let marks = column & (RELATIVE_COLUMN | RELATIVE_ROW);
    let column = if column & RELATIVE_COLUMN == 0 { column } else { column.wrapping_add(cell.1) };
    (row, column & COLUMN | marks)
}

/// `$B2`.
fn cell(row: u16, column: u16) -> String {
    let name = cell_name(u32::from(row), u32::from(column & COLUMN));
    let digits = name.find(|one: char| one.is_ascii_digit()).unwrap_or(name.len());
    let (letters, digits) = name.split_at(digits);
    let mark = |relative: u16| if column & relative == 0 { "$" } else { "" };
    format!("{}{letters}{}{digits}", mark(RELATIVE_COLUMN), mark(RELATIVE_ROW))
}

/// `'Notes de frais'` for a name that needs it.
fn quoted(name: String) -> String {
    let is_plain = name.chars().all(|one| one.is_alphanumeric() || one == '_' || one == '.')
        && !name.starts_with(|one: char| one.is_ascii_digit());
    if is_plain { name } else { format!("'{}'", name.replace('\'', "''")) }
}

/// A text of so many characters, its flags first (MS-XLS 2.5.296), from `at`, which moves on.
fn text(data: &[u8], at: &mut usize, length: usize) -> Option<String> {
    let is_wide = data.get(*at)? & 1 == 1;
    let size = if is_wide { 2 * length } else { length };
    let bytes = data.get(*at + 1..*at + 1 + size)?;
    *at += 1 + size;
    Some(if is_wide {
        let units = bytes.chunks_exact(2).filter_map(|pair| u16_at(pair, 0));
        char::decode_utf16(units).map(|one| one.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    } else {
        bytes.iter().map(|byte| char::from(*byte)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::workbook::compound::workbook_stream;

    fn stream(name: &str) -> Vec<u8> {
        let path = format!("{}/tests/workbooks/formules/{name}", env!("CARGO_MANIFEST_DIR"));
        workbook_stream(name, &std::fs::read(path).unwrap()).unwrap()
    }

    #[test]
    fn a_stream_cut_or_changed_anywhere_is_spelt_or_left_alone() {
        for name in
            ["references-mixtes-saines.xls", "nom-defini-perime.xls", "lien-vers-un-autre-classeur.xls"]
        {
            let whole = stream(name);
            assert!(respelt(name, &whole).unwrap().is_some(), "{name}");
            for at in 0..whole.len() {
                let _ = respelt(name, &whole[..at]);
                let mut changed = whole.clone();
                changed[at] = !changed[at];
                let _ = respelt(name, &changed);
            }
        }
    }

    #[test]
    fn names_stand_for_their_area() {
        let names = respelt("a.xls", &stream("nom-defini-perime.xls")).unwrap().unwrap().names;
        assert_eq!(names, ["Dépenses!$F$2:$F$5"]);
    }

    #[test]
    fn an_older_version_is_left_alone() {
        let mut old = stream("sain.xls");
        old[4..6].copy_from_slice(&0x0500_u16.to_le_bytes());
        assert!(respelt("a.xls", &old).unwrap().is_none());
    }

    #[test]
    fn distances_go_around_the_edges_of_the_sheet() {
        assert_eq!(moved(0xFFFF, RELATIVE_ROW | RELATIVE_COLUMN | 0xFF, (4, 2)), (3, 0xC001));
        assert_eq!(cell(3, 0xC001), "B4");
        assert_eq!(cell(moved(7, 9, (4, 2)).0, 9), "$J$8");
    }

    #[test]
    fn sheets_whose_names_need_it_are_quoted() {
        for (name, expected) in [
            ("Dépenses", "Dépenses"),
            ("Taux de TVA", "'Taux de TVA'"),
            ("L'an 1", "'L''an 1'"),
            ("2024", "'2024'"),
            ("[autre.xls]Feuil1", "'[autre.xls]Feuil1'"),
        ] {
            assert_eq!(quoted(name.to_owned()), expected);
        }
    }

    #[test]
    fn another_workbook_is_named_by_its_file_and_its_sheets() {
        let mut data = vec![1, 0, 10, 0, 0];
        data.extend_from_slice(b"\x01dos\x03a.xls");
        data.extend_from_slice(&[6, 0, 0]);
        data.extend_from_slice(b"Feuil1");
        let Bound::Elsewhere { file, sheets } = Bound::read(&data) else { panic!() };
        assert_eq!((file.as_str(), sheets), ("a.xls", vec!["Feuil1".to_owned()]));
        assert!(matches!(Bound::read(&[1, 0, 1, 4]), Bound::Here));
        assert!(matches!(Bound::read(&data[..7]), Bound::Here));
    }
}
