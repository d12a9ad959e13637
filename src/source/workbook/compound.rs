//! The container of old `.xls` files (MS-CFB), read with every chain bounded, and written anew.
//!
//! Its usual reader follows chains of sectors without asking whether they loop. The one stream that holds the workbook
//! is taken out here, vetted, and handed over in a container of our own making.

use super::error::ReadError;
use crate::source::limits;

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
const FAT_SECTOR: u32 = 0xFFFF_FFFD;
const LARGEST_SECTOR: u32 = 0xFFFF_FFFA;
const SMALL_STREAM: usize = 4096;
const MINI_SECTOR: usize = 64;
const ENTRY: usize = 128;

/// Takes the `Workbook` (or older `Book`) stream out of a container.
pub(super) fn workbook_stream(file: &str, bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    find_stream(bytes, &["workbook", "book"])
        .ok_or_else(|| ReadError::damaged(file, "conteneur OLE"))?
        .ok_or_else(|| ReadError::NotAWorkbook {
            file: file.to_owned(),
            hint: Some("c’est un autre document Office".into()),
        })
}

/// A stream of a container by its name, the first name that it holds; `None` when it holds none.
pub(super) fn stream_named(bytes: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    find_stream(bytes, names).flatten()
}

/// `None` when the container is broken, `Some(None)` when it holds no such stream.
fn find_stream(bytes: &[u8], names: &[&str]) -> Option<Option<Vec<u8>>> {
    let size = match u16_at(bytes, 30)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let sectors = Sectors { bytes: bytes.get(size..)?, size };
    let fat = sectors.allocation_table(bytes)?;
    let directory = sectors.chain(u32_at(bytes, 48)?, &fat, usize::MAX)?;
    let entries: Vec<Entry> = directory.chunks_exact(ENTRY).filter_map(Entry::read).collect();
    let Some(found) = names.iter().find_map(|name| {
        entries.iter().find(|entry| entry.is_stream && entry.name.eq_ignore_ascii_case(name))
    }) else {
        return Some(None);
    };
    if found.length >= SMALL_STREAM {
        return sectors.chain(found.start, &fat, found.length).map(Some);
    }
    let root = entries.first()?;
    let mini = sectors.chain(root.start, &fat, root.length)?;
    let mini_fat = to_u32(&sectors.chain(u32_at(bytes, 60)?, &fat, usize::MAX)?);
    Sectors { bytes: &mini, size: MINI_SECTOR }.chain(found.start, &mini_fat, found.length).map(Some)
}

struct Entry {
    name: String,
    is_stream: bool,
    start: u32,
    length: usize,
}

impl Entry {
    fn read(bytes: &[u8]) -> Option<Self> {
        let units = usize::from(u16_at(bytes, 64)?).saturating_sub(2).min(62) / 2;
        let name: Vec<u16> =
            bytes.get(..64)?.chunks_exact(2).take(units).filter_map(|pair| u16_at(pair, 0)).collect();
        Some(Self {
            name: String::from_utf16_lossy(&name),
            is_stream: *bytes.get(66)? == 2,
            start: u32_at(bytes, 116)?,
            length: usize::try_from(u32_at(bytes, 120)?).ok()?,
        })
    }
}

struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl Sectors<'_> {
    fn count(&self) -> usize {
        self.bytes.len().div_ceil(self.size)
    }

    fn get(&self, id: u32) -> Option<&[u8]> {
        let start = usize::try_from(id).ok()?.checked_mul(self.size)?;
        let end = start.checked_add(self.size)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    fn allocation_table(&self, header: &[u8]) -> Option<Vec<u32>> {
        let mut ids: Vec<u32> = to_u32(header.get(76..512)?);
        let mut next = u32_at(header, 68)?;
        let mut steps = 0;
        while next < LARGEST_SECTOR {
            steps += 1;
            if steps > self.count() {
                return None;
            }
            let mut more = to_u32(self.get(next)?);
            next = more.pop()?;
            ids.extend(more);
        }
        ids.retain(|id| *id < LARGEST_SECTOR);
        if ids.len() > self.count() {
            return None;
        }
        let mut table = Vec::new();
        for id in ids {
            table.extend(to_u32(self.get(id)?));
        }
        Some(table)
    }

    /// The bytes of a chain, up to `length`; a chain longer than the container loops.
    fn chain(&self, start: u32, fat: &[u32], length: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut id = start;
        let mut steps = 0;
        while id < LARGEST_SECTOR && out.len() < length {
            steps += 1;
            if steps > self.count() || out.len() > limits::WORKBOOK_BYTES {
                return None;
            }
            let sector = self.get(id)?;
            let wanted = (length - out.len()).min(sector.len());
            out.extend_from_slice(sector.get(..wanted)?);
            id = *fat.get(usize::try_from(id).ok()?)?;
        }
        Some(out)
    }
}

