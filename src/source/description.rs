//! `description.md`: narrative sections by heading, as safe XHTML.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

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
    /// What is not printed, or not as the writer meant it, in the order of the file.
    pub losses: Vec<Loss>,
}

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
}

/// What stands under one `##` heading.
#[derive(Debug, Clone)]
pub struct DescriptionSection {
    /// The heading.
    pub title: String,
    /// 1-based line of the heading; of the first text, without one.
    pub line: usize,
    /// The body as XHTML: raw HTML of the source is shown as text, never interpreted.
    pub html: String,
    /// Length of the text in characters, as a portal counts it.
    pub characters: usize,
}

impl Description {
    /// Split a Markdown text into sections.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut sections: Vec<DescriptionSection> = Vec::new();
        let mut heading: Option<(String, usize)> = None;
        let mut body: Vec<Event<'_>> = Vec::new();
        let mut title: Option<(String, usize)> = None;
        let mut in_comment = false;
        let mut lines = Lines::new(text);
        let mut tables = Vec::new();
        let mut losses = footnotes(text);
        let mut comment = 0;
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            let start = range.start;
            match &event {
                Event::Text(piece) | Event::Code(piece) => lines.add(range, piece),
                Event::Start(Tag::Table(columns)) => tables.push((lines.line_of(start), columns.len())),
                _ => {}
            }
            if losses.len() < LOSSES && !in_comment {
                let line = |lines: &mut Lines<'_>| lines.line_of(start);
                losses.extend(lost(&event).into_iter().map(|what| Loss { line: line(&mut lines), what }));
            }
            match event {
                Event::Start(Tag::Heading { level: HeadingLevel::H1 | HeadingLevel::H2, .. }) => {
                    flush(&mut sections, title.take(), lines.first(), &mut body);
                    heading = Some((String::new(), lines.line_of(start)));
                }
                Event::End(TagEnd::Heading(HeadingLevel::H1 | HeadingLevel::H2)) => title = heading.take(),
                other => match (&mut heading, other) {
                    (Some((heading, _)), Event::Text(text) | Event::Code(text)) => heading.push_str(&text),
                    (Some(_), _) => {}
                    // A block of comment comes line by line: from its opening mark to its closing one, it is skipped.
                    (None, Event::Html(text)) if in_comment || text.trim_start().starts_with("<!--") => {
                        if !in_comment {
                            comment = lines.line_of(start);
                        }
                        in_comment = !text.contains("-->");
                        // What stands after the closing mark is no comment.
                        let after = text.split_once("-->").map(|(_, after)| after.trim());
                        if let Some(after) = after.filter(|after| !after.is_empty()) {
                            let end = text.trim_end().len();
                            lines.add(start + end - after.len()..start + end, after);
                            body.push(Event::Text(CowStr::from(after.to_owned())));
                        }
                    }
                    (None, event) => body.extend(safe(event)),
                },
            }
        }
        flush(&mut sections, title, lines.first(), &mut body);
        if in_comment {
            losses.push(Loss { line: comment, what: Lost::OpenComment });
        }
        losses.sort_by_key(|loss| loss.line);
        Self { sections, lines: lines.gathered, tables, losses }
    }

    /// The section under a heading, spelling forgiven.
    #[must_use]
    pub fn find(&self, title: &str) -> Option<&DescriptionSection> {
        let wanted = normalise(title);
        self.sections.iter().find(|section| normalise(&section.title) == wanted)
    }
}

/// What an event does not print, or prints as it is typed.
fn lost(event: &Event<'_>) -> Vec<Lost> {
    match event {
        Event::Start(Tag::Image { dest_url, .. }) => vec![Lost::Picture(dest_url.to_string())],
        Event::Html(text) | Event::InlineHtml(text) if !text.trim_start().starts_with("<!--") => {
            let mark: String = text.trim().chars().take(40).collect();
            if mark.is_empty() { Vec::new() } else { vec![Lost::Mark(mark)] }
        }
        Event::Text(text) => {
            let mut marks = Vec::new();
            if text.contains("~~") {
                marks.push(Lost::Mark("~~".to_owned()));
            }
            if ["[ ] ", "[x] ", "[X] "].iter().any(|mark| text.starts_with(mark)) {
                marks.push(Lost::Mark(text.chars().take(3).collect()));
            }
            if let Some((_, rest)) = text.split_once("[^")
                && let Some((name, _)) = rest.split_once(']')
            {
                marks.push(Lost::Mark(format!("[^{name}]")));
            }
            marks
        }
        _ => Vec::new(),
    }
}

/// The texts of footnotes: the reader of Markdown takes them for definitions of links, which print nothing.
fn footnotes(text: &str) -> Vec<Loss> {
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(index, line)| {
            let (name, note) = line.trim_start().strip_prefix("[^")?.split_once("]:")?;
            (!name.is_empty() && !name.contains(char::is_whitespace))
                .then(|| Loss { line: index + 1, what: Lost::Footnote(note.trim().to_owned()) })
        })
        .take(LOSSES)
        .collect()
}

/// Gathers the printed text line by line.
struct Lines<'a> {
    text: &'a str,
    /// Offset up to which lines were counted, and how many.
    counted: (usize, usize),
    /// Where the last piece ended.
    end: usize,
    gathered: Vec<DescriptionLine>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, counted: (0, 1), end: 0, gathered: Vec::new() }
    }

    /// The 1-based line of an offset; offsets come in growing order but for a few.
    fn line_of(&mut self, offset: usize) -> usize {
        let (from, line) = if offset < self.counted.0 { (0, 1) } else { self.counted };
        let ends = self.text.as_bytes().get(from..offset).unwrap_or_default();
        self.counted = (offset, line + ends.iter().filter(|byte| **byte == b'\n').count());
        self.counted.1
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
            None => self.gathered.push(DescriptionLine { line, text: piece.to_owned() }),
        }
    }
}

/// Close the current section; text before the first heading is kept under the title « Présentation ».
fn flush(
    sections: &mut Vec<DescriptionSection>,
    title: Option<(String, usize)>,
    first: usize,
    body: &mut Vec<Event<'_>>,
) {
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
    if title.is_none() && characters == 0 {
        return;
    }
    let (title, line) = title.unwrap_or_else(|| ("Présentation".to_owned(), first));
    // The same heading twice is one section in two parts: nothing that was written is lost.
    match sections.iter_mut().find(|section| normalise(&section.title) == normalise(&title)) {
        Some(section) => {
            section.html.push_str(&rendered);
            section.characters += characters;
        }
        None => sections.push(DescriptionSection { title, line, html: rendered, characters }),
    }
}

/// An event that cannot carry markup of its own: HTML becomes text, images their text, dangerous links plain text.
fn safe(event: Event<'_>) -> Option<Event<'_>> {
    Some(match event {
        // A comment is a note of the writer to himself.
        Event::InlineHtml(text) if text.starts_with("<!--") => return None,
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
        let context = description.find("contexte et ENJEUX").unwrap();
        assert_eq!(context.html, "<p>Un <em>texte</em>.</p>\n");
        assert_eq!(context.characters, 9);
        assert_eq!(description.sections.iter().map(|section| section.line).collect::<Vec<_>>(), [1, 5]);
        assert!(description.find("Objectifs").unwrap().html.contains("<li>un</li>"));
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

    #[test]
    fn a_heading_given_twice_keeps_both_parts() {
        let description = Description::parse("## A\n\nun\n\n## B\n\n## a\n\ndeux\n");
        assert_eq!(description.find("A").unwrap().html, "<p>un</p>\n<p>deux</p>\n");
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
}
