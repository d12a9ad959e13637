//! The text of a `.docx`: headings, paragraphs, lists and tables, as a person reads them. Nothing is kept of its look.
//!
//! Deleted passages, comments, fields' codes, headers and footers are not its text; pictures and footnotes are counted, for
//! whoever takes the text to say that they are not in it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::form::Form;
use super::limits;

/// Longest title that bold letters alone may make, in characters.
const LONGEST_TITLE: usize = 120;

/// Tables inside tables that are told apart; what is deeper is read with the last of them.
const NESTED_TABLES: usize = 40;

/// A piece of the text, in Markdown but for the titles, which are plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A title and its level, from 1.
    Heading(usize, String),
    /// A paragraph.
    Paragraph(String),
    /// An item of a list and its depth, from 0.
    Item(usize, String),
    /// A table: rows of cells.
    Table(Vec<Vec<String>>),
}

/// What a document holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordText {
    /// Its text.
    pub blocks: Vec<Block>,
    /// Pictures and drawings, which are not text.
    pub pictures: usize,
    /// Notes at the foot of pages or at the end.
    pub notes: usize,
    /// The title of the document itself.
    pub title: Option<String>,
}

/// Reads a document.
///
/// # Errors
/// A sentence, in French, when it is none that can be read.
pub fn read(name: &str, bytes: &[u8]) -> Result<WordText, String> {
    if let Form::Pdf | Form::Html = Form::of(bytes) {
        return Err(format!("« {name} » n’est pas un document Word ; enregistrez-le en .docx"));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| format!("« {name} » n’est pas un document .docx ; enregistrez-le sous ce format"))?;
    let styles = part(&mut archive, "word/styles.xml").map(|xml| roles(&xml)).unwrap_or_default();
    let xml = part(&mut archive, "word/document.xml")
        .ok_or_else(|| format!("« {name} » ne contient pas de texte lisible (word/document.xml)"))?;
    let mut page = Page { styles, ..Page::default() };
    page.read(&xml)
        .map_err(|why| format!("« {name} » est abîmé ({why}) ; rouvrez-le et enregistrez-le à nouveau"))?;
    Ok(page.finish())
}

/// A part as text, within the limits.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let file = archive.by_name(name).ok()?;
    let most = u64::try_from(limits::TEXT_BYTES).ok()?;
    let mut text = String::new();
    file.take(most.saturating_add(1)).read_to_string(&mut text).ok()?;
    (text.len() <= limits::TEXT_BYTES).then_some(text)
}

/// The value of an attribute, by its name without prefix.
fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut known = attributes.with_checks(false).flatten();
    let found = known.find(|one| one.key.local_name().as_ref() == name)?;
    let raw = found.value.as_ref();
    Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned))
}

/// What styles make of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The title of the document.
    Title,
    /// A title, by its level from 1.
    Heading(usize),
    /// An item of a list.
    Item,
}