/// A sound container with one stream, `Workbook`.
pub(super) fn container_of(stream: &[u8]) -> Option<Vec<u8>> {
    const SECTOR: usize = 4096;
    let stream_sectors = stream.len().max(SMALL_STREAM).div_ceil(SECTOR);
    let fat_sectors = (stream_sectors + 1).div_ceil(SECTOR / 4 - 1);
    if fat_sectors > 109 {
        return None;
    }
    let total = fat_sectors + 1 + stream_sectors;
    let directory = u32::try_from(fat_sectors).ok()?;
    let first = directory + 1;
    let mut out = vec![0_u8; SECTOR];
    let mut put = |offset: usize, value: &[u8]| {
        if let Some(place) = out.get_mut(offset..offset + value.len()) {
            place.copy_from_slice(value);
        }
    };
    put(0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    put(24, &0x3E_u16.to_le_bytes());
    put(26, &4_u16.to_le_bytes());
    put(28, &0xFFFE_u16.to_le_bytes());
    put(30, &12_u16.to_le_bytes());
    put(32, &6_u16.to_le_bytes());
    put(40, &1_u32.to_le_bytes());
    put(44, &u32::try_from(fat_sectors).ok()?.to_le_bytes());
    put(48, &directory.to_le_bytes());
    put(56, &4096_u32.to_le_bytes());
    put(60, &END_OF_CHAIN.to_le_bytes());
    put(68, &END_OF_CHAIN.to_le_bytes());
    for index in 0..109 {
        let id = if index < fat_sectors { u32::try_from(index).ok()? } else { FREE };
        put(76 + index * 4, &id.to_le_bytes());
    }
    for index in 0..fat_sectors * (SECTOR / 4) {
        let next = if index < fat_sectors {
            FAT_SECTOR
        } else if index == fat_sectors || index + 1 == total {
            END_OF_CHAIN
        } else if index < total {
            u32::try_from(index + 1).ok()?
        } else {
            FREE
        };
        out.extend_from_slice(&next.to_le_bytes());
    }
    let mut entries = vec![0_u8; SECTOR];
    entry(&mut entries, 0, "Root Entry", 5, 0, 0);
    let length = u32::try_from(stream.len().max(SMALL_STREAM)).ok()?;
    entry(&mut entries, 1, "Workbook", 2, first, length);
    out.extend_from_slice(&entries);
    out.extend_from_slice(stream);
    out.resize((total + 1) * SECTOR, 0);
    Some(out)
}

fn entry(entries: &mut [u8], index: usize, name: &str, kind: u8, start: u32, length: u32) {
    let Some(place) = entries.get_mut(index * ENTRY..(index + 1) * ENTRY) else { return };
    let mut put = |offset: usize, value: &[u8]| {
        if let Some(part) = place.get_mut(offset..offset + value.len()) {
            part.copy_from_slice(value);
        }
    };
    let mut units = 0_u16;
    for (position, unit) in name.encode_utf16().enumerate() {
        put(position * 2, &unit.to_le_bytes());
        units += 1;
    }
    put(64, &((units + 1) * 2).to_le_bytes());
    put(66, &[kind, 1]);
    let child = if index == 0 { 1 } else { FREE };
    put(68, &FREE.to_le_bytes());
    put(72, &FREE.to_le_bytes());
    put(76, &child.to_le_bytes());
    put(116, &start.to_le_bytes());
    put(120, &length.to_le_bytes());
}

pub(super) fn u16_at(bytes: &[u8], offset: usize) -> Option<u16> {
    let pair = bytes.get(offset..offset.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], offset: usize) -> Option<u32> {
    let four = bytes.get(offset..offset.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn to_u32(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|four| u32_at(four, 0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_survives_its_container() {
        for length in [4096, 5000, 300_000, 5_000_000] {
            let stream: Vec<u8> = (0..length).map(|i: u32| i.to_le_bytes()[0]).collect();
            let container = container_of(&stream).unwrap();
            assert_eq!(workbook_stream("a.xls", &container).unwrap(), stream, "{length}");
        }
    }

    #[test]
    fn a_chain_that_loops_is_refused() {
        let mut container = container_of(&vec![7; 20_000]).unwrap();
        // The second sector of the stream points back to the first.
        let fat = 4096 + 3 * 4;
        container[fat..fat + 4].copy_from_slice(&2_u32.to_le_bytes());
        let directory_length = 4096 * 2 + ENTRY + 120;
        container[directory_length..directory_length + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(matches!(workbook_stream("a.xls", &container), Err(ReadError::Damaged { .. })));
    }
}
