//! The parts of a zipped workbook, inflated once and counted while inflating.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::ops::Range;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::error::{LimitKind, ReadError};
use super::utf16;
use crate::source::limits;

/// The parts of a workbook that reading cells may need, by name.
///
/// They are kept once, as an archive without compression: the reader of cells then sees exactly the bytes that were
/// vetted, and inflates nothing a second time.
pub(super) struct Package {
    file: String,
    archive: Vec<u8>,
    parts: BTreeMap<String, Range<usize>>,
}

/// Folders whose parts never hold a cell.
const IDLE_FOLDERS: [&str; 12] = [
    "/theme/",
    "/media/",
    "/drawings/",
    "/charts/",
    "/chartsheets/",
    "/pivotcache/",
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
        let mut seen = BTreeSet::new();
        let mut left = limits::INFLATED_BYTES;
        let mut store = Store::new(file, room(&mut archive));
        for index in 0..archive.len() {
            let entry = archive.by_index(index).map_err(damaged)?;
            // Some writers part folders as Windows does.
            let name = entry.name().map_err(damaged)?.replace('\\', "/");
            if !is_useful(&name) {
                continue;
            }
            // Names are compared without case, as readers do.
            if !seen.insert(name.to_ascii_lowercase()) {
                return Err(ReadError::damaged(
                    file,
                    format!("{name}\u{202f}: présent deux fois dans l’archive"),
                ));
            }
            let ceiling = u64::try_from(left).unwrap_or(u64::MAX).saturating_add(1);
            let mut entry = entry.take(ceiling);
            let written = store.add_as_utf8(&name, &mut entry)?;
            left = usize::try_from(written)
                .ok()
                .and_then(|written| left.checked_sub(written))
                .ok_or_else(|| ReadError::too_much(file, LimitKind::InflatedBytes, limits::INFLATED_BYTES))?;
        }
        store.finish()
    }

    /// A part by its name, whatever the case, as writers disagree on it.
    pub(super) fn part(&self, name: &str) -> Option<&[u8]> {
        let name = name.trim_start_matches('/');
        self.parts
            .get(name)
            .or_else(|| {
                self.parts.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, part)| part)
            })
            .and_then(|range| self.archive.get(range.clone()))
    }

    /// A part as text; XML in another encoding than UTF-8 is refused, so that what is vetted is what is read.
    pub(super) fn text(&self, name: &str) -> Result<Option<&str>, ReadError> {
        let Some(part) = self.part(name) else { return Ok(None) };
        self.utf8(name, part).map(Some)
    }

    /// The XML parts whose name, in lower case and with slashes, is wanted; as text, with the names that they bear.
    pub(super) fn xml_parts(
        &self,
        wanted: impl Fn(&str) -> bool,
    ) -> impl Iterator<Item = (&str, Result<&str, ReadError>)> {
        self.parts.iter().filter(move |(name, _)| !has_extension(name, "bin") && wanted(&part_key(name))).map(
            |(name, range)| {
                let part = self.archive.get(range.clone()).unwrap_or_default();
                (name.as_str(), self.utf8(name, part))
            },
        )
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
    pub(super) fn replace(&mut self, from: &str, to: &str) -> Result<bool, ReadError> {
        let mut replaced = false;
        let mut store = Store::new(&self.file, self.archive.len());
        for (name, range) in &self.parts {
            let part = self.archive.get(range.clone()).unwrap_or_default();
            match std::str::from_utf8(part) {
                Ok(text) if text.contains(from) => {
                    replaced = true;
                    store.add(name, &mut text.replace(from, to).as_bytes())?;
                }
                _ => {
                    store.add(name, &mut &*part)?;
                }
            }
        }
        if replaced {
            *self = store.finish()?;
        }
        Ok(replaced)
    }

    /// Gives parts another text.
    pub(super) fn rewrite(&mut self, texts: &BTreeMap<String, String>) -> Result<(), ReadError> {
        if texts.is_empty() {
            return Ok(());
        }
        let mut store = Store::new(&self.file, self.archive.len());
        for (name, range) in &self.parts {
            let part = self.archive.get(range.clone()).unwrap_or_default();
            let text = texts.get(name).or_else(|| {
                texts.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, text)| text)
            });
            store.add(name, &mut text.map_or(part, |text| text.as_bytes()))?;
        }
        *self = store.finish()?;
        Ok(())
    }

    /// The parts as an archive without compression.
    pub(super) fn archive(&self) -> &[u8] {
        &self.archive
    }
}

