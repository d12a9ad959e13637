//! Inline content to slices, one per line.

use std::rc::Rc;

use crate::pdf::BESIDE;
use crate::pdf::block::{Check, Inline, SpanKind};
use crate::pdf::display::{Artifact, Drawing, Item, LinkArea, Owner, Paint, Shape, Target};
use crate::pdf::structure::{ElementId, Role, SlotId};
use crate::pdf::text::{self, Line, LinkMark, Rich, Segment, Style};

use super::flow::Flow;
use super::slice::{self, Slice};

/// Where lines sit between their two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Right,
    Centre,
}

/// What the spans around a piece of text say about it.
#[derive(Clone)]
struct Context {
    style: Style,
    element: ElementId,
    link: Option<Rc<LinkMark>>,
    literal: bool,
    no_wrap: bool,
    /// Inside what is raised already.
    raised: bool,
}

impl Flow<'_> {
    /// Inline content of an element, typeset; its structure hangs below `element`.
    pub(crate) fn rich(&mut self, inlines: &[Inline], style: Style, element: ElementId) -> Rich {
        self.rich_with(inlines, style, element, false)
    }

    /// As [`Flow::rich`], for content such as an amount that has no place to break.
    pub(crate) fn rich_on_one_line(&mut self, inlines: &[Inline], style: Style, element: ElementId) -> Rich {
        self.rich_with(inlines, style, element, true)
    }

    fn rich_with(&mut self, inlines: &[Inline], style: Style, element: ElementId, no_wrap: bool) -> Rich {
        let mut parts = Vec::with_capacity(inlines.len());
        let context = Context { style, element, link: None, literal: false, no_wrap, raised: false };
        let mut slot = None;
        self.parts(inlines, &context, &mut slot, &mut parts);
        Rich::new(parts, self.shaper)
    }

    /// A plain text of one style, already attached to its place.
    pub(crate) fn plain(&mut self, text: &str, style: Style, owner: Owner) -> Rich {
        let part = (text.to_owned(), segment(style, owner));
        Rich::new(vec![part], self.shaper)
    }

    /// As [`Flow::plain`], kept on one line.
    pub(crate) fn plain_line(&mut self, text: &str, style: Style, owner: Owner) -> Line {
        let rich = self.plain(text, style, owner);
        self.shaper.single_line(&rich)
    }

    fn parts(
        &mut self,
        inlines: &[Inline],
        context: &Context,
        slot: &mut Option<SlotId>,
        parts: &mut Vec<(String, Segment)>,
    ) {
        for inline in inlines {
            match inline {
                Inline::Text(text) if !context.literal && text.contains(CHECK_SIGNS) => {
                    // The fonts lack these signs: they are drawn like check boxes.
                    self.parts(&split_checks(text), context, slot, parts);
                }
                Inline::Text(text) if !context.literal && !context.raised && ordinal(text).is_some() => {
                    self.parts(&split_ordinals(text), context, slot, parts);
                }
                Inline::Text(text) => {
                    let slot = *slot.get_or_insert_with(|| self.tree.slot(context.element));
                    parts.push((text.clone(), context.segment(slot)));
                }
                Inline::Break => {
                    let slot = *slot.get_or_insert_with(|| self.tree.slot(context.element));
                    parts.push((text::forced_break(), context.segment(slot)));
                }
                Inline::Check(check) => {
                    let element = self.tree.add(context.element, Role::Span);
                    if let Some(attributes) = self.tree.attributes(element) {
                        attributes.actual_text = Some(text::check_text(*check).to_owned());
                    }
                    let segment = Segment { check: Some(*check), ..context.segment(self.tree.slot(element)) };
                    parts.push((text::MISSING.to_string(), segment));
                    *slot = None;
                }
                Inline::Span { kind, children } => self.span(kind, children, context, slot, parts),
            }
        }
    }

    fn span(
        &mut self,
        kind: &SpanKind,
        children: &[Inline],
        context: &Context,
        slot: &mut Option<SlotId>,
        parts: &mut Vec<(String, Segment)>,
    ) {
        let mut inner = Context {
            style: text::span_style(context.style, kind, self.theme.colours.link),
            ..context.clone()
        };
        match kind {
            SpanKind::Strong | SpanKind::Emphasis => {
                inner.element = self.tree.add(context.element, Role::Span)
            }
            SpanKind::Code => {
                inner.element = self.tree.add(context.element, Role::Code);
                inner.literal = true;
            }
            SpanKind::Foreign { language } => {
                inner.element = self.tree.add(context.element, Role::Span);
                if let Some(attributes) = self.tree.attributes(inner.element) {
                    attributes.language = Some(language.clone());
                }
            }
            SpanKind::Link { href } => {
                if let Some(target) = self.target(href) {
                    inner.element = self.tree.add(context.element, Role::Link);
                    inner.link = Some(Rc::new(LinkMark {
                        element: inner.element,
                        target,
                        contents: text::plain(children),
                    }));
                } else {
                    // A link to nowhere is shown as the text it is.
                    inner.style.colour = context.style.colour;
                }
            }
            SpanKind::Figure { id } => {
                inner.no_wrap = true;
                let first = parts.len();
                self.parts(children, &inner, slot, parts);
                let index = self.add_figure(id, text::plain(children));
                if let Some((_, segment)) = parts.get_mut(first) {
                    segment.figure = Some(index);
                }
                return;
            }
            SpanKind::NoWrap => inner.no_wrap = true,
            SpanKind::Superscript => inner.raised = true,
            SpanKind::Small | SpanKind::Subscript | SpanKind::Plain => {}
        }
        if inner.element == context.element {
            self.parts(children, &inner, slot, parts);
        } else {
            self.parts(children, &inner, &mut None, parts);
            *slot = None;
        }
    }

    /// An outside address, another file of the pack, or a place of this document.
    fn target(&mut self, href: &str) -> Option<Target> {
        if let Some(path) = href.strip_prefix(BESIDE) {
            return Some(Target::File(path.to_owned()));
        }
        match href.strip_prefix('#') {
            Some(id) => self.anchor_of(id).map(Target::Anchor),
            // « www.exemple.fr » typed without a scheme would be looked for beside the document.
            None => {
                SCHEMES.iter().any(|scheme| href.starts_with(scheme)).then(|| Target::Uri(href.to_owned()))
            }
        }
    }

    /// Slices of a paragraph: one per line.
    pub(crate) fn paragraph(&mut self, rich: &Rich, x: f32, width: f32, align: Align) -> Vec<Slice> {
        self.paragraph_with_leading(rich, x, width, align, self.theme.sizes.leading)
    }

    pub(crate) fn paragraph_with_leading(
        &mut self,
        rich: &Rich,
        x: f32,
        width: f32,
        align: Align,
        leading: f32,
    ) -> Vec<Slice> {
        let lines = self.shaper.lines(rich, width);
        lines.into_iter().map(|line| self.line(line, x, width, align, leading)).collect()
    }

    /// A line as a slice.
    pub(crate) fn line(&self, line: Line, x: f32, width: f32, align: Align, leading: f32) -> Slice {
        let height = line.size * leading;
        let (ascent, descent) = self.shaper.extents();
        let baseline = (height - (ascent + descent) * line.size) / 2.0 + ascent * line.size;
        let mut slice = Slice::blank(height);
        let start = x + match align {
            Align::Left => 0.0,
            Align::Right => width - line.width,
            Align::Centre => (width - line.width) / 2.0,
        };
        place(line, start, baseline, &mut slice);
        slice
    }
}

