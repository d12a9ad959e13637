//! Reading order is source order: the XHTML and the structure tree, each reduced to the same plain outline.
//!
//! A line of an outline is a role and the text that follows it up to the next role. White space, soft hyphens and the
//! shape of apostrophes are left out: the engine may change those, and nothing else.

use std::collections::BTreeSet;

use super::reader::{Element, Kid, Tagged};

/// An outline being written.
#[derive(Default)]
struct Outline {
    lines: Vec<(String, String)>,
}

impl Outline {
    fn open(&mut self, role: &str) {
        self.lines.push((role.to_owned(), String::new()));
    }

    fn text(&mut self, text: &str) {
        let plain = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{AD}' | '\u{200B}'));
        let plain: String = plain.map(|c| if c == '\'' { '’' } else { c }).collect();
        if let Some((_, line)) = self.lines.last_mut() {
            line.push_str(&plain);
        }
    }

    /// One thing that a figure says.
    fn part(&mut self, text: &str) {
        if let Some((_, line)) = self.lines.last_mut() {
            line.push(PART);
        }
        self.text(text);
    }

    /// One string a line; paragraphs that hold nothing are not told apart from their absence.
    fn finish(self) -> Vec<String> {
        self.lines
            .into_iter()
            .filter(|(role, text)| {
                !text.is_empty() || !matches!(role.as_str(), "P" | "Lbl" | "Caption" | "Form")
            })
            .map(|(role, text)| format!("{role} {text}"))
            .collect()
    }
}

/// Outline of a document as it was drawn and tagged. The table of contents and the signs of lists are the engine's own.
pub fn of_tags(tagged: &Tagged) -> Vec<String> {
    let mut outline = Outline::default();
    for root in &tagged.roots {
        tagged_element(tagged, root, &mut outline);
    }
    outline.finish()
}

fn tagged_element(tagged: &Tagged, element: &Element, outline: &mut Outline) {
    match element.role.as_str() {
        "TOC" => {
            // Its title is the paragraph before it.
            outline.lines.pop_if(|(role, text)| role == "P" && text == "Sommaire");
            outline.open("TOC");
            return;
        }
        "Lbl" if matches!(tagged.text(element).trim(), "•" | "–" | "◦" | "▪") => return,
        "Document" | "Sect" | "Div" | "Span" | "Code" | "Link" | "Reference" => {}
        "THead" | "TBody" | "TFoot" | "LBody" => {}
        role => outline.open(role),
    }
    if let Some(alt) = element.string("Alt") {
        outline.part(&alt);
    }
    for kid in &element.kids {
        match kid {
            Kid::Element(element) => tagged_element(tagged, element, outline),
            Kid::Content(page, mcid) => outline.text(tagged.content(*page, *mcid)),
            Kid::Annotation(_) => {}
        }
    }
}

/// Outline of the XHTML that a template rendered.
pub fn of_source(html: &str) -> Vec<String> {
    let mut source = Source {
        nodes: nodes(html),
        at: 0,
        outline: Outline::default(),
        numbers: None,
        numeric: BTreeSet::new(),
    };
    source.children(false);
    source.outline.finish()
}

enum Node {
    Open(String, String),
    Close,
    Text(String),
}

/// A reader of well-formed XML without comments or sections.
fn nodes(html: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        nodes.push(Node::Text(unescaped(text)));
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        if tag.starts_with(['?', '!']) {
            continue;
        }
        if tag.starts_with('/') {
            nodes.push(Node::Close);
            continue;
        }
        let (name, attributes) = tag
            .trim_end_matches('/')
            .split_once(char::is_whitespace)
            .unwrap_or((tag.trim_end_matches('/'), ""));
        nodes.push(Node::Open(name.to_owned(), attributes.to_owned()));
        if tag.ends_with('/') {
            nodes.push(Node::Close);
        }
    }
    nodes
}

