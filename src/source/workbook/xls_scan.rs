//! Walks the records of an old workbook (MS-XLS): hidden rows and columns, merged ranges, and what its reader would allocate.

use super::compound::{u16_at, u32_at};
use super::error::{LimitKind, ReadError};
use super::sheet::CellRange;
use crate::source::limits;

/// What a sheet's records say beside its cells.
#[derive(Debug, Default)]
pub(super) struct XlsScan {
    pub(super) hidden_rows: Vec<(u32, u32)>,
    pub(super) hidden_columns: Vec<(u32, u32)>,
    pub(super) merged: Vec<CellRange>,
    /// A filter hides rows of the sheet.
    pub(super) is_filtered: bool,
}

pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000A;
const CONTINUE: u16 = 0x003C;

/// What stands before the sheets.
pub(super) struct Globals {
    /// Where each sheet begins, in the order of the tabs.
    pub(super) positions: Vec<usize>,
    /// The shared texts.
    pub(super) texts: Vec<SharedText>,
}

/// Reads what stands before the sheets, within the limits.
pub(super) fn globals(file: &str, stream: &[u8]) -> Result<Globals, ReadError> {
    let damaged = || ReadError::damaged(file, "enregistrements du classeur");
    let mut globals = Globals { positions: Vec::new(), texts: Vec::new() };
    let mut records = Records { stream, offset: 0 };
    while let Some((kind, data)) = records.next() {
        match kind {
            0x0085 => {
                let position = u32_at(data, 0).and_then(|at| usize::try_from(at).ok());
                globals.positions.push(position.ok_or_else(damaged)?);
                if globals.positions.len() > limits::SHEETS {
                    return Err(ReadError::too_much(file, LimitKind::Sheets, limits::SHEETS));
                }
            }
            0x00FC => {
                let mut pieces = vec![data.get(8..).ok_or_else(damaged)?];
                while let Some(more) = records.next_if_continued() {
                    pieces.push(more);
                }
                globals.texts = shared_texts(&pieces);
                if globals.texts.len() > limits::SHARED_TEXTS {
                    return Err(ReadError::too_much(file, LimitKind::SharedTexts, limits::SHARED_TEXTS));
                }
            }
            EOF => break,
            _ => {}
        }
    }
    Ok(globals)
}

/// Vets the stream and answers what each sheet says, in the order of the tabs.
pub(super) fn scan(file: &str, stream: &[u8]) -> Result<Vec<XlsScan>, ReadError> {
    let damaged = || ReadError::damaged(file, "enregistrements du classeur");
    let Globals { positions, texts } = globals(file, stream)?;
    let mut totals = Totals { cells: 0, text: 0, merged: 0 };
    positions
        .into_iter()
        .map(|position| {
            let sheet = stream.get(position..).ok_or_else(damaged)?;
            scan_sheet(file, sheet, &texts, &mut totals)
        })
        .collect()
}

struct Totals {
    cells: usize,
    text: usize,
    merged: usize,
}

