//! A space typed far away, or an extent announced larger than it is, makes the reader of old workbooks ask for millions of
//! cells. Every spreadsheet opens such a workbook: what is blank is taken out of it before it is read.

use super::compound::{u16_at, u32_at};
use super::error::ReadError;
use super::xls_scan::{BOF, EOF, Globals, Records, SharedText, announced_cells, globals, is_blank_byte};
use crate::source::limits;

/// A kind that no record has: readers pass over it.
const IGNORED: u16 = 0x0FFF;

const DIMENSIONS: u16 = 0x0200;
const SHARED_TEXT: u16 = 0x00FD;
const LABEL: u16 = 0x0204;
/// Several blank cells with a format, or one: they hold nothing, and readers pass over them.
const OTHER_CELLS: [u16; 6] = [0x0203, 0x00D6, 0x0205, 0x027E, 0x0006, 0x00BD];

/// Rows and columns, first and last.
#[derive(Clone, Copy)]
struct Extent(u32, u32, u32, u32);

impl Extent {
    fn of(row: u32, first: u32, last: u32) -> Self {
        Self(row, row, first, last)
    }

    fn with(self, other: Self) -> Self {
        Self(self.0.min(other.0), self.1.max(other.1), self.2.min(other.2), self.3.max(other.3))
    }

    fn cells(self) -> usize {
        let side = |first: u32, last: u32| {
            usize::try_from(last.saturating_sub(first)).unwrap_or(usize::MAX).saturating_add(1)
        };
        side(self.0, self.1).saturating_mul(side(self.2, self.3))
    }
}

/// The stream without the blank texts that make a sheet too wide to be read, and with the extents that its cells have.
pub(super) fn without_far_blanks(file: &str, stream: &[u8]) -> Result<Vec<u8>, ReadError> {
    let Globals { positions, texts } = globals(file, stream)?;
    let mut changes: Vec<(usize, Vec<u8>)> = Vec::new();
    for position in positions {
        of_sheet(stream, position, &texts, &mut changes);
    }
    let mut out = stream.to_vec();
    for (at, bytes) in changes {
        if let Some(place) = out.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(&bytes);
        }
    }
    Ok(out)
}

fn of_sheet(stream: &[u8], position: usize, texts: &[SharedText], changes: &mut Vec<(usize, Vec<u8>)>) {
    let mut records = Records { stream, offset: position };
    let mut depth = 0_usize;
    let (mut whole, mut filled): (Option<Extent>, Option<Extent>) = (None, None);
    let mut blanks: Vec<usize> = Vec::new();
    let mut announced: Option<(usize, usize)> = None;
    loop {
        let start = records.offset;
        let Some((kind, data)) = records.next() else { break };
        match kind {
            BOF => depth += 1,
            EOF => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            _ if depth > 1 => {}
            DIMENSIONS if announced_cells(data) > limits::SPANNED_CELLS => {
                announced = Some((start, data.len()))
            }
            SHARED_TEXT | LABEL => {
                let Some(at) = cell(data) else { continue };
                whole = Some(whole.map_or(at, |known| known.with(at)));
                if is_blank(kind, data, texts) {
                    blanks.push(start);
                } else {
                    filled = Some(filled.map_or(at, |known| known.with(at)));
                }
            }
            kind if OTHER_CELLS.contains(&kind) => {
                let Some(Extent(row, _, first, last)) = cell(data) else { continue };
                let last = match kind {
                    0x00BD => {
                        data.len().checked_sub(2).and_then(|end| u16_at(data, end)).map_or(last, u32::from)
                    }
                    _ => last,
                };
                let at = Extent::of(row, first, last.max(first));
                whole = Some(whole.map_or(at, |known| known.with(at)));
                filled = Some(filled.map_or(at, |known| known.with(at)));
            }
            _ => {}
        }
    }
    if whole.is_some_and(|whole| whole.cells() > limits::SPANNED_CELLS) {
        changes.extend(blanks.into_iter().map(|start| (start, IGNORED.to_le_bytes().to_vec())));
        whole = filled;
    }
    // Readers make room for what is announced, whatever the sheet holds.
    if let Some((start, length)) = announced {
        let Extent(first_row, last_row, first_column, last_column) = whole.unwrap_or(Extent(0, 0, 0, 0));
        let narrow = |number: u32| u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes();
        let mut told: Vec<u8> = Vec::new();
        if length >= 14 {
            told.extend(first_row.to_le_bytes());
            told.extend(last_row.saturating_add(1).to_le_bytes());
        } else {
            told.extend(narrow(first_row));
            told.extend(narrow(last_row.saturating_add(1)));
        }
        told.extend(narrow(first_column));
        told.extend(narrow(last_column.saturating_add(1)));
        changes.push((start + 4, told));
    }
}

fn cell(data: &[u8]) -> Option<Extent> {
    let (row, column) = (u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?));
    Some(Extent::of(row, column, column))
}

fn is_blank(kind: u16, data: &[u8], texts: &[SharedText]) -> bool {
    if kind == SHARED_TEXT {
        let index = u32_at(data, 6).and_then(|index| usize::try_from(index).ok());
        return index.and_then(|index| texts.get(index)).is_some_and(|text| text.is_blank);
    }
    // A text of its own: its length, perhaps a flag, then its characters.
    data.get(8..).is_some_and(|text| text.iter().all(|byte| is_blank_byte(*byte)))
}
