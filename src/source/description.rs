//! `description.md`: narrative sections by heading, as safe XHTML.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html,
};

use super::comments::Uncommented;
use super::limits;
use crate::model::text::normalise;

/// The narrative of the application.
#[derive(Debug, Clone, Default)]
pub struct Description {
    /// Sections in the order of the file.
    pub sections: Vec<DescriptionSection>,
    /// What will be printed of each line of the file, markup and comments left out.
    pub lines: Vec<DescriptionLine>,
    /// Line and number of columns of each table.
    pub tables: Vec<(usize, usize)>,
    /// The figures of the ledger that it asks for, in the order of the file.
    pub quoted: Vec<Quoted>,
    /// What is not printed, or not as the writer meant it, in the order of the file.
    pub losses: Vec<Loss>,
    /// Line and depth of each block that stands deeper in one another than [`limits::DESCRIPTION_DEPTH`].
    pub deep: Vec<(usize, usize)>,
    /// Where each section is among [`Self::sections`].
    places: Places,
}

/// Ranks of sections by their title in normal form, then by the only fund that each is for; empty for all funds.
type Places = BTreeMap<String, BTreeMap<String, usize>>;

/// Something of the file that is not printed, or not as the writer meant it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// 1-based line.
    pub line: usize,
    /// What.
    pub what: Lost,
}

/// Kinds of [`Loss`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// A picture, by its address: not printed.
    Picture(String),
    /// The text of a footnote: not printed.
    Footnote(String),
    /// The title of a link: not printed.
    Title(String),
    /// The address of a link that nothing calls: not printed.
    Address(String),
    /// A comment that is never closed: nothing after it is printed.
    OpenComment,
    /// A mark printed as it is typed.
    Mark(String),
}

/// Most losses kept of one file.
const LOSSES: usize = 1_000;

/// The printed text of a line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescriptionLine {
    /// 1-based line.
    pub line: usize,
    /// Its text, entities read.
    pub text: String,
    /// What it stands under: the heading in its normal form and the only fund it is for.
    pub under: Option<Arc<Under>>,
}

/// A heading: its title in normal form, and the only fund it is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Under {
    /// The title, as compared.
    pub title: String,
    /// The fund.
    pub fund: Option<String>,
}

/// `{{chiffre aide.demandee}}`: a figure of the ledger that the narrative asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// 1-based line.
    pub line: usize,
    /// Its identifier, as typed.
    pub id: String,
    /// What it stands under.
    pub under: Option<Arc<Under>>,
}

/// What stands under one `##` heading.
#[derive(Debug, Clone)]
pub struct DescriptionSection {
    /// The heading.
    pub title: String,
    /// 1-based line of the heading; of the first text, without one.
    pub line: usize,
    /// The only fund it is for: `## Objectifs {fonds-regional}`.
    pub fund: Option<String>,
    /// The body as XHTML: raw HTML of the source is shown as text, never interpreted. Figures leave a mark each.
    pub html: String,
    /// Identifiers of the figures that it asks for, in the order of their marks.
    pub figures: Vec<String>,
    /// Length of the text in characters, as a portal counts it, but for the figures.
    pub characters: usize,
}

/// Where a figure is to be printed. Marks of the source are text: none of them reads like this one.
const FIGURE: &str = "<data value=\"\"></data>";

impl DescriptionSection {
    /// The body with each figure printed.
    #[must_use]
    pub fn filled(&self, print: &dyn Fn(&str) -> String) -> String {
        let mut parts = self.html.split(FIGURE);
        let mut html = parts.next().unwrap_or_default().to_owned();
        for (part, id) in parts.zip(&self.figures) {
            html.push_str(&print(id));
            html.push_str(part);
        }
        html
    }

    /// Length of the text in characters, each figure counted as it is printed.
    #[must_use]
    pub fn length(&self, printed: &dyn Fn(&str) -> String) -> usize {
        self.characters + self.figures.iter().map(|id| printed(id).chars().count()).sum::<usize>()
    }

    /// True when nothing is written under the heading.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.characters == 0 && self.figures.is_empty()
    }
}

/// A heading without the fund between braces that ends it, and that fund.
fn of_fund(heading: &str) -> (String, Option<String>) {
    let fund = heading.trim().strip_suffix('}').and_then(|rest| rest.rsplit_once('{'));
    match fund {
        Some((title, fund)) if !fund.trim().is_empty() && !title.trim().is_empty() => {
            (title.trim().to_owned(), Some(fund.trim().to_owned()))
        }
        _ => (heading.to_owned(), None),
    }
}

