//! The structure tree of a PDF as text, for snapshots and reviews: what a screen reader would meet, in order.

use std::collections::BTreeMap;
use std::fmt::Write;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Levels of a tree that has no end.
const TOO_DEEP: usize = 200;

/// Text drawn under each marked-content identifier of a page.
type PageTexts = BTreeMap<i64, String>;
/// A font's glyphs and what they read as.
type Readings = BTreeMap<u16, String>;

/// Writes the structure tree of a PDF as indented text: the type of each element, what it declares, and the text
/// drawn under it. A change of page is shown by a line of its own.
///
/// Only files of this engine are understood: two-byte codes with a ToUnicode map.
///
/// # Errors
/// When the bytes are not a tagged PDF.
pub fn tag_dump(bytes: &[u8]) -> Result<String, String> {
    let document = Document::load_mem(bytes).map_err(reading)?;
    let mut pages = BTreeMap::new();
    for (index, id) in document.page_iter().enumerate() {
        pages.insert(id, (index + 1, page_texts(&document, id)?));
    }
    let root = document
        .catalog()
        .and_then(|catalog| catalog.get(b"StructTreeRoot"))
        .and_then(Object::as_reference)
        .and_then(|root| document.get_dictionary(root))
        .map_err(reading)?;
    let mut dump = Dump { document: &document, pages, page: 0, out: String::new() };
    let kids = root.get(b"K").and_then(Object::as_array).map_err(reading)?;
    for kid in kids {
        dump.kid(kid, None, 0)?;
    }
    Ok(dump.out)
}

fn reading(error: lopdf::Error) -> String {
    error.to_string()
}

struct Dump<'a> {
    document: &'a Document,
    pages: BTreeMap<ObjectId, (usize, PageTexts)>,
    page: usize,
    out: String,
}