fn scan_sheet(
    file: &str,
    stream: &[u8],
    texts: &[SharedText],
    totals: &mut Totals,
) -> Result<XlsScan, ReadError> {
    let mut scan = XlsScan::default();
    let mut extent: Option<CellRange> = None;
    let mut depth = 0_usize;
    let mut records = Records { stream, offset: 0 };
    while let Some((kind, data)) = records.next() {
        // Charts inside a sheet are streams of their own, with records that look like cells.
        if kind == BOF {
            depth += 1;
            continue;
        }
        if kind == EOF {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                break;
            }
            continue;
        }
        if depth > 1 {
            continue;
        }
        match kind {
            0x009B => scan.is_filtered = true,
            0x0200 if announced_cells(data) > limits::SPANNED_CELLS => {
                return Err(ReadError::too_much(file, LimitKind::SpannedCells, limits::SPANNED_CELLS));
            }
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x0006 | 0x00BD => {
                let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { continue };
                let last = match kind {
                    0x00BD => data
                        .len()
                        .checked_sub(2)
                        .and_then(|end| u16_at(data, end))
                        .unwrap_or(first)
                        .max(first),
                    _ => first,
                };
                totals.cells = totals.cells.saturating_add(usize::from(last - first) + 1);
                if totals.cells > limits::CELLS {
                    return Err(ReadError::too_much(file, LimitKind::Cells, limits::CELLS));
                }
                if kind == 0x00FD {
                    let index = u32_at(data, 6).and_then(|index| usize::try_from(index).ok());
                    let length = index.and_then(|index| texts.get(index)).map_or(0, |text| text.bytes);
                    totals.text = totals.text.saturating_add(length);
                    if totals.text > limits::TEXT_BYTES {
                        return Err(ReadError::too_much(file, LimitKind::TextBytes, limits::TEXT_BYTES));
                    }
                }
                let (row, first, last) = (u32::from(row), u32::from(first), u32::from(last));
                let grown = match extent {
                    None => {
                        CellRange { first_row: row, last_row: row, first_column: first, last_column: last }
                    }
                    Some(one) => CellRange {
                        first_row: one.first_row.min(row),
                        last_row: one.last_row.max(row),
                        first_column: one.first_column.min(first),
                        last_column: one.last_column.max(last),
                    },
                };
                extent = Some(grown);
            }
            0x0208 => {
                let fields = (u16_at(data, 0), u16_at(data, 6), u16_at(data, 12));
                if let (Some(row), Some(height), Some(flags)) = fields
                    && (flags & 0x20 != 0 || height & 0x7FFF == 0)
                {
                    scan.hidden_rows.push((u32::from(row), u32::from(row)));
                }
            }
            0x007D => {
                let fields = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4), u16_at(data, 8));
                if let (Some(first), Some(last), Some(width), Some(flags)) = fields
                    && (flags & 1 != 0 || width == 0)
                {
                    scan.hidden_columns.push((u32::from(first), u32::from(last)));
                }
            }
            0x00E5 => {
                for range in data.get(2..).unwrap_or_default().chunks_exact(8) {
                    let at = |offset| u16_at(range, offset).map(u32::from).unwrap_or_default();
                    let range = CellRange {
                        first_row: at(0),
                        last_row: at(2),
                        first_column: at(4),
                        last_column: at(6),
                    };
                    let columns =
                        range.last_column.min(limits::FAR_COLUMN).saturating_sub(range.first_column);
                    totals.merged = totals.merged.saturating_add(columns as usize + 1);
                    if totals.merged > limits::MERGED_RANGES {
                        return Err(ReadError::too_much(
                            file,
                            LimitKind::MergedRanges,
                            limits::MERGED_RANGES,
                        ));
                    }
                    scan.merged.push(range);
                }
            }
            _ => {}
        }
    }
    if let Some(extent) = extent {
        let rows = (extent.last_row - extent.first_row) as usize + 1;
        let columns = (extent.last_column - extent.first_column) as usize + 1;
        if rows.saturating_mul(columns) > limits::SPANNED_CELLS {
            return Err(ReadError::too_much(file, LimitKind::SpannedCells, limits::SPANNED_CELLS));
        }
    }
    Ok(scan)
}

/// How many cells a Dimensions record announces, which the reader makes room for whatever the sheet holds
/// ([MS-XLS] 2.4.90). Counted as it counts: a first column beyond the last, or beyond the 256th, is taken for the first.
pub(super) fn announced_cells(data: &[u8]) -> usize {
    let short = |offset: usize| u16_at(data, offset).map(u32::from);
    let (first_row, end_row, first_column, end_column) = if data.len() >= 14 {
        (u32_at(data, 0), u32_at(data, 4), short(8), short(10))
    } else {
        (short(0), short(2), short(4), short(6))
    };
    let span = |first: Option<u32>, end: Option<u32>| {
        let (first, end) = (first.unwrap_or_default(), end.unwrap_or_default());
        usize::try_from(end.saturating_sub(first)).unwrap_or(usize::MAX).saturating_add(1)
    };
    let first_column =
        first_column.filter(|first| *first <= 0xFF && end_column.is_some_and(|end| end >= *first));
    span(first_row, end_row).saturating_mul(span(first_column, end_column))
}

