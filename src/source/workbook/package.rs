//! The parts of a zipped workbook, inflated once and counted while inflating.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::error::{LimitKind, ReadError};
use crate::source::limits;

/// The parts of a workbook that reading cells may need, by name.
pub(super) struct Package {
    file: String,
    parts: BTreeMap<String, Vec<u8>>,
}

/// Folders whose parts never hold a cell.
const IDLE_FOLDERS: [&str; 13] = [
    "/theme/",
    "/media/",
    "/drawings/",
    "/charts/",
    "/chartsheets/",
    "/pivotcache/",
    "/pivottables/",
    "/printersettings/",
    "/externallinks/",
    "/embeddings/",
    "/activex/",
    "customxml/",
    "docprops/",
];

impl Package {
    /// Inflates the parts that reading may need, within the limits.
    pub(super) fn open(file: &str, bytes: &[u8]) -> Result<Self, ReadError> {
        let damaged =
            |error: zip::result::ZipError| ReadError::damaged(file, format!("archive\u{202f}: {error}"));
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > limits::PARTS {
            return Err(ReadError::too_much(file, LimitKind::Parts, limits::PARTS));
        }
        let mut parts = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut left = limits::INFLATED_BYTES;
        for index in 0..archive.len() {
            let entry = archive.by_index(index).map_err(damaged)?;
            let name = entry.name().map_err(damaged)?.into_owned();
            if !is_useful(&name) {
                continue;
            }
            let mut content =
                Vec::with_capacity(usize::try_from(entry.size()).unwrap_or(0).min(left).min(16 << 20));
            let ceiling = u64::try_from(left).unwrap_or(u64::MAX).saturating_add(1);
            entry
                .take(ceiling)
                .read_to_end(&mut content)
                .map_err(|error| ReadError::damaged(file, format!("{name}\u{202f}: {error}")))?;
            left = left
                .checked_sub(content.len())
                .ok_or_else(|| ReadError::too_much(file, LimitKind::InflatedBytes, limits::INFLATED_BYTES))?;
            // Names are compared without case, as readers do.
            let twin = !seen.insert(name.to_ascii_lowercase());
            if parts.insert(name.clone(), content).is_some() || twin {
                return Err(ReadError::damaged(
                    file,
                    format!("{name}\u{202f}: présent deux fois dans l’archive"),
                ));
            }
        }
        Ok(Self { file: file.to_owned(), parts })
    }

    /// A part by its name, whatever the case, as writers disagree on it.
    pub(super) fn part(&self, name: &str) -> Option<&[u8]> {
        let name = name.trim_start_matches('/');
        self.parts
            .get(name)
            .or_else(|| {
                self.parts.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, part)| part)
            })
            .map(Vec::as_slice)
    }

    /// A part as text; XML in another encoding than UTF-8 is refused, so that what is vetted is what is read.
    pub(super) fn text(&self, name: &str) -> Result<Option<&str>, ReadError> {
        let Some(part) = self.part(name) else { return Ok(None) };
        self.utf8(name, part).map(Some)
    }

    /// The parts that hold cell formats, as text.
    pub(super) fn styles(&self) -> impl Iterator<Item = Result<(&str, &str), ReadError>> {
        self.parts
            .iter()
            .filter(|(name, _)| name.to_ascii_lowercase().ends_with("styles.xml"))
            .map(|(name, part)| Ok((name.as_str(), self.utf8(name, part)?)))
    }

    /// Every part whose name ends with `.xml` or `.rels`, as text.
    pub(super) fn xml_parts(&self) -> impl Iterator<Item = Result<(&str, &str), ReadError>> {
        self.parts
            .iter()
            .filter(|(name, _)| !has_extension(name, "bin"))
            .map(|(name, part)| Ok((name.as_str(), self.utf8(name, part)?)))
    }

    fn utf8<'a>(&self, name: &str, part: &'a [u8]) -> Result<&'a str, ReadError> {
        let refuse = |why: &str| ReadError::damaged(&self.file, format!("{name}\u{202f}: {why}"));
        let text = std::str::from_utf8(part).map_err(|_| refuse("le texte n’est pas en UTF-8"))?;
        let text = text.trim_start_matches('\u{feff}');
        let declaration =
            text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map_or("", |(head, _)| head);
        if let Some((_, rest)) = declaration.split_once("encoding") {
            let named = rest.trim_start_matches([' ', '\t', '\r', '\n', '=', '"', '\'']);
            let is_utf8 = named.get(..5).is_some_and(|name| name.eq_ignore_ascii_case("utf-8"));
            let is_ascii = named.get(..8).is_some_and(|name| name.eq_ignore_ascii_case("us-ascii"));
            if !is_utf8 && !is_ascii {
                return Err(refuse("l’encodage déclaré n’est pas UTF-8"));
            }
        }
        Ok(text)
    }

    /// Replaces a text in every part that holds it; true when one did.
    pub(super) fn replace(&mut self, from: &str, to: &str) -> bool {
        let mut replaced = false;
        for part in self.parts.values_mut() {
            let Ok(text) = std::str::from_utf8(part) else { continue };
            if text.contains(from) {
                *part = text.replace(from, to).into_bytes();
                replaced = true;
            }
        }
        replaced
    }

    /// The inflated parts as a fresh archive without compression.
    ///
    /// The reader then sees exactly the bytes that were vetted, and inflates nothing a second time.
    pub(super) fn vetted_archive(&self) -> Result<Vec<u8>, ReadError> {
        let size: usize = self.parts.iter().map(|(name, part)| name.len() * 2 + part.len() + 128).sum();
        let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(size)));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let damaged = |detail: String| ReadError::damaged(&self.file, detail);
        for (name, part) in &self.parts {
            writer.start_file(name.as_str(), options).map_err(|error| damaged(error.to_string()))?;
            writer.write_all(part).map_err(|error| damaged(error.to_string()))?;
        }
        let cursor = writer.finish().map_err(|error| damaged(error.to_string()))?;
        Ok(cursor.into_inner())
    }
}

fn is_useful(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let known = ["xml", "rels", "bin"].iter().any(|extension| has_extension(&lower, extension))
        || lower == "mimetype";
    let vba = lower.ends_with("vbaproject.bin");
    known && !vba && !IDLE_FOLDERS.iter().any(|folder| lower.contains(folder))
}

fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
}