/// A text cut at the figures that it asks for: what stands before each, its identifier, then what is left.
#[must_use]
pub fn figures_of(text: &str) -> (Vec<(&str, &str)>, &str) {
    let (mut found, mut rest, mut from) = (Vec::new(), text, 0);
    while let Some(at) = rest.get(from..).and_then(|after| after.find("{{")).map(|at| at + from) {
        // A figure holds no brace: what goes on beyond the next one is none.
        let inside = rest.get(at + 2..).and_then(|after| {
            let end = after.find(['{', '}'])?;
            Some((after.get(..end)?, after.get(end..)?.strip_prefix("}}")?))
        });
        let named = inside.and_then(|(inside, after)| {
            let mut words = inside.split_whitespace();
            let (name, id) = (words.next()?, words.next()?);
            (name == "chiffre" && words.next().is_none()).then_some((id, after))
        });
        match named {
            Some((id, after)) => {
                found.push((rest.get(..at).unwrap_or_default(), id));
                (rest, from) = (after, 0);
            }
            None => from = at + 2,
        }
    }
    (found, rest)
}

/// Joins the texts of one line, which the reader of Markdown cuts at signs that might have been marks: at each of them, so
/// that a line is put together once and not once for each of its pieces.
fn joined<'a>(events: impl Iterator<Item = (Event<'a>, Range<usize>)>) -> Vec<(Event<'a>, Range<usize>)> {
    let mut all: Vec<(Event<'a>, Range<usize>)> = Vec::new();
    let mut open: Option<(Vec<CowStr<'a>>, Range<usize>)> = None;
    let close = |open: Option<(Vec<CowStr<'a>>, Range<usize>)>, all: &mut Vec<_>| {
        let Some((mut pieces, range)) = open else { return };
        let whole = match (pieces.len(), pieces.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                pieces.extend(last);
                CowStr::from(pieces.iter().map(AsRef::as_ref).collect::<String>())
            }
        };
        all.push((Event::Text(whole), range));
    };
    for (event, range) in events {
        match (&mut open, event) {
            (Some((pieces, whole)), Event::Text(next)) if !ends_line(pieces) => {
                pieces.push(next);
                whole.end = range.end;
            }
            (_, Event::Text(first)) => close(open.replace((vec![first], range)), &mut all),
            (_, event) => {
                close(open.take(), &mut all);
                all.push((event, range));
            }
        }
    }
    close(open, &mut all);
    all
}

/// What is read of Markdown: tables, and footnotes so as to know where they end.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES);

/// A text without its comments; those that stand in code are text.
fn uncommented(text: &str) -> Uncommented {
    if !text.contains("<!--") {
        return Uncommented::of(text, &[]);
    }
    let fences = Parser::new_ext(text, OPTIONS).into_offset_iter().filter_map(|(event, range)| {
        matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))).then_some(range)
    });
    let left = Uncommented::of(text, &fences.collect::<Vec<_>>());
    let is_comment = |event: Event<'_>| match event {
        Event::Html(text) | Event::InlineHtml(text) => text.trim_start().starts_with("<!--"),
        _ => false,
    };
    // Marks of code in a comment may have hidden another one: then nothing is code.
    if Parser::new_ext(&left.text, OPTIONS).any(is_comment) { Uncommented::of(text, &[]) } else { left }
}

/// The events of a text with their places, and what its definitions of links do not print: places and losses, in order.
type Read<'a> = (Vec<(Event<'a>, Range<usize>)>, Vec<(usize, Lost)>);

fn read(text: &str) -> Read<'_> {
    let mut parser = Parser::new_ext(text, OPTIONS).into_offset_iter();
    let events: Vec<_> = parser
        .by_ref()
        .map(|(event, range)| match event {
            // The call of a note is printed as it is typed.
            Event::FootnoteReference(name) => (Event::Text(CowStr::from(format!("[^{name}]"))), range),
            event => (event, range),
        })
        .collect();
    let definitions = parser.reference_definitions();
    let called: BTreeSet<usize> = events
        .iter()
        .filter_map(|(event, _)| match event {
            Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) => {
                let is_called =
                    matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
                is_called.then(|| definitions.get(id).map(|one| one.span.start)).flatten()
            }
            _ => None,
        })
        .collect();
    let mut lost: Vec<(usize, Lost)> = definitions
        .iter()
        .filter_map(|(_, one)| {
            let at = one.span.start;
            if called.contains(&at) {
                return one.title.as_deref().map(|title| (at, Lost::Title(title.to_owned())));
            }
            let typed = text.get(one.span.clone()).unwrap_or_default();
            Some((at, Lost::Address(typed.split_whitespace().collect::<Vec<_>>().join(" "))))
        })
        .collect();
    let kept = definitions.iter().map(|(_, one)| one.span.clone());
    lost.extend(untold(text, &events, kept));
    // They come in no order.
    lost.sort_by_key(|(at, _)| *at);
    (joined(events.into_iter()), lost)
}