/// The styles that make titles and lists, by identifier.
fn roles(xml: &str) -> BTreeMap<String, Role> {
    let mut found: BTreeMap<String, Role> = BTreeMap::new();
    let mut parents: Vec<(String, String)> = Vec::new();
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut style = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "style" => style = value(&element, "styleId").unwrap_or_default(),
                "name" => {
                    let name = value(&element, "val").unwrap_or_default().to_lowercase();
                    if let Some(role) = of_name(&name) {
                        found.insert(style.clone(), role);
                    }
                }
                "basedOn" => parents.extend(value(&element, "val").map(|parent| (style.clone(), parent))),
                "numPr" => {
                    found.entry(style.clone()).or_insert(Role::Item);
                }
                "outlineLvl" => {
                    if let Some(level) = outline(&element) {
                        found.entry(style.clone()).or_insert(Role::Heading(level));
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    // A style made from that of a title is one too.
    for (style, parent) in parents {
        if let Some(role) = found.get(&parent).copied() {
            found.entry(style).or_insert(role);
        }
    }
    found
}

/// The level of a title, from 1; body text has none.
fn outline(element: &BytesStart<'_>) -> Option<usize> {
    value(element, "val")?.parse::<usize>().ok().filter(|level| *level < 9).map(|level| level + 1)
}

/// `heading 2`, or the same in French; `title`.
fn of_name(name: &str) -> Option<Role> {
    if ["title", "titre"].contains(&name) {
        return Some(Role::Title);
    }
    let rest = name.strip_prefix("heading ").or_else(|| name.strip_prefix("titre "))?;
    rest.parse().ok().filter(|level| (1..=9).contains(level)).map(Role::Heading)
}

#[derive(Default)]
struct Paragraph {
    text: String,
    /// The mark that the text ends with, when one has just been closed.
    closing: &'static str,
    role: Option<Role>,
    /// The depth of a list that it is an item of.
    depth: Option<usize>,
    /// Letters that are bold, and letters.
    bold: usize,
    letters: usize,
}

#[derive(Default)]
struct Page {
    styles: BTreeMap<String, Role>,
    text: WordText,
    /// Paragraphs that bold letters alone may make titles: their place among the blocks.
    bold: Vec<usize>,
    paragraph: Option<Paragraph>,
    tables: Vec<Vec<Vec<String>>>,
    is_bold: bool,
    is_italic: bool,
}

impl Page {
    fn read(&mut self, xml: &str) -> Result<(), String> {
        let mut reader = quick_xml::Reader::from_str(xml);
        let (mut in_text, mut fallback, mut in_run) = (false, 0_usize, false);
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(element) => {
                    let name = element.local_name();
                    if name.as_ref() == "Fallback" || fallback > 0 {
                        // What programs that know no drawing show instead: the same text a second time.
                        fallback += 1;
                        continue;
                    }
                    match name.as_ref() {
                        "t" => in_text = true,
                        "r" => in_run = true,
                        "rPr" if in_run => (self.is_bold, self.is_italic) = (false, false),
                        _ => {}
                    }
                    self.open(&element, in_run);
                }
                Event::Empty(element) if fallback == 0 => self.open(&element, in_run),
                Event::End(element) => {
                    if fallback > 0 {
                        fallback -= 1;
                        continue;
                    }
                    match element.local_name().as_ref() {
                        "t" => in_text = false,
                        "r" => {
                            in_run = false;
                            (self.is_bold, self.is_italic) = (false, false);
                        }
                        "p" => self.close_paragraph(),
                        "tbl" => self.close_table(),
                        _ => {}
                    }
                }
                Event::Text(text) if in_text && fallback == 0 => {
                    let raw = text.into_inner();
                    self.say(raw.as_ref());
                }
                Event::GeneralRef(entity) if in_text && fallback == 0 => {
                    let raw = format!("&{};", entity.as_ref());
                    let said = quick_xml::escape::unescape(&raw)
                        .map_or_else(|_| raw.clone(), std::borrow::Cow::into_owned);
                    self.say(&said);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
            if self.text.blocks.len() > limits::DESCRIPTION_BLOCKS {
                return Err("il compte trop de paragraphes".to_owned());
            }
        }
    }

    fn open(&mut self, element: &BytesStart<'_>, in_run: bool) {
        let is_on =
            || value(element, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "none"));
        match element.local_name().as_ref() {
            "p" => self.paragraph = Some(Paragraph::default()),
            "tbl" if self.tables.len() < NESTED_TABLES => self.tables.push(Vec::new()),
            "tr" => self.rows(|rows| rows.push(Vec::new())),
            "tc" => self.rows(|rows| {
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
            }),
            "pStyle" => {
                let role = value(element, "val").and_then(|style| self.styles.get(&style).copied());
                if let (Some(paragraph), Some(role)) = (&mut self.paragraph, role) {
                    paragraph.role = Some(role);
                }
            }
            "outlineLvl" => {
                if let (Some(paragraph), Some(level)) = (&mut self.paragraph, outline(element)) {
                    paragraph.role = Some(Role::Heading(level));
                }
            }
            "ilvl" => {
                let depth = value(element, "val").and_then(|depth| depth.parse::<usize>().ok());
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.depth = Some(depth.unwrap_or(0).min(8));
                }
            }
            "b" if in_run => self.is_bold = is_on(),
            "i" if in_run => self.is_italic = is_on(),
            "br" | "cr" => self.plain(if self.tables.is_empty() { "\\\n" } else { " " }),
            "tab" if in_run => self.plain(" "),
            "noBreakHyphen" => self.plain("\u{2011}"),
            "drawing" | "pict" => self.text.pictures += 1,
            "footnoteReference" | "endnoteReference" => self.text.notes += 1,
            _ => {}
        }
    }

    fn rows(&mut self, change: impl FnOnce(&mut Vec<Vec<String>>)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn plain(&mut self, text: &str) {
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.text.push_str(text);
            paragraph.closing = "";
        }
    }

    /// Adds a piece of text, its signs kept from meaning anything in Markdown.
    fn say(&mut self, text: &str) {
        let (is_bold, is_italic) = (self.is_bold, self.is_italic);
        let Some(paragraph) = &mut self.paragraph else { return };
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        paragraph.letters += letters;
        paragraph.bold += if is_bold { letters } else { 0 };
        let mark = match (is_bold, is_italic) {
            _ if letters == 0 => "",
            (true, _) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        // Marks stand against the letters, and runs that follow one another share them.
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len().max(start);
        let (before, inside, after) = (
            text.get(..start).unwrap_or_default(),
            text.get(start..end).unwrap_or_default(),
            text.get(end..).unwrap_or_default(),
        );
        if !mark.is_empty() && before.is_empty() && paragraph.closing == mark {
            paragraph.text.truncate(paragraph.text.len() - mark.len());
        } else {
            paragraph.text.push_str(before);
            paragraph.text.push_str(mark);
        }
        paragraph.text.push_str(&escaped(inside));
        paragraph.text.push_str(mark);
        paragraph.text.push_str(after);
        paragraph.closing = if after.is_empty() { mark } else { "" };
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraph.take() else { return };
        let text = paragraph.text.trim().trim_end_matches("\\\n").trim().to_owned();
        if text.is_empty() {
            return;
        }
        if let Some(cell) = self.tables.last_mut().and_then(|rows| rows.last_mut()?.last_mut()) {
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(&text);
            return;
        }
        let plain = || unmarked(&text);
        let block = match (paragraph.role, paragraph.depth) {
            (Some(Role::Title), _) if self.text.title.is_none() => {
                self.text.title = Some(plain());
                return;
            }
            (Some(Role::Title), _) => Block::Heading(1, plain()),
            (Some(Role::Heading(level)), _) => Block::Heading(level, plain()),
            (Some(Role::Item), depth) | (None, depth @ Some(_)) => Block::Item(depth.unwrap_or(0), text),
            (None, None) => {
                let is_title = paragraph.letters > 0
                    && paragraph.bold == paragraph.letters
                    && text.chars().count() <= LONGEST_TITLE
                    && !text.trim_end_matches('*').ends_with(['.', ';', ',', '!']);
                if is_title {
                    self.bold.push(self.text.blocks.len());
                }
                Block::Paragraph(text)
            }
        };
        self.text.blocks.push(block);
    }

    fn close_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        match self.tables.last_mut().and_then(|rows| rows.last_mut()?.last_mut()) {
            // A table inside a cell is read with it.
            Some(cell) => {
                for text in table.into_iter().flatten().filter(|text| !text.is_empty()) {
                    cell.push(' ');
                    cell.push_str(&text);
                }
            }
            None => self.text.blocks.push(Block::Table(table)),
        }
    }

    /// The text; without a single title, lines in bold are titles.
    fn finish(mut self) -> WordText {
        let has_titles = self.text.blocks.iter().any(|block| matches!(block, Block::Heading(..)));
        if !has_titles {
            for at in self.bold {
                if let Some(block) = self.text.blocks.get_mut(at)
                    && let Block::Paragraph(text) = block
                {
                    *block = Block::Heading(1, unmarked(text));
                }
            }
        }
        self.text
    }
}