/// Bytes that the parts ask for by what the archive declares, within the limit: no more than a first guess.
fn room(archive: &mut ZipArchive<Cursor<&[u8]>>) -> usize {
    let declared = (0..archive.len()).filter_map(|index| Some(archive.by_index_raw(index).ok()?.size()));
    let total = declared.fold(0_u64, u64::saturating_add);
    usize::try_from(total).unwrap_or(usize::MAX).min(limits::INFLATED_BYTES) + (64 << 10)
}

/// An archive being written.
struct Store {
    file: String,
    writer: ZipWriter<Cursor<Vec<u8>>>,
}

impl Store {
    fn new(file: &str, room: usize) -> Self {
        Self { file: file.to_owned(), writer: ZipWriter::new(Cursor::new(Vec::with_capacity(room))) }
    }

    /// Adds a part; gives its length.
    fn add(&mut self, name: &str, content: &mut dyn Read) -> Result<u64, ReadError> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let damaged = |error: &dyn std::fmt::Display| {
            ReadError::damaged(&self.file, format!("{name}\u{202f}: {error}"))
        };
        self.writer.start_file(name, options).map_err(|error| damaged(&error))?;
        std::io::copy(content, &mut self.writer).map_err(|error| damaged(&error))
    }

    /// Adds a part, in UTF-8 when it is XML in UTF-16; gives its length.
    fn add_as_utf8(&mut self, name: &str, content: &mut dyn Read) -> Result<u64, ReadError> {
        let damaged = |file: &str, why: &dyn std::fmt::Display| {
            ReadError::damaged(file, format!("{name}\u{202f}: {why}"))
        };
        let mut start = Vec::with_capacity(2);
        content.take(2).read_to_end(&mut start).map_err(|error| damaged(&self.file, &error))?;
        let told = <[u8; 2]>::try_from(start.as_slice()).ok().and_then(utf16::told_by);
        let Some(encoding) = told.filter(|_| !has_extension(name, "bin")) else {
            return self.add(name, &mut Cursor::new(start).chain(content));
        };
        content.read_to_end(&mut start).map_err(|error| damaged(&self.file, &error))?;
        let text = utf16::as_utf8(&start, encoding)
            .ok_or_else(|| damaged(&self.file, &"le texte n’est pas en UTF-16"))?;
        self.add(name, &mut text.as_bytes())
    }

    fn finish(self) -> Result<Package, ReadError> {
        let Self { file, writer } = self;
        let damaged =
            |error: zip::result::ZipError| ReadError::damaged(&file, format!("archive\u{202f}: {error}"));
        let bytes = writer.finish().map_err(damaged)?.into_inner();
        let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice())).map_err(damaged)?;
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let entry = archive.by_index(index).map_err(damaged)?;
            // Some writers part folders as Windows does.
            let name = entry.name().map_err(damaged)?.replace('\\', "/");
            let range = entry.data_start().zip(Some(entry.size())).and_then(|(start, size)| {
                let start = usize::try_from(start).ok()?;
                Some(start..start.checked_add(usize::try_from(size).ok()?)?)
            });
            let Some(range) = range else {
                return Err(ReadError::damaged(&file, format!("{name}\u{202f}: place inconnue")));
            };
            parts.insert(name, range);
        }
        drop(archive);
        Ok(Package { file, archive: bytes, parts })
    }
}

/// Readers compare the names of parts without case, slashes in either direction.
pub(super) fn part_key(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

fn is_useful(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let known = ["xml", "rels", "bin"].iter().any(|extension| has_extension(&lower, extension))
        || lower == "mimetype";
    let vba = lower.ends_with("vbaproject.bin");
    // Where the files of links to other workbooks are named; what was kept of their cells is not read.
    let names_links = lower.contains("/externallinks/_rels/") && has_extension(&lower, "rels");
    known
        && !vba
        && !is_left_by_a_desktop(&lower)
        && (names_links || !IDLE_FOLDERS.iter().any(|folder| lower.contains(folder)))
}

/// A part that no reader of workbooks opens: what the desktops of macOS leave in archives that they make.
fn is_left_by_a_desktop(lower: &str) -> bool {
    lower.starts_with("__macosx/") || lower.split('/').any(|step| step.starts_with("._"))
}

fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
}