/// What is neither in a block nor in a definition that is kept: a second definition of one name, and whatever else the reader
/// of Markdown would leave out.
fn untold(
    text: &str,
    events: &[(Event<'_>, Range<usize>)],
    kept: impl Iterator<Item = Range<usize>>,
) -> Vec<(usize, Lost)> {
    let mut read: Vec<Range<usize>> = events.iter().map(|(_, range)| range.clone()).chain(kept).collect();
    read.sort_by_key(|range| range.start);
    let mut lost = Vec::new();
    let mut at = 0;
    for range in read.into_iter().chain(std::iter::once(text.len()..text.len())) {
        let gap = text.get(at..range.start).unwrap_or_default();
        for line in gap.split_inclusive('\n') {
            if !line.trim().is_empty() {
                lost.push((at, Lost::Address(line.split_whitespace().collect::<Vec<_>>().join(" "))));
            }
            at += line.len();
        }
        at = at.max(range.end);
    }
    lost
}

fn ends_line(pieces: &[CowStr<'_>]) -> bool {
    pieces.last().is_some_and(|last| last.ends_with('\n'))
}

/// How deep the elements of the text stand in one another.
#[derive(Default)]
struct Depth {
    open: usize,
    /// Of the block that is open: its line, and the deepest of it.
    block: (usize, usize),
    deep: Vec<(usize, usize)>,
}

impl Depth {
    /// Counts an event, of a line; a block is kept when it ends, deeper than the documents print.
    fn add(&mut self, event: &Event<'_>, line: impl FnOnce() -> usize) {
        // A table has a body and rows, a block of code its own text.
        let taken = |is_double| if is_double { 2 } else { 1 };
        match event {
            Event::Start(tag) => {
                if self.open == 0 {
                    self.block = (line(), 0);
                }
                self.open += taken(matches!(tag, Tag::Table(_) | Tag::CodeBlock(_)));
                self.block.1 = self.block.1.max(self.open);
            }
            Event::End(tag) => {
                self.open = self.open.saturating_sub(taken(matches!(tag, TagEnd::Table | TagEnd::CodeBlock)));
                if self.open == 0 && self.block.1 > limits::DESCRIPTION_DEPTH {
                    self.deep.push(self.block);
                }
            }
            _ => {}
        }
    }
}

impl Description {
    /// Split a Markdown text into sections.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = uncommented(text.strip_prefix('\u{feff}').unwrap_or(text));
        let mut sections: Vec<DescriptionSection> = Vec::new();
        let mut heading: Option<(String, usize)> = None;
        let mut body: Vec<Event<'_>> = Vec::new();
        let mut title: Option<(String, usize)> = None;
        let mut lines = Lines::new(&text);
        let mut tables = Vec::new();
        let (events, unprinted) = read(&text.text);
        let unprinted = unprinted.into_iter().take(LOSSES);
        let mut losses: Vec<Loss> =
            unprinted.map(|(at, what)| Loss { line: lines.line_of(at), what }).collect();
        losses.extend(text.open.map(|line| Loss { line, what: Lost::OpenComment }));
        let mut note: Option<(usize, String)> = None;
        let mut in_note = 0;
        let mut depth = Depth::default();
        let mut places = Places::default();
        let (mut in_code, mut at_item, mut quoted) = (false, false, Vec::new());
        for (event, range) in events {
            let start = range.start;
            // The text of a footnote is not printed, nor what stands in it.
            match &event {
                Event::Start(Tag::FootnoteDefinition(_)) => in_note += 1,
                Event::End(TagEnd::FootnoteDefinition) => in_note -= 1,
                _ => {}
            }
            if in_note > 0 {
                let (_, text) = note.get_or_insert_with(|| (lines.line_of(start), String::new()));
                match &event {
                    Event::Text(piece) | Event::Code(piece) => text.push_str(piece),
                    Event::SoftBreak | Event::HardBreak => text.push(' '),
                    Event::Start(tag) if is_block(tag) && !text.is_empty() => text.push(' '),
                    _ => {}
                }
                continue;
            }
            if let Some((line, text)) = note.take() {
                if losses.len() < LOSSES {
                    losses.push(Loss { line, what: Lost::Footnote(text.trim().to_owned()) });
                }
                continue;
            }
            depth.add(&event, || lines.line_of(start));
            match &event {
                Event::Text(piece) | Event::Code(piece) => lines.add(range, piece),
                Event::Start(Tag::Table(columns)) => tables.push((lines.line_of(start), columns.len())),
                _ => {}
            }
            if losses.len() < LOSSES && !in_code {
                let told = lost(&event, at_item);
                losses.extend(told.into_iter().map(|what| Loss { line: lines.line_of(start), what }));
            }
            at_item = match event {
                Event::Start(Tag::Item) => true,
                Event::Start(Tag::Paragraph) => at_item,
                _ => false,
            };
            match event {
                Event::Start(Tag::Heading { level: HeadingLevel::H1 | HeadingLevel::H2, .. }) => {
                    flush((&mut sections, &mut places), title.take(), lines.first(), &mut body, &quoted);
                    lines.under = None;
                    heading = Some((String::new(), lines.line_of(start)));
                }
                Event::End(TagEnd::Heading(HeadingLevel::H1 | HeadingLevel::H2)) => {
                    title = heading.take();
                    lines.under = title.as_ref().map(|(title, _)| {
                        let (title, fund) = of_fund(title);
                        Arc::new(Under { title: normalise(&title), fund })
                    });
                }
                other => match (&mut heading, other) {
                    (Some((heading, _)), Event::Text(text) | Event::Code(text)) => heading.push_str(&text),
                    (Some(_), _) => {}
                    (None, Event::Text(text)) if !in_code => {
                        let (figures, rest) = figures_of(&text);
                        for (before, id) in figures {
                            body.push(Event::Text(CowStr::from(before.to_owned())));
                            body.push(Event::InlineHtml(CowStr::Borrowed(FIGURE)));
                            let line = lines.line_of(start);
                            quoted.push(Quoted { line, id: id.to_owned(), under: lines.under.clone() });
                        }
                        body.push(Event::Text(CowStr::from(rest.to_owned())));
                    }
                    (None, event) => {
                        match event {
                            Event::Start(Tag::CodeBlock(_)) => in_code = true,
                            Event::End(TagEnd::CodeBlock) => in_code = false,
                            _ => {}
                        }
                        body.extend(safe(event));
                    }
                },
            }
        }
        flush((&mut sections, &mut places), title, lines.first(), &mut body, &quoted);
        losses.sort_by_key(|loss| loss.line);
        Self { sections, lines: lines.gathered, tables, quoted, losses, deep: depth.deep, places }
    }

    /// The section under a heading, spelling forgiven: the one for the fund alone, else the one for all.
    #[must_use]
    pub fn find(&self, title: &str, fund: &str) -> Option<&DescriptionSection> {
        let of_title = self.places.get(&normalise(title))?;
        let rank = of_title.get(fund).or_else(|| of_title.get(""))?;
        self.sections.get(*rank)
    }

    /// True for what a fund reads: what stands under a heading of its own, or of all where it has none of its own.
    #[must_use]
    pub fn is_for(&self, under: Option<&Under>, fund: &str) -> bool {
        let Some(under) = under else { return true };
        match &under.fund {
            Some(own) => own == fund,
            None => {
                fund.is_empty()
                    || !self.places.get(&under.title).is_some_and(|of_title| of_title.contains_key(fund))
            }
        }
    }

    /// The lines that a fund reads.
    pub fn lines_for<'a>(&'a self, fund: &'a str) -> impl Iterator<Item = &'a DescriptionLine> {
        self.lines.iter().filter(move |line| self.is_for(line.under.as_deref(), fund))
    }
}

/// What an event does not print, or prints as it is typed; the first of an item may be a box to tick.
fn lost(event: &Event<'_>, at_item: bool) -> Vec<Lost> {
    match event {
        Event::Start(Tag::Image { dest_url, .. }) => vec![Lost::Picture(dest_url.to_string())],
        // The title of a link by reference is told where the link is defined.
        Event::Start(Tag::Link { link_type: LinkType::Inline, title, .. }) if !title.is_empty() => {
            vec![Lost::Title(title.to_string())]
        }
        Event::Html(text) | Event::InlineHtml(text) => {
            let mark: String = text.trim().chars().take(40).collect();
            if mark.is_empty() { Vec::new() } else { vec![Lost::Mark(mark)] }
        }
        Event::Text(text) => {
            let boxes = ["[ ] ", "[x] ", "[X] "].into_iter().filter(|mark| at_item && text.starts_with(mark));
            let struck = text.contains("~~").then_some("~~");
            let marks = boxes.map(str::trim_end).chain(struck).map(str::to_owned);
            marks.chain(calls(text)).map(Lost::Mark).collect()
        }
        _ => Vec::new(),
    }
}

/// The calls of notes in a text: `[^1]`.
fn calls(text: &str) -> impl Iterator<Item = String> {
    text.split("[^").skip(1).filter_map(|rest| {
        let (name, _) = rest.split_once(']')?;
        (!name.is_empty() && !name.contains(char::is_whitespace)).then(|| format!("[^{name}]"))
    })
}

/// True for what starts on a line of its own.
const fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
}

/// Gathers the printed text line by line.
struct Lines<'a> {
    text: &'a str,
    /// Tells the lines that the comments took.
    source: &'a Uncommented,
    /// Offset up to which lines were counted, and how many.
    counted: (usize, usize),
    /// Where the last piece ended.
    end: usize,
    gathered: Vec<DescriptionLine>,
    under: Option<Arc<Under>>,
}

