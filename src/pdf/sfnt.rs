//! The container of font files: tables by their tag, numbers with the high byte first.

/// A table of a single-face sfnt file.
pub(super) fn table<'a>(font: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let count = usize::from(be16(font, 4)?);
    for index in 0..count {
        let record = font.get(12 + index * 16..)?.get(..16)?;
        if record.get(..4)? == tag {
            let offset = u32::from_be_bytes(record.get(8..12)?.try_into().ok()?) as usize;
            let length = u32::from_be_bytes(record.get(12..16)?.try_into().ok()?) as usize;
            return font.get(offset..offset.checked_add(length)?);
        }
    }
    None
}

/// A number of two bytes.
pub(super) fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// A number of four bytes.
pub(super) fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