fn unescaped(text: &str) -> String {
    [
        ("&nbsp;", "\u{A0}"),
        ("&nnbsp;", "\u{202F}"),
        ("&shy;", "\u{AD}"),
        ("&euro;", "€"),
        ("&laquo;", "«"),
        ("&raquo;", "»"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&hellip;", "…"),
        ("&times;", "×"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x3D;", "="),
        ("&#x60;", "`"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let (_, value) = attributes.split_once(&format!("{name}=\""))?;
    Some(unescaped(value.split('"').next()?))
}

struct Source {
    nodes: Vec<Node>,
    at: usize,
    outline: Outline,
    /// Numbers of the last `h2` and `h3`, when headings are numbered.
    numbers: Option<[u32; 2]>,
    /// Lines of the cells that hold amounts.
    numeric: BTreeSet<usize>,
}

impl Source {
    /// Reads up to the end of the current element. In a flow, text that stands alone makes a paragraph.
    fn children(&mut self, flow: bool) {
        let mut in_paragraph = false;
        while let Some(node) = self.nodes.get(self.at) {
            self.at += 1;
            match node {
                Node::Close => return,
                Node::Text(text) => {
                    let text = text.clone();
                    if flow && !in_paragraph && !text.trim().is_empty() {
                        self.outline.open("P");
                        in_paragraph = true;
                    }
                    self.outline.text(&text);
                }
                Node::Open(name, attributes) => {
                    let (name, attributes) = (name.clone(), attributes.clone());
                    if is_inline(&name) {
                        if flow && !in_paragraph {
                            self.outline.open("P");
                            in_paragraph = true;
                        }
                    } else {
                        in_paragraph = false;
                    }
                    self.element(&name, &attributes);
                }
            }
        }
    }

    fn element(&mut self, name: &str, attributes: &str) {
        let class = attribute(attributes, "class").unwrap_or_default();
        let flow = match name {
            "article" => {
                self.numbers = (!attributes.contains("data-number=\"no\"")).then_some([0, 0]);
                true
            }
            "header" => {
                let numbers = self.numbers.take();
                self.children(true);
                self.numbers = numbers;
                return;
            }
            "nav" => {
                self.outline.open("TOC");
                true
            }
            "div" if class == "eu-emblem" => {
                self.outline.open("Figure");
                self.outline.part(&attribute(attributes, "data-text").unwrap_or_default());
                true
            }
            "figure" => return self.chart(attributes),
            "section" | "div" | "aside" => true,
            "h1" | "h2" | "h3" | "h4" => {
                self.heading(name, attributes);
                false
            }
            "p" => {
                self.outline.open("P");
                false
            }
            "ul" | "ol" | "dl" => {
                self.outline.open("L");
                let start = attribute(attributes, "start").map_or(1, |start| start.parse().unwrap());
                return self.list((name == "ol").then_some(start));
            }
            "table" => {
                self.outline.open("Table");
                let start = self.outline.lines.len();
                self.children(false);
                let rows = self.outline.lines.iter().skip(start).filter(|(role, _)| role == "TR").count();
                let cells = self.outline.lines.iter().skip(start).filter(|(role, _)| role == "TD").count();
                if rows == 1 && cells == 0 {
                    self.outline.open("TR");
                    self.outline.open("TD");
                    self.outline.text("Aucune ligne");
                }
                return;
            }
            "tr" => {
                self.outline.open("TR");
                let start = self.outline.lines.len();
                self.children(false);
                // The first words of a row that marks no title are its title.
                let cells = self.outline.lines.get_mut(start..).unwrap();
                if cells.iter().all(|(role, _)| role != "TH") {
                    let numeric = &self.numeric;
                    let mut words = (start..).zip(cells).filter(|(at, _)| !numeric.contains(at));
                    if let Some((_, cell)) = words.find(|(_, (role, text))| role == "TD" && !text.is_empty())
                    {
                        cell.0 = "TH".to_owned();
                    }
                }
                return;
            }
            "caption" | "th" | "td" => {
                if class.split(' ').any(|class| class == "num") {
                    self.numeric.insert(self.outline.lines.len());
                }
                let role = if name == "caption" { "Caption".to_owned() } else { name.to_uppercase() };
                self.outline.open(&role);
                false
            }
            "span" if class.starts_with("check") => {
                self.outline.text(match class.as_str() {
                    "check on" => "☑",
                    "check na" => "sans objet",
                    _ => "☐",
                });
                false
            }
            "blockquote" => {
                self.outline.open("BlockQuote");
                true
            }
            _ => false,
        };
        self.children(flow);
    }

    fn heading(&mut self, name: &str, attributes: &str) {
        self.outline.open(&name.to_uppercase());
        if attributes.contains("data-number=\"no\"") {
            return;
        }
        let Some([chapter, section]) = &mut self.numbers else { return };
        let number = match name {
            "h2" => {
                (*chapter, *section) = (*chapter + 1, 0);
                chapter.to_string()
            }
            "h3" => {
                *section += 1;
                format!("{chapter}.{section}")
            }
            _ => return,
        };
        self.outline.text(&number);
    }

    /// Items; a key of a `dl` begins an item that its values end.
    fn list(&mut self, mut number: Option<u32>) {
        while let Some(node) = self.nodes.get(self.at) {
            self.at += 1;
            match node {
                Node::Close => return,
                Node::Text(_) => {}
                Node::Open(name, _) => {
                    let name = name.clone();
                    if name == "li" || name == "dt" {
                        self.outline.open("LI");
                    }
                    if name == "dt" {
                        self.outline.open("Lbl");
                    } else if let Some(number) = number.as_mut() {
                        self.outline.open("Lbl");
                        self.outline.text(&format!("{number}."));
                        *number += 1;
                    }
                    self.children(name != "dt");
                }
            }
        }
    }

    /// Everything that the parts say, then the caption. A chart is a drawing: its parts have no order of their own. One that
    /// has a sentence of its own says it, and what its parts are.
    fn chart(&mut self, attributes: &str) {
        self.outline.open("Figure");
        let alternative = attribute(attributes, "data-alt");
        let said: &[&str] = if alternative.is_some() { &["label"] } else { &["label", "text", "share"] };
        let (mut depth, mut parts) = (0, Vec::from_iter(alternative));
        while let Some(node) = self.nodes.get(self.at) {
            self.at += 1;
            match node {
                Node::Close if depth == 0 => break,
                Node::Close => depth -= 1,
                Node::Text(_) => {}
                Node::Open(name, _) if name == "figcaption" => {
                    self.outline.open("Caption");
                    self.children(false);
                }
                Node::Open(_, inner) => {
                    depth += 1;
                    // A part of nothing need not be drawn.
                    if attribute(inner, "cents").as_deref() == Some("0") {
                        continue;
                    }
                    parts.extend(said.iter().filter_map(|name| attribute(inner, name)));
                    let days = ["start", "end", "date"].iter().filter_map(|name| attribute(inner, name));
                    parts.extend(days.map(|day| day.split('-').rev().collect::<Vec<_>>().join("/")));
                }
            }
        }
        let caption = self.outline.lines.pop_if(|(role, _)| role == "Caption");
        for part in parts {
            self.outline.part(&part);
        }
        self.outline.lines.extend(caption);
    }
}

/// Begins each thing that a figure says.
const PART: char = '\0';

/// Whether a line of the source is the line that was drawn: the same, or a figure that says, drawn or in words, all
/// that the source gives it.
pub fn agrees(source: &str, drawn: &str) -> bool {
    match (source.strip_prefix("Figure "), drawn.strip_prefix("Figure ")) {
        (Some(source), Some(drawn)) => source.split(PART).all(|part| drawn.contains(part)),
        _ => source == drawn,
    }
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "strong" | "b" | "em" | "i" | "small" | "sup" | "sub" | "code" | "a" | "br" | "span" | "data"
    )
}