/// A text whose signs mean nothing in Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '#' | '|' | '~' | '{' | '}') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A text of ours without its marks.
fn unmarked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => out.extend(characters.next().map(|c| if c == '\n' { ' ' } else { c })),
            '*' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks of a body, in a document without styles of its own but a title's.
    fn blocks(body: &str) -> WordText {
        let xml = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        let styles = roles(
            "<w:styles><w:style w:styleId=\"T1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:styleId=\"T1b\"><w:basedOn w:val=\"T1\"/></w:style></w:styles>",
        );
        let mut page = Page { styles, ..Page::default() };
        page.read(&xml).unwrap();
        page.finish()
    }

    fn run(properties: &str, text: &str) -> String {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    }

    #[test]
    fn runs_of_one_look_share_their_marks_and_signs_mean_nothing() {
        let bold = "<w:b/>";
        let body = format!(
            "<w:p>{}{}{}{}</w:p>",
            run("", "Un mot "),
            run(bold, "très "),
            run(bold, "gras"),
            run("<w:i/>", " et *penché* &amp; 1 &lt; 2")
        );
        assert_eq!(
            blocks(&body).blocks,
            [Block::Paragraph("Un mot **très** **gras** *et \\*penché\\** & *1* \\< *2*".to_owned())]
        );
    }

    #[test]
    fn marks_never_take_a_star_that_was_typed() {
        let body = format!("<w:p>{}{}{}</w:p>", run("", "2*"), run("<w:i/>", "x"), run("<w:b/>", "y"));
        assert_eq!(blocks(&body).blocks, [Block::Paragraph("2\\**x***y**".to_owned())]);
        let body = format!("<w:p>{}{}</w:p>", run("<w:b/>", "gras"), run("<w:b/>", "suite."));
        assert_eq!(blocks(&body).blocks, [Block::Paragraph("**grassuite.**".to_owned())]);
    }

    #[test]
    fn tables_may_be_nested_without_end() {
        let depth = 200;
        let open = "<w:tbl><w:tr><w:tc>".repeat(depth);
        let close = "</w:tc></w:tr></w:tbl>".repeat(depth);
        let body = format!("{open}<w:p><w:r><w:t>fond</w:t></w:r></w:p>{close}");
        let text = blocks(&body);
        assert!(
            matches!(text.blocks.as_slice(), [Block::Table(rows), ..] if format!("{rows:?}").contains("fond")),
            "{text:?}"
        );
    }

    #[test]
    fn deleted_passages_and_codes_of_fields_are_no_text() {
        let body = "<w:p><w:del><w:r><w:delText>parti</w:delText></w:r></w:del><w:ins><w:r><w:t>venu</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:footnoteReference/></w:r><w:r><w:drawing/></w:r></w:p>";
        let text = blocks(body);
        assert_eq!(text.blocks, [Block::Paragraph("venu".to_owned())]);
        assert_eq!((text.notes, text.pictures), (1, 1));
    }

    #[test]
    fn styles_made_from_a_title_are_titles_and_tables_are_read_whole() {
        let body = "<w:p><w:pPr><w:pStyle w:val=\"T1b\"/></w:pPr><w:r><w:t>Contexte</w:t></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>";
        assert_eq!(
            blocks(body).blocks,
            [
                Block::Heading(1, "Contexte".to_owned()),
                Block::Table(vec![vec!["a b".to_owned(), " c".to_owned()]])
            ]
        );
    }
}
