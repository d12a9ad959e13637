//! What a font file covers, read from its character map alone: a fraction of the work of loading the face.

use super::sfnt::{be16, be32, table};
use crate::model::Coverage;

/// Unicode subtables by platform and encoding, the widest first.
const PREFERRED: [(u16, u16); 7] = [(3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1)];

/// The characters for which a font file has a glyph; `None` when the map is absent or of a form not known here.
pub(super) fn coverage(font: &[u8]) -> Option<Coverage> {
    let map = table(font, b"cmap")?;
    let mut found: Vec<(usize, usize)> = Vec::new();
    for index in 0..usize::from(be16(map, 2)?) {
        let record = 4 + index * 8;
        let kind = (be16(map, record)?, be16(map, record + 2)?);
        if let Some(rank) = PREFERRED.iter().position(|known| *known == kind) {
            found.push((rank, usize::try_from(be32(map, record + 4)?).ok()?));
        }
    }
    found.sort_unstable();
    found.into_iter().find_map(|(_, at)| {
        let subtable = map.get(at..)?;
        match be16(subtable, 0)? {
            4 => segments(subtable),
            12 => groups(subtable),
            _ => None,
        }
    })
}

/// Format 4: segments of the basic plane.
fn segments(table: &[u8]) -> Option<Coverage> {
    let double = usize::from(be16(table, 6)?);
    let mut codes = Vec::new();
    for at in (0..double).step_by(2) {
        let end = be16(table, 14 + at)?;
        let start = be16(table, 16 + double + at)?;
        let delta = be16(table, 16 + 2 * double + at)?;
        let place = 16 + 3 * double + at;
        let offset = usize::from(be16(table, place)?);
        for code in start..=end {
            let glyph = if offset == 0 {
                code.wrapping_add(delta)
            } else {
                match be16(table, place + offset + 2 * usize::from(code - start)) {
                    Some(glyph) if glyph != 0 => glyph.wrapping_add(delta),
                    _ => 0,
                }
            };
            if glyph != 0 && code != u16::MAX {
                codes.push(u32::from(code));
            }
        }
    }
    Some(Coverage::new(codes))
}

/// Format 12: groups over all planes.
fn groups(table: &[u8]) -> Option<Coverage> {
    let count = usize::try_from(be32(table, 12)?).ok()?;
    let mut codes = Vec::new();
    for group in table.get(16..)?.chunks_exact(12).take(count) {
        let (start, end, glyph) = (be32(group, 0)?, be32(group, 4)?.min(0x10_FFFF), be32(group, 8)?);
        codes.extend((start..=end).filter(|code| glyph + (code - start) != 0));
        // A malformed map may repeat itself; a well-formed one never holds more than there are code points.
        if codes.len() > 0x11_0000 {
            return None;
        }
    }
    Some(Coverage::new(codes))
}

#[cfg(test)]
mod tests {
    use super::super::font::{Face, Fonts};

    #[test]
    fn the_map_alone_says_what_the_loaded_faces_say() {
        let fonts = Fonts::embedded().unwrap();
        let coverage = super::super::coverage(None).unwrap();
        for c in '\0'..=char::MAX {
            let drawn = Face::ALL
                .into_iter()
                .filter(|face| *face != Face::Statement)
                .all(|face| fonts.face(face).covers(c));
            assert_eq!(coverage.contains(c), drawn, "U+{:04X}", u32::from(c));
        }
        assert!(coverage.count() > 1_500);
    }

    #[test]
    fn a_damaged_map_is_no_panic() {
        let font = include_bytes!("../../templates/commun/fonts/Inter-Regular.ttf");
        let table = super::super::sfnt::table(font, b"cmap").unwrap();
        let start = table.as_ptr() as usize - font.as_ptr() as usize;
        for at in (start..start + 200).chain([start + table.len() - 1]) {
            for value in [0u8, 0x7F, 0xFF] {
                let mut damaged = font.to_vec();
                damaged[at] = value;
                let _ = super::coverage(&damaged);
            }
        }
        assert!(super::coverage(&font[..start + 20]).is_none());
        assert!(super::coverage(b"").is_none());
    }
}