/// Addresses that a link may lead to.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// Where the letters of the first « 1er » or « 1re » begin.
fn ordinal(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("1er").or_else(|| rest.find("1re"))) {
        let at = from + at;
        let is_word = |c: char| c.is_alphanumeric() || c == '-';
        let starts = !text.get(..at).is_some_and(|before| before.ends_with(is_word));
        let ends = !text.get(at + 3..).is_some_and(|after| after.starts_with(is_word));
        if starts && ends {
            return Some(at + 1);
        }
        from = at + 3;
    }
    None
}

/// Raises the letters of ordinals; the text stays the same.
fn split_ordinals(text: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut rest = text;
    while let Some(at) = ordinal(rest) {
        let (before, tail) = rest.split_at(at);
        let (letters, after) = tail.split_at(2);
        inlines.push(Inline::Text(before.to_owned()));
        let children = vec![Inline::Text(letters.to_owned())];
        inlines.push(Inline::Span { kind: SpanKind::Superscript, children });
        rest = after;
    }
    if !rest.is_empty() {
        inlines.push(Inline::Text(rest.to_owned()));
    }
    inlines
}

/// Check boxes typed as characters.
const CHECK_SIGNS: [char; 3] = ['☐', '☑', '☒'];

fn split_checks(text: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for part in text.split_inclusive(CHECK_SIGNS) {
        let before = part.trim_end_matches(CHECK_SIGNS);
        if !before.is_empty() {
            inlines.push(Inline::Text(before.to_owned()));
        }
        if before.len() < part.len() {
            let off = part.ends_with('☐');
            inlines.push(Inline::Check(if off { Check::Off } else { Check::On }));
        }
    }
    inlines
}

