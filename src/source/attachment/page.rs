//! The text of one page, in the order it is drawn.
//!
//! A PDF places strings; words and lines are for the reader to see. A string placed beside the one before continues it, one
//! placed further begins a word, one placed on another line begins a line. Widths are estimated: this is enough to keep
//! the digits of one number together and those of two columns apart.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

use crate::source::limits;

/// How deep a form may draw another.
const FORMS_DEEP: usize = 6;

/// Width of a character where its font's is not known, in ems.
const CHARACTER: f32 = 0.5;

/// A gap that parts two words, in ems.
const WORD_GAP: f32 = 0.18;

/// A gap in an array of strings that parts two words, in thousandths of an em.
const ARRAY_GAP: f32 = -180.0;

/// A line further than this, in ems, is another line.
const LINE_GAP: f32 = 0.4;

/// Draws pages without drawing: only their text is kept.
pub(super) struct Walk<'a> {
    document: &'a Document,
    room: usize,
    orders: usize,
    /// The text so far.
    pub(super) text: String,
    /// True when the page draws a picture.
    pub(super) has_pictures: bool,
    /// True when there was more text than room.
    pub(super) is_cut: bool,
    /// Where the last string began, its size, and its width: in the page's own units.
    pen: Pen,
    /// Where the last string ended, once one was shown.
    end: Option<(f32, f32)>,
}

/// The state of the text.
#[derive(Debug, Clone, Copy)]
struct Pen {
    /// The text matrix, and that of the line.
    at: [f32; 6],
    line: [f32; 6],
    leading: f32,
    size: f32,
    spacing: f32,
}

impl Default for Pen {
    fn default() -> Self {
        Self { at: IDENTITY, line: IDENTITY, leading: 0.0, size: 10.0, spacing: 0.0 }
    }
}

