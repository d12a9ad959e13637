//! The four faces of the text family, and the one of the statement beside the emblem of the Union.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use parley::fontique::{
    Blob, Collection, CollectionOptions, FontInfoOverride, FontStyle, FontWeight, FontWidth, SourceCache,
};

use super::cmap;
use super::error::PdfError;
use super::limits;
use super::sfnt::{be16, table};
use crate::model::Coverage;
use crate::model::character::{is_private, is_right_to_left};
use crate::model::digest::sha256;
use crate::model::door;

/// One of the faces. The order is that of [`Face::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Face {
    Regular,
    Bold,
    Italic,
    BoldItalic,
    /// Of the statement beside the emblem, which the law allows in eight families only: Arial, Auto, Calibri, Garamond,
    /// Trebuchet, Tahoma, Verdana and Ubuntu (regulation (EU) 2021/1060, annex IX, 1.3).
    Statement,
}

/// How many faces there are.
pub(crate) const FACES: usize = Face::ALL.len();

impl Face {
    pub(crate) const ALL: [Face; 5] =
        [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic, Face::Statement];

    pub(crate) fn of(bold: bool, italic: bool) -> Face {
        match (bold, italic) {
            (false, false) => Face::Regular,
            (true, false) => Face::Bold,
            (false, true) => Face::Italic,
            (true, true) => Face::BoldItalic,
        }
    }

    /// Name under which the face is registered for layout.
    pub(crate) fn family(self) -> &'static str {
        if self == Face::Statement { STATEMENT_FAMILY } else { FAMILY }
    }

    pub(crate) fn is_bold(self) -> bool {
        matches!(self, Face::Bold | Face::BoldItalic)
    }

    pub(crate) fn is_italic(self) -> bool {
        matches!(self, Face::Italic | Face::BoldItalic)
    }
}

/// File names looked for in a fonts folder, in the order of [`Face::ALL`].
const FILES: [&str; FACES] = [
    "Inter-Regular.ttf",
    "Inter-SemiBold.ttf",
    "Inter-Italic.ttf",
    "Inter-SemiBoldItalic.ttf",
    "Ubuntu-Light.ttf",
];

/// How many of them, the first, are the text family.
const FAMILY_FACES: usize = 4;

/// The faces that come with the program, in the order of [`Face::ALL`].
const EMBEDDED: [&[u8]; FACES] = [
    include_bytes!("../../templates/commun/fonts/Inter-Regular.ttf"),
    include_bytes!("../../templates/commun/fonts/Inter-SemiBold.ttf"),
    include_bytes!("../../templates/commun/fonts/Inter-Italic.ttf"),
    include_bytes!("../../templates/commun/fonts/Inter-SemiBoldItalic.ttf"),
    include_bytes!("../../templates/commun/fonts/Ubuntu-Light.ttf"),
];

/// Family name under which the faces are registered for layout.
pub(crate) const FAMILY: &str = "dossier";

/// Family name of the face of the statement.
pub(crate) const STATEMENT_FAMILY: &str = "mention";

/// Name that the document's font dictionaries carry, after the subset tag.
const POSTSCRIPT: [&str; FACES] =
    ["Inter-Regular", "Inter-SemiBold", "Inter-Italic", "Inter-SemiBoldItalic", "Ubuntu-Light"];

/// One loaded face: the file and what is read from it once.
#[derive(Clone)]
pub(crate) struct LoadedFace {
    pub(crate) name: &'static str,
    pub(crate) postscript: &'static str,
    pub(crate) bytes: Arc<[u8]>,
    /// Glyph and advance by character, through printpdf's reading of the file.
    pub(crate) parsed: Arc<printpdf::ParsedFont>,
    /// Whether the face draws a character of the basic plane.
    coverage: Arc<[bool]>,
    /// Height of a capital, in thousandths of an em.
    pub(crate) cap_height: i64,
    /// OS/2 weight class.
    pub(crate) weight: u16,
}

/// The fonts of a rendering. Cheap to clone, shared between threads.
#[derive(Clone)]
pub struct Fonts {
    pub(crate) faces: Arc<[LoadedFace; FACES]>,
}

impl LoadedFace {
    /// Whether the face has a glyph for `character`.
    pub(crate) fn covers(&self, character: char) -> bool {
        !needs_more_than_a_glyph(character)
            && self
                .coverage
                .get(character as usize)
                .copied()
                .unwrap_or_else(|| self.parsed.lookup_glyph_index(u32::from(character)).is_some())
    }

    /// Ascent and descent as fractions of the size, both positive.
    pub(crate) fn extents(&self) -> (f32, f32) {
        let units = f32::from(self.parsed.units_per_em.max(1));
        let metrics = &self.parsed.font_metrics;
        (f32::from(metrics.ascent) / units, -f32::from(metrics.descent) / units)
    }
}

impl Fonts {
    /// The faces that come with the program.
    ///
    /// # Errors
    /// None in a build whose tests pass; the type is that of [`Fonts::from_dir`].
    pub fn embedded() -> Result<Fonts, PdfError> {
        Fonts::from_files(EMBEDDED.map(Arc::from))
    }

    /// Reads the four faces of the family from a folder, under the names of the embedded files; the face of the statement
    /// too, where the folder has it.
    ///
    /// # Errors
    /// [`PdfError::Font`] when a file cannot be read or is not a font.
    pub fn from_dir(folder: &Path) -> Result<Fonts, PdfError> {
        let mut files: Vec<Arc<[u8]>> = Vec::with_capacity(FILES.len());
        for (index, (name, embedded)) in FILES.into_iter().zip(EMBEDDED).enumerate() {
            let replaced = index < FAMILY_FACES || folder.join(name).exists();
            files.push(if replaced { read(folder, name)?.into() } else { Arc::from(embedded) });
        }
        Fonts::from_files(<[Arc<[u8]>; FACES]>::try_from(files).map_err(|_| faces_lost())?)
    }

