//! A PDF, as far as its pages and their text.

use lopdf::{Dictionary, Document, LoadOptions, Object};

use super::page::Walk;
use super::{Fault, Opened, Pages};
use crate::source::form::LOOKED_AT;
use crate::source::{guard, limits};

/// True when a PDF has the marks of its end: readers look for them in the last kilobytes.
pub(in crate::source) fn has_end(bytes: &[u8]) -> bool {
    let tail = bytes.rchunks(LOOKED_AT).next().unwrap_or_default();
    tail.windows(9).any(|window| window == b"startxref")
}

/// Opens a PDF: whatever it holds, the answer says so.
#[must_use]
pub fn open(bytes: &[u8]) -> Opened {
    guard::catch(|| read(bytes)).unwrap_or(Opened::Fault(Fault::Unreadable))
}

fn read(bytes: &[u8]) -> Opened {
    let options = LoadOptions {
        max_decompressed_size: Some(limits::ATTACHMENT_STREAM_BYTES),
        ..LoadOptions::default()
    };
    let document = match Document::load_mem_with_options(bytes, options) {
        Ok(document) => document,
        Err(lopdf::Error::Decryption(_) | lopdf::Error::UnsupportedSecurityHandler(_)) => {
            return Opened::Fault(Fault::Password);
        }
        Err(_) => return Opened::Fault(Fault::Unreadable),
    };
    // Its strings and streams stay closed unless an empty password opens them.
    if document.is_encrypted() && document.encryption_state.is_none() {
        return Opened::Fault(Fault::Password);
    }
    let mut pages = Pages {
        has_scripts: has_scripts(&document),
        is_restricted: document.was_encrypted(),
        ..Pages::default()
    };
    let mut room = limits::ATTACHMENT_KEPT_BYTES;
    for page in document.page_iter() {
        pages.count += 1;
        if pages.count > limits::ATTACHMENT_PAGES || room == 0 {
            pages.is_partial = true;
            continue;
        }
        let mut walk = Walk::new(&document, room);
        if walk.page(page).is_none() {
            pages.is_partial = true;
        }
        pages.has_pictures |= walk.has_pictures;
        pages.is_partial |= walk.is_cut;
        room = room.saturating_sub(walk.text.len());
        pages.texts.push(walk.text);
    }
    if pages.count == 0 { Opened::Fault(Fault::NoPage) } else { Opened::Pages(pages) }
}

/// True when an object of the document runs a script or starts a program.
fn has_scripts(document: &Document) -> bool {
    document.objects.values().any(|object| starts_something(object, 0))
}

/// How deep an object is searched: actions stand in dictionaries of annotations, of pages, of the catalogue.
const DEEP: usize = 8;

fn starts_something(object: &Object, depth: usize) -> bool {
    if depth > DEEP {
        return false;
    }
    let of_dictionary = |dictionary: &Dictionary| {
        let action = dictionary.get(b"S").and_then(Object::as_name).unwrap_or_default();
        dictionary.has(b"JS")
            || matches!(action, b"JavaScript" | b"Launch")
            || dictionary.iter().any(|(_, value)| starts_something(value, depth + 1))
    };
    match object {
        Object::Dictionary(dictionary) => of_dictionary(dictionary),
        Object::Stream(stream) => of_dictionary(&stream.dict),
        Object::Array(items) => items.iter().any(|item| starts_something(item, depth + 1)),
        _ => false,
    }
}