const IDENTITY: [f32; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

impl<'a> Walk<'a> {
    pub(super) fn new(document: &'a Document, room: usize) -> Self {
        Self {
            document,
            room,
            orders: limits::ATTACHMENT_PAGE_ORDERS,
            text: String::new(),
            has_pictures: false,
            is_cut: false,
            pen: Pen::default(),
            end: None,
        }
    }

    /// Walks a page; `None` when part of it could not be read.
    pub(super) fn page(&mut self, page: ObjectId) -> Option<()> {
        let content =
            self.document.get_page_content_with_limit(page, limits::ATTACHMENT_STREAM_BYTES).ok()?;
        let fonts = self.document.get_page_fonts(page).unwrap_or_default();
        let (own, inherited) = self.document.get_page_resources(page).ok()?;
        let mut resources: Vec<&Dictionary> = own.into_iter().collect();
        resources.extend(inherited.iter().filter_map(|id| self.document.get_dictionary(*id).ok()));
        self.content(&content, &fonts, &resources, 0)
    }

    fn content(
        &mut self,
        content: &[u8],
        fonts: &BTreeMap<Vec<u8>, &'a Dictionary>,
        resources: &[&'a Dictionary],
        depth: usize,
    ) -> Option<()> {
        let document = self.document;
        let fonts: Vec<(&[u8], Dictionary)> =
            fonts.iter().map(|(name, font)| (name.as_slice(), readable(document, font))).collect();
        let encodings: BTreeMap<&[u8], Encoding<'_>> = fonts
            .iter()
            .filter_map(|(name, font)| {
                let most = limits::ATTACHMENT_STREAM_BYTES;
                Some((*name, font.get_font_encoding_with_limit(document, most).ok()?))
            })
            .collect();
        let content = Content::decode(content).ok()?;
        let mut encoding = None;
        let mut complete = Some(());
        for Operation { operator, operands } in &content.operations {
            let left = self.orders.checked_sub(1);
            let Some(left) = left.filter(|_| !self.is_cut) else {
                self.is_cut = true;
                return complete;
            };
            self.orders = left;
            let number =
                |rank: usize| operands.get(rank).and_then(|operand| operand.as_float().ok()).unwrap_or(0.0);
            match operator.as_str() {
                "BT" => (self.pen.at, self.pen.line) = (IDENTITY, IDENTITY),
                "Tf" => {
                    let name = operands.first().and_then(|operand| operand.as_name().ok());
                    encoding = name.and_then(|name| encodings.get(name));
                    self.pen.size = number(1);
                }
                "TL" => self.pen.leading = number(0),
                "Tc" => self.pen.spacing = number(0),
                "Td" => self.pen.move_by(number(0), number(1)),
                "TD" => {
                    self.pen.leading = -number(1);
                    self.pen.move_by(number(0), number(1));
                }
                "Tm" => {
                    let matrix = [number(0), number(1), number(2), number(3), number(4), number(5)];
                    (self.pen.at, self.pen.line) = (matrix, matrix);
                }
                "T*" => self.pen.next_line(),
                "Tj" => self.show(encoding, operands),
                "TJ" => {
                    if let Some(Object::Array(items)) = operands.first() {
                        self.show(encoding, items);
                    }
                }
                "'" => {
                    self.pen.next_line();
                    self.show(encoding, operands);
                }
                "\"" => {
                    self.pen.next_line();
                    self.show(encoding, operands.get(2..).unwrap_or_default());
                }
                "BI" | "EI" => self.has_pictures = true,
                "Do" => {
                    let name = operands.first().and_then(|operand| operand.as_name().ok());
                    if name.and_then(|name| self.object(name, resources, depth)).is_none() {
                        complete = None;
                    }
                }
                _ => {}
            }
        }
        complete
    }

    /// A picture is noted; a form is walked.
    fn object(&mut self, name: &[u8], resources: &[&'a Dictionary], depth: usize) -> Option<()> {
        let document = self.document;
        let found = resources.iter().find_map(|resources| {
            let objects = resources.get_deref(b"XObject", document).ok()?.as_dict().ok()?;
            objects.get_deref(name, document).ok()?.as_stream().ok()
        })?;
        if found.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            self.has_pictures = true;
            return Some(());
        }
        if depth >= FORMS_DEEP {
            return None;
        }
        let content = found.get_plain_content_with_limit(limits::ATTACHMENT_STREAM_BYTES).ok()?;
        let own = found.dict.get_deref(b"Resources", document).and_then(Object::as_dict).ok();
        let mut inner: Vec<&Dictionary> = own.into_iter().collect();
        inner.extend(resources);
        let fonts =
            inner.iter().rev().filter_map(|one| one.get_deref(b"Font", document).ok()?.as_dict().ok());
        let fonts = fonts
            .flat_map(Dictionary::iter)
            .filter_map(|(name, font)| {
                Some((name.clone(), document.dereference(font).ok()?.1.as_dict().ok()?))
            })
            .collect();
        let before = self.pen;
        let walked = self.content(&content, &fonts, &inner, depth + 1);
        self.pen = before;
        walked
    }

    /// Shows strings, and the gaps between them.
    fn show(&mut self, encoding: Option<&Encoding<'_>>, items: &[Object]) {
        let Some(encoding) = encoding else { return };
        self.part();
        let em = self.pen.size;
        for item in items {
            match item {
                Object::String(bytes, _) => {
                    let Ok(text) = Document::decode_text(encoding, bytes) else { continue };
                    if self.text.len() + text.len() > self.room {
                        self.is_cut = true;
                        return;
                    }
                    let count = bounded(text.chars().count());
                    self.text.push_str(&text);
                    self.pen.advance(count.mul_add(CHARACTER * em, count * self.pen.spacing));
                }
                gap => {
                    let Ok(gap) = gap.as_float() else { continue };
                    if gap < ARRAY_GAP && !self.text.ends_with([' ', '\n']) {
                        self.text.push(' ');
                    }
                    self.pen.advance(-gap / 1000.0 * em);
                }
            }
        }
        self.end = Some((self.pen.at[4], self.pen.at[5]));
    }

    /// Parts what follows from what came before: by nothing, a space or a line.
    fn part(&mut self) {
        let Some((x, y)) = self.end else { return };
        let em = (self.pen.size * self.pen.at[0].hypot(self.pen.at[1])).abs().max(1.0);
        let (across, along) = (self.pen.at[5] - y, self.pen.at[4] - x);
        let mark = if across.abs() > LINE_GAP * em || along < -em {
            '\n'
        } else if along > WORD_GAP * em {
            ' '
        } else {
            return;
        };
        if !self.text.ends_with([' ', '\n']) {
            self.text.push(mark);
        }
    }
}

impl Pen {
    fn move_by(&mut self, x: f32, y: f32) {
        let [a, b, c, d, e, f] = self.line;
        self.line = [a, b, c, d, x.mul_add(a, y.mul_add(c, e)), x.mul_add(b, y.mul_add(d, f))];
        self.at = self.line;
    }

    fn next_line(&mut self) {
        // Without a leading, a new line still is one.
        let down = if self.leading == 0.0 { self.size } else { self.leading };
        self.move_by(0.0, -down);
    }

    fn advance(&mut self, width: f32) {
        let [a, b, c, d, e, f] = self.at;
        self.at = [a, b, c, d, width.mul_add(a, e), width.mul_add(b, f)];
    }
}

/// Precise enough for widths.
#[allow(clippy::cast_precision_loss)]
fn bounded(count: usize) -> f32 {
    count.min(1 << 20) as f32
}

/// A font's dictionary, its map to Unicode preferred to its encoding, as every other reader does.
fn readable(document: &Document, font: &Dictionary) -> Dictionary {
    let mut readable = font.clone();
    if font.get_deref(b"ToUnicode", document).is_ok_and(|map| map.as_stream().is_ok()) {
        readable.set("Encoding", Object::Name(b"Identity-H".to_vec()));
    }
    readable
}