impl Context {
    fn segment(&self, slot: SlotId) -> Segment {
        Segment {
            link: self.link.clone(),
            literal: self.literal,
            no_wrap: self.no_wrap,
            ..segment(self.style, Owner::Content(slot))
        }
    }
}

pub(crate) fn segment(style: Style, owner: Owner) -> Segment {
    Segment {
        style,
        owner,
        link: None,
        figure: None,
        notices: Vec::new(),
        check: None,
        literal: false,
        no_wrap: false,
    }
}

/// Puts a line's pieces into a slice.
pub(crate) fn place(line: Line, x: f32, baseline: f32, slice: &mut Slice) {
    let end = line.width;
    let mut underlines = Vec::new();
    for piece in line.pieces {
        let left = x + piece.x;
        let segment = piece.segment;
        let y = baseline - segment.style.rise;
        if let Some(figure) = segment.figure
            && !slice.figures.contains(&figure)
        {
            slice.figures.push(figure);
        }
        slice.notices.extend_from_slice(&segment.notices);
        if let Some(check) = segment.check {
            draw_check(check, segment.owner, left, y, segment.style, &mut slice.items);
            slice
                .items
                .push(Item { owner: segment.owner, drawing: Drawing::Text { x: left, y, run: piece.run } });
            continue;
        }
        if let Some(link) = &segment.link {
            let width = piece.run.width().min((end - piece.x).max(0.0));
            let size = segment.style.size;
            if width > 0.0 {
                slice.links.push(LinkArea {
                    element: link.element,
                    target: link.target.clone(),
                    contents: link.contents.clone(),
                    x: left,
                    y: y - size * 0.95,
                    width,
                    height: size * 1.25,
                });
                let under = y + size * 0.14;
                underlines.push(slice::stroke(
                    Owner::Artifact(Artifact::Layout),
                    (left, under),
                    (left + width, under),
                    0.4,
                    segment.style.colour,
                    None,
                ));
            }
        }
        slice
            .items
            .push(Item { owner: segment.owner, drawing: Drawing::Text { x: left, y, run: piece.run } });
    }
    slice.items.append(&mut underlines);
}

/// A check box in vectors, as wide as the sign that holds its place.
fn draw_check(check: Check, owner: Owner, x: f32, baseline: f32, style: Style, items: &mut Vec<Item>) {
    let side = style.size * 0.78;
    let left = x + style.size * 0.04;
    let top = baseline - side + style.size * 0.06;
    let mut add = |points: Vec<(f32, f32)>, closed: bool, width: f32| {
        items.push(Item {
            owner,
            drawing: Drawing::Shape {
                shape: Shape::Polygon { points, closed },
                paint: Paint::Stroke { colour: style.colour, width, dash: None },
            },
        });
    };
    let at = |dx: f32, dy: f32| (left + side * dx, top + side * dy);
    add(vec![at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0), at(0.0, 1.0)], true, style.size * 0.075);
    match check {
        Check::On => add(vec![at(0.2, 0.55), at(0.42, 0.78), at(0.82, 0.22)], false, style.size * 0.13),
        Check::NotApplicable => add(vec![at(0.25, 0.5), at(0.75, 0.5)], false, style.size * 0.1),
        Check::Off => {}
    }
}