    /// File name and SHA-256 of each face, for the manifest.
    pub fn files(&self) -> Vec<(String, String)> {
        self.faces.iter().map(|face| (face.name.to_owned(), sha256(&face.bytes))).collect()
    }

    fn from_files(files: [Arc<[u8]>; FACES]) -> Result<Fonts, PdfError> {
        let mut faces = Vec::with_capacity(FACES);
        for ((bytes, name), postscript) in files.into_iter().zip(FILES).zip(POSTSCRIPT) {
            faces.push(load(bytes, name, postscript)?);
        }
        let faces = <[LoadedFace; FACES]>::try_from(faces).map_err(|_| faces_lost())?;
        Ok(Fonts { faces: Arc::new(faces) })
    }

    pub(crate) fn face(&self, face: Face) -> &LoadedFace {
        let [regular, bold, italic, bold_italic, statement] = &*self.faces;
        match face {
            Face::Regular => regular,
            Face::Bold => bold,
            Face::Italic => italic,
            Face::BoldItalic => bold_italic,
            Face::Statement => statement,
        }
    }

    /// A layout context that knows these faces and nothing of the machine's, with the blob id of each face.
    pub(crate) fn layout_context(&self) -> (parley::FontContext, [u64; FACES]) {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        let ids = Face::ALL.map(|face| {
            let blob = Blob::new(Arc::new(self.face(face).bytes.clone()));
            let id = blob.id();
            collection.register_fonts(
                blob,
                Some(FontInfoOverride {
                    family_name: Some(face.family()),
                    width: Some(FontWidth::NORMAL),
                    style: Some(if face.is_italic() { FontStyle::Italic } else { FontStyle::Normal }),
                    weight: Some(if face.is_bold() { FontWeight::BOLD } else { FontWeight::NORMAL }),
                    axes: None,
                }),
            );
            id
        });
        let context = parley::FontContext { collection, source_cache: SourceCache::default() };
        (context, ids)
    }
}

/// The characters that all four faces of the family draw as they stand: those of a folder, or of the embedded files.
///
/// Reads the character maps alone; [`Fonts`] costs a hundred times more.
///
/// # Errors
/// [`PdfError::Font`] when a file cannot be read or has no character map.
pub fn coverage(folder: Option<&Path>) -> Result<Coverage, PdfError> {
    let mut all: Option<Coverage> = None;
    for (name, embedded) in FILES.into_iter().zip(EMBEDDED).take(FAMILY_FACES) {
        let bytes = match folder {
            Some(folder) => Cow::Owned(read(folder, name)?),
            None => Cow::Borrowed(embedded),
        };
        let face = cmap::coverage(&bytes).ok_or_else(|| PdfError::Font {
            name: name.into(),
            reason: "table des signes illisible".into(),
        })?;
        match &mut all {
            Some(all) => all.keep(&face),
            None => all = Some(face),
        }
    }
    let mut all = all.unwrap_or_else(|| Coverage::new([]));
    all.remove(needs_more_than_a_glyph);
    Ok(all)
}

/// A private sign would have to carry its text, and writing from right to left another order: a glyph is not enough.
fn needs_more_than_a_glyph(character: char) -> bool {
    is_private(character) || is_right_to_left(character)
}

fn faces_lost() -> PdfError {
    PdfError::Font { name: FAMILY.into(), reason: "police perdue".into() }
}

fn read(folder: &Path, name: &str) -> Result<Vec<u8>, PdfError> {
    door::read(&folder.join(name), limits::FONT_BYTES)
        .map_err(|refused| PdfError::Font { name: name.into(), reason: refused.to_string() })
}

fn load(bytes: Arc<[u8]>, name: &'static str, postscript: &'static str) -> Result<LoadedFace, PdfError> {
    let wrong = |reason: &str| PdfError::Font { name: name.into(), reason: reason.into() };
    let parsed = printpdf::ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())
        .ok_or_else(|| wrong("ce n’est pas une police lisible"))?;
    if parsed.lookup_glyph_index(u32::from('?')).is_none() {
        return Err(wrong("la police ne contient pas les lettres latines"));
    }
    let os2 = table(&bytes, b"OS/2").ok_or_else(|| wrong("table OS/2 absente"))?;
    let weight = be16(os2, 4).ok_or_else(|| wrong("table OS/2 tronquée"))?;
    // sCapHeight exists from version 2 of the table on.
    let cap_height = be16(os2, 88).ok_or_else(|| wrong("table OS/2 sans hauteur de capitale"))?;
    let mut coverage = vec![false; 0x1_0000];
    for (character, glyph) in &parsed.codepoint_to_glyph {
        if let Some(covered) = coverage.get_mut(*character as usize) {
            *covered = *glyph != 0;
        }
    }
    let units = i64::from(parsed.units_per_em.max(1));
    Ok(LoadedFace {
        name,
        postscript,
        cap_height: i64::from(cap_height) * 1000 / units,
        weight,
        coverage: coverage.into(),
        parsed: Arc::new(parsed),
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_face_that_is_no_regular_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/dev/zero", folder.path().join("Inter-Regular.ttf")).unwrap();
        let refused = coverage(Some(folder.path())).unwrap_err().to_string();
        assert!(refused.contains("Inter-Regular.ttf") && refused.contains("fichier ordinaire"), "{refused}");
        assert!(Fonts::from_dir(folder.path()).is_err());
    }
}