impl<'a> Lines<'a> {
    fn new(source: &'a Uncommented) -> Self {
        Self { text: &source.text, source, counted: (0, 1), end: 0, gathered: Vec::new(), under: None }
    }

    /// The 1-based line of an offset; offsets come in growing order but for a few.
    fn line_of(&mut self, offset: usize) -> usize {
        let (from, line) = if offset < self.counted.0 { (0, 1) } else { self.counted };
        let ends = self.text.as_bytes().get(from..offset).unwrap_or_default();
        self.counted = (offset, line + ends.iter().filter(|byte| **byte == b'\n').count());
        self.counted.1 + self.source.taken_before(offset)
    }

    /// The first line that prints something.
    fn first(&self) -> usize {
        self.gathered.first().map_or(1, |first| first.line)
    }

    fn add(&mut self, range: std::ops::Range<usize>, piece: &str) {
        let line = self.line_of(range.start);
        // Between two pieces of a line stand marks that print nothing, but for those that part cells.
        let between = self.text.get(self.end..range.start).unwrap_or_default();
        let parted = between.contains(['|', '<', ' ']);
        self.end = range.end;
        match self.gathered.last_mut().filter(|last| last.line == line) {
            Some(last) => {
                if parted {
                    last.text.push(' ');
                }
                last.text.push_str(piece);
            }
            None => {
                let under = self.under.clone();
                self.gathered.push(DescriptionLine { line, text: piece.to_owned(), under });
            }
        }
    }
}

