//! Fonts as the document carries them: subsets, with what each glyph reads as.

use std::collections::BTreeMap;

use subsetter::GlyphRemapper;

use super::display::{Drawing, Layout};
use super::error::PdfError;
use super::font::{FACES, Face, Fonts};
use super::text::{ADDED_HYPHEN, MISSING, is_check_text};
use crate::model::digest::hex;
use sha2::{Digest, Sha256};

/// First of the private characters that stand for glyphs between us and printpdf.
const PRIVATE: u32 = 0x10_0000;

/// The part of a face that one document uses.
pub(crate) struct Subset {
    pub(crate) face: Face,
    /// Resource name in the document.
    pub(crate) resource: &'static str,
    /// Base name with its tag, as `ABCDEF+Inter-Regular`.
    pub(crate) base_font: String,
    /// Glyph of the face to glyph of the subset.
    glyphs: BTreeMap<u16, u16>,
    /// What each glyph of the subset reads as.
    pub(crate) texts: BTreeMap<u16, String>,
    /// Width of each glyph of the subset as the document states it, in thousandths of an em.
    widths: Vec<f32>,
    pub(crate) parsed: printpdf::ParsedFont,
}

impl Subset {
    /// Glyph of the subset for a glyph of the face.
    pub(crate) fn glyph(&self, original: u16) -> u16 {
        self.glyphs.get(&original).copied().unwrap_or(0)
    }

    pub(crate) fn width(&self, glyph: u16) -> f32 {
        self.widths.get(usize::from(glyph)).copied().unwrap_or(0.0)
    }

    /// Character under which printpdf draws a glyph of the subset.
    pub(crate) fn character(glyph: u16) -> char {
        char::from_u32(PRIVATE + u32::from(glyph)).unwrap_or('\u{FFFD}')
    }

    /// The ToUnicode map.
    pub(crate) fn to_unicode(&self) -> String {
        use std::fmt::Write;
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) \
             /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n\
             endcodespacerange\n",
        );
        let texts: Vec<(&u16, &String)> = self.texts.iter().collect();
        for chunk in texts.chunks(100) {
            let _ = writeln!(map, "{} beginbfchar", chunk.len());
            for (glyph, text) in chunk {
                let _ = write!(map, "<{glyph:04X}> <");
                for unit in text.encode_utf16() {
                    let _ = write!(map, "{unit:04X}");
                }
                map.push_str(">\n");
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map
    }
}

/// Text that a glyph is read as, given the text it was shaped from.
pub(crate) fn reading(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            MISSING => '\u{FFFD}',
            ADDED_HYPHEN => '\u{AD}',
            c => c,
        })
        .collect()
}

/// Subsets the faces that the pages use.
pub(crate) fn subsets(layout: &Layout, fonts: &Fonts) -> Result<Vec<Subset>, PdfError> {
    let mut used: [BTreeMap<u16, String>; FACES] = Default::default();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        let Drawing::Text { run, .. } = &item.drawing else {
            continue;
        };
        let Some(used) = used.get_mut(run.face as usize) else {
            continue;
        };
        let mut at = 0;
        for glyph in &run.glyphs {
            let end = at + usize::from(glyph.text_len);
            used.entry(glyph.id).or_insert_with(|| {
                let source = run.text.get(at..end).unwrap_or_default();
                // The blank under a check box reads as a space everywhere else.
                if is_check_text(source) { " ".to_owned() } else { reading(source) }
            });
            at = end;
        }
    }
    let mut subsets = Vec::new();
    for (face, used) in Face::ALL.into_iter().zip(used) {
        if !used.is_empty() {
            subsets.push(subset(face, &used, fonts)?);
        }
    }
    Ok(subsets)
}

fn subset(face: Face, used: &BTreeMap<u16, String>, fonts: &Fonts) -> Result<Subset, PdfError> {
    let loaded = fonts.face(face);
    let wrong = |reason: String| PdfError::Font { name: loaded.name.into(), reason };
    let originals: Vec<u16> = used.keys().copied().collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&originals);
    let bytes = subsetter::subset(&loaded.bytes, 0, &remapper).map_err(|e| wrong(e.to_string()))?;
    let mut warnings = Vec::new();
    let mut parsed = printpdf::ParsedFont::from_bytes(&bytes, 0, &mut warnings)
        .ok_or_else(|| wrong("le sous-ensemble est illisible".into()))?;
    // The subset has no character map of its own: its glyphs go by private characters.
    parsed.codepoint_to_glyph.clear();
    let mut glyphs = BTreeMap::new();
    let mut texts = BTreeMap::new();
    for (original, text) in used {
        let glyph = remapper.get(*original).ok_or_else(|| wrong("glyphe perdu".into()))?;
        glyphs.insert(*original, glyph);
        // A glyph whose text another one holds reads as nothing, which must be said too (A 6.2.11.7.2, UA 7.21.7).
        let text = if text.is_empty() { "\u{200B}" } else { text };
        texts.insert(glyph, text.to_owned());
        parsed.set_codepoint_mapping(PRIVATE + u32::from(glyph), glyph);
    }
    // Widths are whole thousandths in the document, cut the way printpdf cuts them.
    let units = f32::from(parsed.units_per_em.max(1));
    let widths = (0..remapper.num_gids())
        .map(|glyph| {
            let width = f32::from(parsed.get_glyph_width(glyph).unwrap_or(0));
            (width * 1000.0 / units).trunc()
        })
        .collect();
    let digest = Sha256::digest(&bytes);
    let tag: String = hex(&digest).bytes().take(6).map(|digit| char::from(b'A' + (digit % 26))).collect();
    let base_font = format!("{tag}+{}", loaded.postscript);
    parsed.font_name = Some(base_font.clone());
    Ok(Subset {
        face,
        resource: match face {
            Face::Regular => "R",
            Face::Bold => "B",
            Face::Italic => "I",
            Face::BoldItalic => "BI",
            Face::Statement => "S",
        },
        base_font,
        glyphs,
        texts,
        widths,
        parsed,
    })
}