impl Dump<'_> {
    fn kid(&mut self, kid: &Object, page: Option<ObjectId>, depth: usize) -> Result<(), String> {
        if depth > TOO_DEEP {
            return Err("a structure without end".to_owned());
        }
        match kid {
            Object::Integer(mcid) => self.content(page, *mcid, depth),
            Object::Reference(id) => {
                let element = self.document.get_dictionary(*id).map_err(reading)?;
                return self.element(&element.clone(), depth);
            }
            Object::Dictionary(entry) => {
                let page = entry.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                if entry.has_type(b"MCR") {
                    let mcid = entry.get(b"MCID").and_then(Object::as_i64).map_err(reading)?;
                    self.content(page, mcid, depth);
                } else {
                    self.annotation(entry, depth);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn element(&mut self, element: &Dictionary, depth: usize) -> Result<(), String> {
        let role = element.get(b"S").and_then(Object::as_name).map_err(reading)?;
        let mut line = format!("{}{}", "  ".repeat(depth), String::from_utf8_lossy(role));
        for key in [&b"Alt"[..], b"ActualText"] {
            if let Ok(value) = element.get(key) {
                let _ = write!(line, " {}=«{}»", String::from_utf8_lossy(key), text(value));
            }
        }
        if let Ok(attributes) = element.get(b"A").and_then(Object::as_dict) {
            for key in [&b"Scope"[..], b"ColSpan", b"ListNumbering"] {
                match attributes.get(key) {
                    Ok(Object::Name(name)) => {
                        let _ = write!(
                            line,
                            " {}={}",
                            String::from_utf8_lossy(key),
                            String::from_utf8_lossy(name)
                        );
                    }
                    Ok(Object::Integer(number)) => {
                        let _ = write!(line, " {}={number}", String::from_utf8_lossy(key));
                    }
                    _ => {}
                }
            }
        }
        self.out.push_str(&line);
        self.out.push('\n');
        let page = element.get(b"Pg").and_then(Object::as_reference).ok();
        match element.get(b"K") {
            Ok(Object::Array(kids)) => {
                for kid in kids {
                    self.kid(kid, page, depth + 1)?;
                }
            }
            Ok(kid) => self.kid(kid, page, depth + 1)?,
            Err(_) => {}
        }
        Ok(())
    }

    fn content(&mut self, page: Option<ObjectId>, mcid: i64, depth: usize) {
        let Some((number, texts)) = page.and_then(|page| self.pages.get(&page)) else {
            return;
        };
        if *number != self.page {
            self.page = *number;
            let _ = writeln!(self.out, "-- page {number}");
        }
        let text = texts.get(&mcid).map_or("", String::as_str);
        let _ = writeln!(self.out, "{}\"{text}\"", "  ".repeat(depth));
    }

    fn annotation(&mut self, entry: &Dictionary, depth: usize) {
        let Ok(annotation) =
            entry.get(b"Obj").and_then(Object::as_reference).and_then(|id| self.document.get_dictionary(id))
        else {
            return;
        };
        let target = match annotation.get(b"A").and_then(Object::as_dict) {
            // An address, or another file.
            Ok(action) => action.get(b"URI").or_else(|_| action.get(b"F")).map(text).unwrap_or_default(),
            Err(_) if annotation.get(b"FT").is_ok() => annotation.get(b"TU").map(text).unwrap_or_default(),
            Err(_) => annotation
                .get(b"Dest")
                .and_then(Object::as_array)
                .ok()
                .and_then(|destination| destination.first()?.as_reference().ok())
                .and_then(|page| self.pages.get(&page))
                .map_or_else(String::new, |(number, _)| format!("page {number}")),
        };
        let _ = writeln!(self.out, "{}-> {target}", "  ".repeat(depth));
    }
}

/// Decodes a text string.
fn text(object: &Object) -> String {
    let Ok(bytes) = object.as_str() else {
        return String::new();
    };
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(utf16) => utf16_be(utf16),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn utf16_be(bytes: &[u8]) -> String {
    let units: Vec<u16> =
        bytes.chunks_exact(2).filter_map(|pair| Some(u16::from_be_bytes(pair.try_into().ok()?))).collect();
    String::from_utf16_lossy(&units)
}

/// Reads a page's content stream and sorts its text by marked-content identifier.
fn page_texts(document: &Document, page: ObjectId) -> Result<PageTexts, String> {
    let mut fonts: BTreeMap<Vec<u8>, Readings> = BTreeMap::new();
    for (name, font) in document.get_page_fonts(page).map_err(reading)? {
        if let Ok(map) = font
            .get(b"ToUnicode")
            .and_then(Object::as_reference)
            .and_then(|id| document.get_object(id))
            .and_then(Object::as_stream)
            .and_then(lopdf::Stream::get_plain_content)
        {
            fonts.insert(name, readings(&String::from_utf8_lossy(&map)));
        }
    }
    let content = Content::decode(&document.get_page_content(page)).map_err(reading)?;
    let mut texts = PageTexts::new();
    // For each open marked content: its identifier, and whether its text was given in place of what it draws.
    let mut open: Vec<(Option<i64>, bool)> = Vec::new();
    let mut font: Option<&Readings> = None;
    let empty = Readings::new();
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BMC" => open.push((None, false)),
            "BDC" => {
                let properties = operation.operands.get(1).and_then(|p| p.as_dict().ok());
                let mcid = properties.and_then(|p| p.get(b"MCID").and_then(Object::as_i64).ok());
                let actual = properties.and_then(|p| p.get(b"ActualText").ok()).map(text);
                let around = open.iter().rev().find_map(|(mcid, _)| *mcid);
                if let (Some(actual), Some(mcid)) = (&actual, mcid.or(around)) {
                    texts.entry(mcid).or_default().push_str(actual);
                }
                open.push((mcid, actual.is_some()));
            }
            "EMC" => {
                open.pop();
            }
            "Tf" => {
                font = operation
                    .operands
                    .first()
                    .and_then(|name| name.as_name().ok())
                    .and_then(|name| fonts.get(name));
            }
            "Tj" | "TJ" => {
                let Some(mcid) = open.iter().rev().find_map(|(mcid, _)| *mcid) else {
                    continue;
                };
                if open.iter().any(|(_, replaced)| *replaced) {
                    continue;
                }
                let out = texts.entry(mcid).or_default();
                for operand in &operation.operands {
                    show(operand, font.unwrap_or(&empty), out);
                }
            }
            _ => {}
        }
    }
    Ok(texts)
}

fn show(operand: &Object, font: &Readings, out: &mut String) {
    match operand {
        Object::Array(items) => {
            for item in items {
                show(item, font, out);
            }
        }
        Object::String(codes, _) => {
            for pair in codes.chunks_exact(2) {
                if let Ok(code) = pair.try_into() {
                    let text = font.get(&u16::from_be_bytes(code));
                    out.push_str(text.map_or("?", String::as_str));
                }
            }
        }
        _ => {}
    }
}

/// Reads the `bfchar` lines of a ToUnicode map.
fn readings(map: &str) -> Readings {
    let mut readings = Readings::new();
    for line in map.lines() {
        let mut parts = line.split(['<', '>']).filter(|part| !part.trim().is_empty());
        let (Some(code), Some(units), None) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let Ok(code) = u16::from_str_radix(code, 16) else {
            continue;
        };
        let bytes: Option<Vec<u8>> = (0..units.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(units.get(at..at + 2)?, 16).ok())
            .collect();
        if let Some(bytes) = bytes {
            readings.insert(code, utf16_be(&bytes));
        }
    }
    // The code space itself reads like a pair.
    readings.remove(&0);
    readings
}
