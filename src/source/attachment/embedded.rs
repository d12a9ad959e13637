//! The files that a PDF carries, as far as a pack's archive copy carries some.

use lopdf::{Dictionary, Document, LoadOptions, Object};

use crate::source::{guard, limits};

/// A file that a PDF carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embedded {
    /// Its name: one file's, without any folder.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Why the files of a PDF are not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It does not open.
    Unreadable,
    /// It carries none.
    None,
    /// A name that is no plain file name.
    Name(String),
    /// A name that two of them bear.
    Twice(String),
    /// The content of the one of that name is not in the PDF, cannot be read, or is larger than all those of a pack.
    Content(String),
    /// They are more, or larger, than a pack's.
    TooMany,
}

/// The files that a PDF carries, in their order.
///
/// # Errors
/// [`Refusal`], whatever the file holds.
pub fn embedded(bytes: &[u8]) -> Result<Vec<Embedded>, Refusal> {
    guard::catch(|| read(bytes)).unwrap_or(Err(Refusal::Unreadable))
}

fn read(bytes: &[u8]) -> Result<Vec<Embedded>, Refusal> {
    let options =
        LoadOptions { max_decompressed_size: Some(limits::EMBEDDED_BYTES), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|_| Refusal::Unreadable)?;
    if document.is_encrypted() {
        return Err(Refusal::Unreadable);
    }
    let catalog = document.catalog().map_err(|_| Refusal::Unreadable)?;
    let associated = match catalog.get(b"AF").map(|files| document.dereference(files)) {
        Ok(Ok((_, Object::Array(files)))) if !files.is_empty() => files,
        _ => return Err(Refusal::None),
    };
    if associated.len() > limits::EMBEDDED_FILES {
        return Err(Refusal::TooMany);
    }
    let mut found: Vec<Embedded> = Vec::new();
    let mut room = limits::EMBEDDED_BYTES;
    for file in associated {
        let specification = dictionary(&document, file).ok_or(Refusal::Unreadable)?;
        let name = name(specification).ok_or(Refusal::Unreadable)?;
        if !is_plain(&name) {
            return Err(Refusal::Name(name));
        }
        if found.iter().any(|one| one.name.eq_ignore_ascii_case(&name)) {
            return Err(Refusal::Twice(name));
        }
        let Some(bytes) = content(&document, specification, room) else { return Err(Refusal::Content(name)) };
        room = room.checked_sub(bytes.len()).ok_or(Refusal::TooMany)?;
        found.push(Embedded { name, bytes });
    }
    Ok(found)
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

fn name(specification: &Dictionary) -> Option<String> {
    let text = specification.get(b"UF").or_else(|_| specification.get(b"F")).ok()?;
    lopdf::decode_text_string(text).ok()
}

/// True for the name of one file: nothing is ever written under it, but it is told, and looked for.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= limits::EMBEDDED_NAME_BYTES
        && ![".", ".."].contains(&name)
        && !name.contains(|c: char| c.is_control() || "/\\:".contains(c))
}

fn content(document: &Document, specification: &Dictionary, room: usize) -> Option<Vec<u8>> {
    let files = dictionary(document, specification.get(b"EF").ok()?)?;
    let stream = files.get(b"UF").or_else(|_| files.get(b"F")).ok()?;
    let stream = document.dereference(stream).ok()?.1.as_stream().ok()?;
    stream.get_plain_content_with_limit(room).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_of_one_file_is_one() {
        for name in ["budget.xlsx", "pièces.json"] {
            assert!(is_plain(name), "{name}");
        }
        for name in ["", "..", "a/b", "..\\a", "C:a", "a\0b", &"x".repeat(300)] {
            assert!(!is_plain(name), "{name}");
        }
    }

    #[test]
    fn what_is_no_pdf_carries_nothing() {
        assert_eq!(embedded(b"%PDF-1.7 nothing"), Err(Refusal::Unreadable));
        assert_eq!(embedded(b""), Err(Refusal::Unreadable));
    }
}