/// The records of a stream, one after the other.
pub(super) struct Records<'a> {
    pub(super) stream: &'a [u8],
    pub(super) offset: usize,
}

impl<'a> Records<'a> {
    pub(super) fn next(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = u16_at(self.stream, self.offset)?;
        let length = usize::from(u16_at(self.stream, self.offset + 2)?);
        let start = self.offset + 4;
        let data = self.stream.get(start..start + length)?;
        self.offset = start + length;
        Some((kind, data))
    }

    pub(super) fn next_if_continued(&mut self) -> Option<&'a [u8]> {
        if u16_at(self.stream, self.offset)? != CONTINUE {
            return None;
        }
        self.next().map(|(_, data)| data)
    }
}

/// A shared text, as far as it is looked at.
pub(super) struct SharedText {
    /// Its length in bytes, once in UTF-8 at worst.
    bytes: usize,
    /// Nothing but spaces.
    pub(super) is_blank: bool,
}

/// The shared texts (MS-XLS 2.5.293), which continue over records.
fn shared_texts(pieces: &[&[u8]]) -> Vec<SharedText> {
    let mut texts = Vec::new();
    let mut cursor = Pieces { pieces, piece: 0, offset: 0 };
    while texts.len() <= limits::SHARED_TEXTS {
        match cursor.text() {
            Some(text) => texts.push(text),
            None => break,
        }
    }
    texts
}

/// A space, a space that does not break, or the second byte of either in UTF-16.
pub(super) const fn is_blank_byte(byte: u8) -> bool {
    matches!(byte, 0x20 | 0xA0 | 0x00)
}

struct Pieces<'a> {
    pieces: &'a [&'a [u8]],
    piece: usize,
    offset: usize,
}

impl Pieces<'_> {
    fn byte(&mut self) -> Option<u8> {
        loop {
            let piece = self.pieces.get(self.piece)?;
            if let Some(byte) = piece.get(self.offset) {
                self.offset += 1;
                return Some(*byte);
            }
            self.piece += 1;
            self.offset = 0;
        }
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let piece = self.pieces.get(self.piece)?;
            let left = piece.len().saturating_sub(self.offset);
            let step = left.min(count);
            self.offset += step;
            count -= step;
            if count > 0 {
                self.piece += 1;
                self.offset = 0;
            }
        }
        Some(())
    }

    fn text(&mut self) -> Option<SharedText> {
        let characters = usize::from(self.u16()?);
        let mut flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) } else { 0 };
        let extension =
            if flags & 4 != 0 { usize::from(self.u16()?) | (usize::from(self.u16()?) << 16) } else { 0 };
        let (mut left, mut is_blank) = (characters, true);
        while left > 0 {
            let piece = self.pieces.get(self.piece)?;
            let width = if flags & 1 != 0 { 2 } else { 1 };
            let here = (piece.len().saturating_sub(self.offset) / width).min(left);
            let shown = piece.get(self.offset..self.offset + here * width).unwrap_or_default();
            is_blank &= shown.iter().all(|byte| is_blank_byte(*byte));
            self.offset += here * width;
            left -= here;
            if left > 0 {
                // A text cut by a record says again how its characters are written.
                self.piece += 1;
                self.offset = 0;
                flags = *self.pieces.get(self.piece)?.first()?;
                self.offset = 1;
            }
        }
        self.skip(runs.saturating_mul(4).saturating_add(extension))?;
        Some(SharedText { bytes: characters.saturating_mul(3), is_blank })
    }
}