/// Close the current section; text before the first heading is kept under the title « Présentation ».
fn flush(
    (sections, places): (&mut Vec<DescriptionSection>, &mut Places),
    title: Option<(String, usize)>,
    first: usize,
    body: &mut Vec<Event<'_>>,
    quoted: &[Quoted],
) {
    let marks =
        body.iter().filter(|event| matches!(event, Event::InlineHtml(mark) if **mark == *FIGURE)).count();
    let figures: Vec<String> =
        quoted.iter().skip(quoted.len().saturating_sub(marks)).map(|quoted| quoted.id.clone()).collect();
    let characters = body
        .iter()
        .map(|event| match event {
            Event::Text(text) | Event::Code(text) => text.chars().count(),
            Event::SoftBreak | Event::HardBreak => 1,
            _ => 0,
        })
        .sum();
    let mut rendered = String::new();
    html::push_html(&mut rendered, body.drain(..));
    if title.is_none() && characters == 0 && figures.is_empty() {
        return;
    }
    let (title, line) = title.unwrap_or_else(|| ("Présentation".to_owned(), first));
    let (title, fund) = of_fund(&title);
    // The same heading twice is one section in two parts: nothing that was written is lost.
    let of_title = places.entry(normalise(&title)).or_default();
    let rank = *of_title.entry(fund.clone().unwrap_or_default()).or_insert(sections.len());
    match sections.get_mut(rank) {
        Some(section) => {
            section.html.push_str(&rendered);
            section.figures.extend(figures);
            section.characters += characters;
        }
        None => sections.push(DescriptionSection { title, line, fund, html: rendered, figures, characters }),
    }
}

