//! XHTML text to a tree of known elements, with the line of each.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::error::PdfError;
use super::limits;

/// An element or a piece of text.
#[derive(Debug)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

/// An element of the vocabulary.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) tag: Tag,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
    /// 1-based line of the start tag.
    pub(crate) line: usize,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|c| c == class))
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// All text below this element.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        collect_text(self, &mut text);
        text
    }

    pub(crate) fn error(&self, reason: impl Into<String>) -> PdfError {
        PdfError::Vocabulary { line: self.line, reason: reason.into() }
    }
}

fn collect_text(element: &Element, text: &mut String) {
    for child in &element.children {
        match child {
            Node::Text(piece) => text.push_str(piece),
            Node::Element(inner) => collect_text(inner, text),
        }
    }
}

macro_rules! tags {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// Every element the engine knows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Tag { $($variant),+ }

        impl Tag {
            fn from_name(name: &str) -> Option<Tag> {
                match name { $($name => Some(Tag::$variant),)+ _ => None }
            }

            /// The element's name as it is written.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Tag::$variant => $name),+ }
            }
        }
    };
}

tags! {
    Article = "article", Header = "header", Section = "section", Div = "div", Nav = "nav", Aside = "aside",
    H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6",
    P = "p", Blockquote = "blockquote", Pre = "pre", Hr = "hr",
    Ul = "ul", Ol = "ol", Li = "li", Dl = "dl", Dt = "dt", Dd = "dd",
    Table = "table", Caption = "caption", Colgroup = "colgroup", Col = "col",
    Thead = "thead", Tbody = "tbody", Tfoot = "tfoot", Tr = "tr", Th = "th", Td = "td",
    Figure = "figure", Figcaption = "figcaption", DataItem = "data-item", DataColumn = "data-column",
    DataSeries = "data-series", DataMark = "data-mark",
    Strong = "strong", B = "b", Em = "em", I = "i", A = "a", Br = "br", Span = "span",
    Data = "data", Code = "code", Small = "small", Sup = "sup", Sub = "sub",
}

/// Parses a document and returns its root, which is an `<article>`.
pub(crate) fn parse(html: &str) -> Result<Element, PdfError> {
    let lines = Lines::new(html);
    let mut reader = Reader::from_str(html);
    let mut open: Vec<Element> = Vec::new();
    let mut root: Option<Element> = None;
    loop {
        let position = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event().map_err(|e| {
            let at = usize::try_from(reader.error_position()).unwrap_or(position);
            PdfError::Malformed { line: lines.at(at), reason: e.to_string() }
        })?;
        let malformed =
            |reason: &str| PdfError::Malformed { line: lines.at(position), reason: reason.to_owned() };
        match event {
            Event::Start(start) => {
                if open.len() >= limits::DEPTH {
                    return Err(PdfError::TooDeep { line: lines.at(position), limit: limits::DEPTH });
                }
                open.push(element(&start, lines.at(position))?);
            }
            Event::Empty(start) => {
                let element = element(&start, lines.at(position))?;
                close(element, &mut open, &mut root)?;
            }
            Event::End(_) => {
                let element = open.pop().ok_or_else(|| malformed("balise fermante sans balise ouvrante"))?;
                close(element, &mut open, &mut root)?;
            }
            Event::Text(text) => push_text(&mut open, &text.xml10_content(), &malformed)?,
            Event::CData(text) => push_text(&mut open, &text.xml10_content(), &malformed)?,
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => character,
                    Ok(None) => {
                        entity(&name).ok_or_else(|| malformed(&format!("entité inconnue &{name};")))?
                    }
                    Err(e) => return Err(malformed(&e.to_string())),
                };
                push_text(&mut open, character.encode_utf8(&mut [0; 4]), &malformed)?;
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    if let Some(unclosed) = open.last() {
        return Err(PdfError::Malformed {
            line: unclosed.line,
            reason: format!("<{}> n’est pas refermé", unclosed.tag.name()),
        });
    }
    let root = root.ok_or_else(|| PdfError::Malformed { line: 1, reason: "document vide".into() })?;
    if root.tag != Tag::Article {
        return Err(root.error("la racine attendue est <article>"));
    }
    Ok(root)
}

fn element(start: &BytesStart<'_>, line: usize) -> Result<Element, PdfError> {
    let name = start.name();
    let name: &str = name.as_ref();
    let tag = Tag::from_name(name)
        .ok_or_else(|| PdfError::Vocabulary { line, reason: format!("élément inconnu <{name}>") })?;
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let malformed = |reason: String| PdfError::Malformed { line, reason };
        let attribute = attribute.map_err(|e| malformed(e.to_string()))?;
        let key: &str = attribute.key.as_ref();
        let value = attribute
            .normalized_value_with(quick_xml::XmlVersion::Implicit1_0, 1, entity_text)
            .map_err(|e| malformed(e.to_string()))?;
        attributes.push((key.to_owned(), value.into_owned()));
    }
    Ok(Element { tag, attributes, children: Vec::new(), line })
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) -> Result<(), PdfError> {
    match open.last_mut() {
        Some(parent) => parent.children.push(Node::Element(element)),
        None if root.is_none() => *root = Some(element),
        None => return Err(element.error("un seul élément racine est permis")),
    }
    Ok(())
}

fn push_text(open: &mut [Element], text: &str, malformed: &dyn Fn(&str) -> PdfError) -> Result<(), PdfError> {
    let Some(parent) = open.last_mut() else {
        return if text.trim().is_empty() || text == "\u{FEFF}" {
            Ok(())
        } else {
            Err(malformed("texte hors de l’élément racine"))
        };
    };
    if let Some(Node::Text(previous)) = parent.children.last_mut() {
        previous.push_str(text);
    } else {
        if parent.children.is_empty() {
            // Most elements hold one text: a vector would make room for four.
            parent.children.reserve_exact(1);
        }
        parent.children.push(Node::Text(text.to_owned()));
    }
    Ok(())
}

/// The named characters that templates use; the others are written as themselves.
fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "nnbsp" => '\u{202F}',
        "euro" => '€',
        "laquo" => '«',
        "raquo" => '»',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "times" => '×',
        "shy" => '\u{AD}',
        _ => return None,
    })
}

fn entity_text(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{A0}",
        "nnbsp" => "\u{202F}",
        "euro" => "€",
        _ => return None,
    })
}

/// Byte offsets to line numbers.
struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    fn new(text: &str) -> Lines {
        let starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1))
            .collect();
        Lines { starts }
    }

    fn at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_carry_the_line() {
        let error = parse("<article>\n<p>a</p>\n<p>b</q>\n</article>").unwrap_err();
        assert!(matches!(error, PdfError::Malformed { line: 3, .. }), "{error:?}");
        let error = parse("<article>\n\n<marquee/></article>").unwrap_err();
        assert!(matches!(error, PdfError::Vocabulary { line: 3, .. }), "{error:?}");
        let error = parse("<article><p>a").unwrap_err();
        assert!(matches!(error, PdfError::Malformed { line: 1, .. }), "{error:?}");
    }

    #[test]
    fn entities_and_text_join() {
        let root = parse("<article><p title=\"a&amp;b\">1&nbsp;&#8364;&lt;</p></article>").unwrap();
        assert_eq!(root.text(), "1\u{A0}€<");
    }

    #[test]
    fn depth_is_bounded() {
        let deep = format!("<article>{}{}</article>", "<div>".repeat(5000), "</div>".repeat(5000));
        assert!(matches!(parse(&deep), Err(PdfError::TooDeep { .. })));
    }
}