/// An event that cannot carry markup of its own: HTML becomes text, images their text, dangerous links plain text.
fn safe(event: Event<'_>) -> Option<Event<'_>> {
    Some(match event {
        // Comments went before; what is left of one is no text.
        Event::Html(text) | Event::InlineHtml(text) if text.trim_start().starts_with("<!--") => return None,
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => return None,
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
            let harmless =
                ["https://", "http://", "mailto:"].iter().any(|scheme| dest_url.starts_with(scheme));
            let dest_url = if harmless { dest_url } else { CowStr::Borrowed("about:blank") };
            Event::Start(Tag::Link { link_type, dest_url, title: CowStr::Borrowed(""), id })
        }
        // The document's own headings stand above those of the narrative.
        Event::Start(Tag::Heading { .. }) => Event::Start(Tag::Heading {
            level: HeadingLevel::H4,
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(HeadingLevel::H4)),
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_found_by_heading() {
        let text = "## Contexte et enjeux\n\nUn *texte*.\n\n## Objectifs\n\n- un\n- deux\n";
        let description = Description::parse(text);
        assert_eq!(description.sections.len(), 2);
        let context = description.find("contexte et ENJEUX", "f").unwrap();
        assert_eq!(context.html, "<p>Un <em>texte</em>.</p>\n");
        assert_eq!(context.characters, 9);
        assert_eq!(description.sections.iter().map(|section| section.line).collect::<Vec<_>>(), [1, 5]);
        assert!(description.find("Objectifs", "f").unwrap().html.contains("<li>un</li>"));
    }

    #[test]
    fn raw_markup_is_text() {
        let description =
            Description::parse("## A\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![y](z.png)\n");
        let html = &description.sections[0].html;
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("javascript"), "{html}");
        assert!(!html.contains("<img"), "{html}");
    }

    #[test]
    fn a_comment_is_not_content() {
        let description = Description::parse("<!--\nnote\nencore\n-->\n\n## A\n\nx <!-- y --> z\n");
        assert_eq!(description.sections.len(), 1);
        assert_eq!(description.sections[0].html, "<p>x  z</p>\n");
    }

    #[test]
    fn what_follows_a_comment_is_printed_and_what_is_lost_is_told() {
        let text = "## A\n\n<!-- note --> Le texte.\n\n![plan](plan.png) et ~~rayé~~ <u>x</u>\n\n- [ ] à faire\n\n[^1]: La note.\n\n<!-- jamais fermé\n\n## B\n";
        let description = Description::parse(text);
        assert!(description.sections[0].html.contains("Le texte."), "{}", description.sections[0].html);
        let mark = |mark: &str| Lost::Mark(mark.to_owned());
        let losses: Vec<(usize, Lost)> =
            description.losses.into_iter().map(|loss| (loss.line, loss.what)).collect();
        let expected = [
            (5, Lost::Picture("plan.png".to_owned())),
            (5, mark("~~")),
            (5, mark("<u>")),
            (5, mark("</u>")),
            (7, mark("[ ]")),
            (9, Lost::Footnote("La note.".to_owned())),
            (11, Lost::OpenComment),
        ];
        for loss in expected {
            assert!(losses.contains(&loss), "{loss:?} of {losses:?}");
        }
    }

    fn told(text: &str) -> (String, Vec<(usize, Lost)>) {
        let description = Description::parse(text);
        let html = description.sections.iter().map(|section| section.html.as_str()).collect();
        (html, description.losses.into_iter().map(|loss| (loss.line, loss.what)).collect())
    }

    #[test]
    fn a_comment_is_never_printed_and_what_stands_around_it_is() {
        let cases = [
            ("## A\n\n<!-- privé --> T **un** <!-- privé --> deux\n", "<p>T <strong>un</strong>  deux</p>\n"),
            ("## A\n\nmot <!-- privé\n\nprivé --> suite\n", "<p>mot  suite</p>\n"),
            ("## A\n\n- un\n<!-- privé\n  privé -->\n- deux\n", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"),
            (
                "## A\n\n- un\n  <!-- privé\n  privé --> deux\n\ntrois\n",
                "<ul>\n<li>un\ndeux</li>\n</ul>\n<p>trois</p>\n",
            ),
            (
                "## A\n\n<!-- privé -->\n<!-- privé -->\n> un <!-- privé -->\n",
                "<blockquote>\n<p>un</p>\n</blockquote>\n",
            ),
            (
                "## A\n\nmot <!-- privé\n```\n-->\n\n<!-- privé -->\n\n```\nx\n```\n",
                "<p>mot</p>\n<pre><code>x\n</code></pre>\n",
            ),
        ];
        for (text, expected) in cases {
            let (html, losses) = told(text);
            assert_eq!(html, expected, "{text}");
            assert_eq!(losses, [], "{text}");
        }
        let (html, losses) = told("## A\n\n`<!-- a -->`\n\n```\n<!-- b -->\n```\n");
        assert!(
            html.contains("&lt;!-- a --&gt;") && html.contains("&lt;!-- b --&gt;"),
            "code is text: {html}"
        );
        assert_eq!(losses, []);
    }

    #[test]
    fn a_comment_that_is_never_closed_takes_what_follows_and_says_so() {
        for text in
            ["## A\n\nun\n\n<!-- x --> <!-- privé\n\nprivé\n", "## A\n\nun\n\n- deux <!-- privé\n\n## B\n"]
        {
            let (html, losses) = told(text);
            assert!(html.contains("un") && !html.contains("priv") && !html.contains("--"), "{html}");
            assert_eq!(losses, [(5, Lost::OpenComment)], "{text}");
        }
        // What is printed is not said to be lost.
        let (html, losses) = told("## A\n\n- un\n  <!-- a\n  b -->\n  deux\n");
        assert!(html.contains("deux"), "{html}");
        assert_eq!(losses, []);
    }

    #[test]
    fn lines_are_counted_through_comments() {
        let text = "<!--\na\n-->\n\n## A\n\n<!-- b\nc -->\n\nun <u>x</u>\n\n{{chiffre a}}\n";
        let description = Description::parse(text);
        assert_eq!(description.sections[0].line, 5);
        assert_eq!(description.losses.iter().map(|loss| loss.line).collect::<Vec<_>>(), [10, 10]);
        assert_eq!(description.quoted[0].line, 12);
        assert_eq!(description.lines.iter().map(|line| line.line).collect::<Vec<_>>(), [5, 10, 12]);
    }

    #[test]
    fn notes_titles_and_addresses_that_are_not_printed_are_told() {
        let text = "## A\n\nun[^2] et [deux](https://a.fr \"titre un\"), [trois][t], `[^9]`\n\n[^2]: note de *plusieurs* mots\n    et sa suite\n\n[^3]: seule\n\n[t]: https://b.fr \"titre deux\"\n[Attention]: urgent\n\nquatre\n";
        let (html, losses) = told(text);
        for absent in ["note de", "suite", "seule", "titre", "urgent"] {
            assert!(!html.contains(absent), "{absent}: {html}");
        }
        assert!(html.contains("un[^2] et ") && html.contains("quatre"), "{html}");
        let expected = [
            (3, Lost::Mark("[^2]".to_owned())),
            (3, Lost::Title("titre un".to_owned())),
            (5, Lost::Footnote("note de plusieurs mots et sa suite".to_owned())),
            (8, Lost::Footnote("seule".to_owned())),
            (10, Lost::Title("titre deux".to_owned())),
            (11, Lost::Address("[Attention]: urgent".to_owned())),
        ];
        assert_eq!(losses, expected);
    }

    #[test]
    fn a_second_definition_of_one_name_is_told() {
        let text = "## A\n\n[un][t] et [deux][t]\n\n[t]: https://a.fr\n[T]: https://b.fr\n\n> cité\n\n---\n\n[t]: x\nsuite\n\nA\n===\n\n| a |\n|---|\n| b |\n";
        let address = |typed: &str| Lost::Address(typed.to_owned());
        assert_eq!(told(text).1, [(6, address("[T]: https://b.fr")), (12, address("[t]: x"))]);
    }

    #[test]
    fn a_heading_given_twice_keeps_both_parts() {
        let description = Description::parse("## A\n\nun\n\n## B\n\n## a\n\ndeux\n");
        assert_eq!(description.find("A", "f").unwrap().html, "<p>un</p>\n<p>deux</p>\n");
        assert_eq!(description.sections.len(), 2);
    }

    #[test]
    fn printed_lines_are_told_apart_from_markup() {
        let text = "## A&amp;B\n\nun **deux** &#x202E;trois\n<!-- caché -->\n\n|a|b|\n|-|-|\n|c|d|\n";
        let description = Description::parse(text);
        let lines: Vec<(usize, &str)> =
            description.lines.iter().map(|line| (line.line, line.text.as_str())).collect();
        assert_eq!(lines, [(1, "A&B"), (3, "un deux \u{202e}trois"), (6, "a b"), (8, "c d")]);
        assert_eq!(description.tables, [(6, 2)]);
    }

    #[test]
    fn text_before_any_heading_is_not_lost() {
        assert_eq!(Description::parse("Bonjour.").sections[0].title, "Présentation");
        assert!(Description::parse("").sections.is_empty());
    }

    #[test]
    fn a_section_of_a_fund_comes_before_that_of_all() {
        let text = "## Objectifs\n\ntous\n\n## Objectifs {fonds-un}\n\nlui\n\n## Moyens {fonds-deux}\n\nx\n";
        let description = Description::parse(text);
        let html = |title: &str, fund: &str| description.find(title, fund).map(|one| one.html.as_str());
        assert_eq!(html("Objectifs", "fonds-un"), Some("<p>lui</p>\n"));
        assert_eq!(html("Objectifs", "fonds-deux"), Some("<p>tous</p>\n"));
        assert_eq!(html("Moyens", "fonds-un"), None);
        let lines =
            |fund: &str| description.lines_for(fund).map(|line| line.text.clone()).collect::<Vec<_>>();
        let (one, two) = (lines("fonds-un"), lines("fonds-deux"));
        assert!(one.contains(&"lui".to_owned()) && !one.contains(&"tous".to_owned()), "{one:?}");
        assert!(two.contains(&"tous".to_owned()) && !two.contains(&"lui".to_owned()), "{two:?}");
    }

    #[test]
    fn figures_are_asked_for_and_everything_else_is_text() {
        let text = "## A\n\nCoût {{chiffre cout_total}} et **{{ chiffre a_b.c_d }}**, {{autre x}}, {{#if y}}, `{{chiffre z}}` <data value=\"\"></data>\n";
        let section = Description::parse(text).sections.remove(0);
        assert_eq!(section.figures, ["cout_total", "a_b.c_d"]);
        let html = section.filled(&|id| format!("[{id}]"));
        for kept in
            ["Coût [cout_total] et <strong>[a_b.c_d]</strong>, {{autre x}}, {{#if y}}", "{{chiffre z}}"]
        {
            assert!(html.contains(kept), "{html}");
        }
        assert!(!html.contains("<data"), "a mark of the source is text: {html}");
        assert_eq!(section.length(&|_| "12".to_owned()), section.characters + 4);
    }

    #[test]
    fn what_is_not_quite_a_figure_is_text() {
        for text in ["{{chiffre}}", "{{chiffre a b}}", "{{chiffre a", "{{ }}", "{{{{"] {
            assert_eq!(figures_of(text), (Vec::new(), text), "{text}");
        }
        assert_eq!(figures_of("{{x}} {{chiffre a}}."), (vec![("{{x}} ", "a")], "."));
    }

    #[test]
    fn many_headings_and_many_marks_are_read_in_the_time_of_their_length() {
        let text: String = (0..20_000).map(|rank| format!("## titre {rank}\n\nx\n\n")).collect();
        let description = Description::parse(&text);
        assert_eq!(description.sections.len(), 20_000);
        assert_eq!(description.lines_for("f").count(), 40_000);
        assert_eq!(description.find("Titre 19999", "f").map(|section| section.line), Some(79_997));
        let marks = "[".repeat(200_000);
        let description = Description::parse(&marks);
        assert_eq!(description.lines.iter().map(|line| line.text.len()).sum::<usize>(), marks.len());
    }

    #[test]
    fn blocks_deeper_than_the_documents_print_are_told_with_their_line() {
        let list = |levels: usize| -> String {
            (0..levels).map(|level| format!("{}- niveau\n", "  ".repeat(level))).collect()
        };
        let deep = |text: &str| Description::parse(text).deep;
        assert_eq!(deep(&format!("## A\n\n{}\n| a |\n|---|\n| *b* |\n", list(20))), []);
        assert_eq!(deep(&format!("## A\n\n{}\nfin\n", list(30))), [(3, 60)]);
        assert_eq!(deep(&format!("a\n\n{} b\n", ">".repeat(50))), [(3, 51)]);
    }
}
