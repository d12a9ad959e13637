//! The flow: blocks to slices, in one column.

use std::collections::BTreeMap;

use crate::pdf::block::{Block, BoxKind, Inline};
use crate::pdf::colour::Colour;
use crate::pdf::display::{AnchorId, Artifact, Owner};
use crate::pdf::structure::{ElementId, Role, Tree};
use crate::pdf::text::{Shaper, Style};
use crate::pdf::theme::Theme;

use super::carried::{CarryId, CarryLook};
use super::headings::{Heading, Headings};
use super::inline::Align;
use super::pairs::{ends_with_signature, opens_with_signature};
use super::slice::{self, BoxId, HeadId, Slice};
use super::{Anchors, Geometry};

/// A block shorter than this part of a page goes to the next page with the signature that follows it.
const LEAD_IN: f32 = 0.25;
/// A table or a key/value block shorter than this part of a page is kept whole.
const WHOLE: f32 = 0.34;
/// A key/value block lower than this, in points, is kept whole even where the page is not high.
const WHOLE_PAIRS: f32 = 150.0;
/// A paragraph shorter than this part of a page, between a heading and a table, stays with both.
const LEGEND: f32 = 0.09;

/// A box drawn behind slices, on every page they reach.
#[derive(Debug, Clone)]
pub(crate) struct BoxLook {
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) fill: Option<Colour>,
    /// Bar along the left side.
    pub(crate) bar: Option<Colour>,
    pub(crate) border: Option<Colour>,
}

/// Slices repeated as artifacts at the top of a table's next pages.
pub(crate) type Head = Vec<Slice>;

/// A column of text: its left edge, its width and the style of its text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) style: Style,
    pub(crate) parent: ElementId,
    /// Line height, as a multiple of the size.
    pub(crate) leading: f32,
    /// Inside the title block.
    pub(crate) title: bool,
}

impl Column {
    pub(crate) fn inset(self, left: f32, right: f32) -> Column {
        Column { x: self.x + left, width: (self.width - left - right).max(8.0), ..self }
    }

    pub(crate) fn under(self, parent: ElementId) -> Column {
        Column { parent, ..self }
    }
}

/// What a layout leaves once its slices are made.
pub(crate) struct Parts {
    pub(crate) tree: Tree,
    pub(crate) boxes: Vec<BoxLook>,
    pub(crate) heads: Vec<Head>,
    pub(crate) carries: Vec<CarryLook>,
    pub(crate) figures: Vec<(String, String)>,
    pub(crate) headings: Vec<Heading>,
    pub(crate) anchor_count: usize,
}

/// Turns blocks into slices.
pub(crate) struct Flow<'a> {
    pub(crate) theme: &'a Theme,
    pub(crate) geometry: Geometry,
    pub(crate) shaper: &'a mut Shaper,
    pub(crate) tree: Tree,
    boxes: Vec<BoxLook>,
    pub(crate) heads: Vec<Head>,
    carries: Vec<CarryLook>,
    figures: Vec<(String, String)>,
    /// Notices of the table being prepared.
    pub(crate) table_notices: Vec<usize>,
    pub(crate) headings: Vec<Heading>,
    pub(crate) next_heading: usize,
    anchors: Anchors,
    ids: BTreeMap<String, AnchorId>,
    pub(crate) logo_drawn: bool,
}

impl<'a> Flow<'a> {
    pub(crate) fn new(
        theme: &'a Theme,
        geometry: Geometry,
        shaper: &'a mut Shaper,
        headings: Headings,
    ) -> Flow<'a> {
        let ids =
            headings.list.iter().filter_map(|heading| Some((heading.id.clone()?, heading.anchor))).collect();
        Flow {
            theme,
            geometry,
            shaper,
            tree: Tree::new(),
            boxes: Vec::new(),
            heads: Vec::new(),
            carries: Vec::new(),
            figures: Vec::new(),
            table_notices: Vec::new(),
            headings: headings.list,
            next_heading: 0,
            anchors: headings.anchors,
            ids,
            logo_drawn: false,
        }
    }

    pub(crate) fn finish(self) -> Parts {
        Parts {
            tree: self.tree,
            boxes: self.boxes,
            heads: self.heads,
            carries: self.carries,
            figures: self.figures,
            headings: self.headings,
            anchor_count: self.anchors.count as usize,
        }
    }

    /// The whole document as slices.
    pub(crate) fn document(&mut self, blocks: &[Block]) -> Vec<Slice> {
        self.collect_ids(blocks);
        let column = Column {
            x: self.geometry.left,
            width: self.geometry.text_width(),
            style: Style::new(self.theme.sizes.body, self.theme.colours.ink),
            parent: Tree::ROOT,
            leading: self.theme.sizes.leading,
            title: false,
        };
        self.blocks(blocks, column)
    }

    /// Paragraphs too can be pointed at; headings already are.
    fn collect_ids(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph { id: Some(id), .. } if !self.ids.contains_key(id) => {
                    let anchor = self.anchors.add();
                    self.ids.insert(id.clone(), anchor);
                }
                Block::Title { children, .. }
                | Block::Group { children, .. }
                | Block::Boxed { children, .. }
                | Block::Quote(children) => self.collect_ids(children),
                _ => {}
            }
        }
    }

    pub(crate) fn anchor_of(&self, id: &str) -> Option<AnchorId> {
        self.ids.get(id).copied()
    }

    pub(crate) fn add_figure(&mut self, id: &str, text: String) -> usize {
        self.figures.push((id.to_owned(), text));
        self.figures.len() - 1
    }

    pub(crate) fn add_box(&mut self, look: BoxLook) -> BoxId {
        self.boxes.push(look);
        self.boxes.len() - 1
    }

    pub(crate) fn add_head(&mut self, head: Head) -> HeadId {
        self.heads.push(head);
        self.heads.len() - 1
    }

    pub(crate) fn add_carry(&mut self, look: CarryLook) -> CarryId {
        self.carries.push(look);
        self.carries.len() - 1
    }

    /// Blocks one under the other.
    pub(crate) fn blocks(&mut self, blocks: &[Block], column: Column) -> Vec<Slice> {
        let mut out: Vec<Slice> = Vec::new();
        let mut keep_with_next = false;
        let mut page_break = false;
        // Where the slices of the previous block begin, unless it is a signature itself.
        let mut previous: Option<usize> = None;
        let mut after_heading = false;
        for (index, block) in blocks.iter().enumerate() {
            if matches!(block, Block::PageBreak) {
                page_break = true;
                continue;
            }
            let mut slices = self.block(block, column);
            if opens_with_signature(block)
                && let Some(start) = previous
                && let Some(lead_in) = out.get_mut(start..)
            {
                // A signature alone on its page would not show what is signed.
                if slice::height(lead_in) < self.geometry.text_height() * LEAD_IN {
                    keep_together(lead_in);
                }
                keep_with_next = true;
            }
            previous = (!slices.is_empty() && !ends_with_signature(block)).then_some(out.len());
            if let Some(first) = slices.first_mut() {
                first.keep |= keep_with_next && !page_break;
                first.page_break |= std::mem::take(&mut page_break);
                keep_with_next = match block {
                    Block::Heading { .. } => true,
                    // A paragraph that ends with a colon announces what follows; a short one between a heading and a
                    // table is the table's legend.
                    Block::Paragraph { inlines, .. } => {
                        let legend = after_heading
                            && blocks.get(index + 1).is_some_and(is_display)
                            && slice::height(&slices) < self.geometry.text_height() * LEGEND;
                        announces(inlines) || legend
                    }
                    _ => false,
                };
                after_heading = matches!(block, Block::Heading { .. });
            }
            if matches!(block, Block::Title { own_page: true, .. }) {
                page_break = true;
            }
            out.append(&mut slices);
        }
        if page_break && !out.is_empty() {
            // A break asked for by the last child is the next sibling's.
            out.push(Slice { page_break: true, ..Slice::default() });
        }
        out
    }

    fn block(&mut self, block: &Block, column: Column) -> Vec<Slice> {
        let body = self.theme.sizes.body;
        match block {
            Block::Title { own_page, children } => self.title(*own_page, children, column),
            Block::Subtitle(inlines) => {
                let element = self.tree.add(column.parent, Role::Paragraph);
                let style = Style::new(self.theme.sizes.subtitle, self.theme.colours.muted);
                let rich = self.rich(inlines, style, element);
                let slices = self.paragraph_with_leading(&rich, column.x, column.width, Align::Left, 1.3);
                spaced(slices, 4.0, 8.0)
            }
            Block::Heading { inlines, .. } => self.heading(inlines, column),
            Block::Paragraph { id, small, addressee, inlines } => {
                let column = if *addressee { column.inset(column.width * 0.52, 0.0) } else { column };
                let element = self.tree.add(column.parent, Role::Paragraph);
                let mut style = column.style;
                if *small {
                    style.size = self.theme.sizes.small;
                    style.colour = self.theme.colours.muted;
                }
                let rich = self.rich(inlines, style, element);
                let mut slices =
                    self.paragraph_with_leading(&rich, column.x, column.width, Align::Left, column.leading);
                slice::guard_ends(&mut slices);
                if let (Some(first), Some(anchor)) =
                    (slices.first_mut(), id.as_deref().and_then(|id| self.anchor_of(id)))
                {
                    first.anchors.push(anchor);
                }
                spaced(slices, 0.0, body * 0.62)
            }
            Block::Preformatted(text) => self.preformatted(text, column),
            Block::Quote(children) => {
                let element = self.tree.add(column.parent, Role::BlockQuote);
                let mut inner = column.inset(14.0, 0.0).under(element);
                inner.style.italic = true;
                let slices = self.blocks(children, inner);
                let look = BoxLook {
                    x: column.x,
                    width: column.width,
                    fill: None,
                    bar: Some(self.theme.colours.rule),
                    border: None,
                };
                self.boxed(slices, look, 2.0)
            }
            Block::Boxed { kind, children } => self.note(*kind, children, column),
            Block::List { ordered, start, items } => self.list(*ordered, *start, items, column),
            Block::Pairs(pairs) => {
                let list = self.tree.add(column.parent, Role::List);
                let mut slices = self.pairs(pairs, column.under(list));
                if slice::height(&slices) < self.whole(WHOLE_PAIRS) {
                    keep_together(&mut slices);
                }
                spaced(slices, body * 0.3, body * 0.8)
            }
            Block::Table(table) => self.table(table, column),
            Block::Contents { title } => self.contents(title, column),
            Block::Signature { title, pairs } => self.signature(title, pairs, column),
            Block::Chart(chart) => self.chart(chart, column),
            Block::Emblem { text } => self.emblem(text, column),
            Block::Group { keep, section, children } => {
                let role = if *section { Role::Sect } else { Role::Div };
                let element = self.tree.add(column.parent, role);
                let mut slices = self.blocks(children, column.under(element));
                if *keep {
                    keep_together(&mut slices);
                }
                slices
            }
            Block::PageBreak => Vec::new(),
            Block::Rule => {
                let mut slice = Slice::blank(0.0);
                slice.items.push(slice::stroke(
                    Owner::Artifact(Artifact::Layout),
                    (column.x, 0.0),
                    (column.x + column.width, 0.0),
                    0.6,
                    self.theme.colours.rule,
                    None,
                ));
                spaced(vec![slice], body * 0.8, body * 0.8)
            }
        }
    }

    fn preformatted(&mut self, text: &str, column: Column) -> Vec<Slice> {
        let element = self.tree.add(column.parent, Role::Paragraph);
        let style = Style { size: self.theme.sizes.small, ..column.style };
        let mut slices = Vec::new();
        let slot = self.tree.slot(element);
        for line in text.trim_matches('\n').lines() {
            // White space is kept by turning it into no-break spaces.
            let line: String =
                line.chars().map(|c| if c == ' ' || c == '\t' { '\u{A0}' } else { c }).collect();
            let mut segment = super::inline::segment(style, Owner::Content(slot));
            segment.literal = true;
            let rich = crate::pdf::text::Rich::new(vec![(line, segment)], self.shaper);
            let mut lines = self.paragraph(&rich, column.x, column.width, Align::Left);
            if lines.is_empty() {
                lines.push(Slice::blank(style.size));
            }
            slices.append(&mut lines);
        }
        spaced(slices, 2.0, self.theme.sizes.body * 0.6)
    }

    fn note(&mut self, kind: BoxKind, children: &[Block], column: Column) -> Vec<Slice> {
        let element = self.tree.add(column.parent, Role::Div);
        let colours = &self.theme.colours;
        let (fill, bar) = match kind {
            BoxKind::Note => (colours.tint, colours.accent),
            BoxKind::Warning => (colours.warning_tint, colours.warning),
        };
        let look =
            BoxLook { x: column.x, width: column.width, fill: Some(fill), bar: Some(bar), border: None };
        let slices = self.blocks(children, column.inset(13.0, 10.0).under(element));
        self.boxed(slices, look, 8.0)
    }

    /// Puts slices in a box, with `padding` above and below.
    pub(crate) fn boxed(&mut self, mut slices: Vec<Slice>, look: BoxLook, padding: f32) -> Vec<Slice> {
        let id = self.add_box(look);
        if let Some(first) = slices.first_mut() {
            first.push_down(padding);
            first.before = 0.0;
        }
        if let Some(last) = slices.last_mut() {
            last.height += padding;
            last.after = 0.0;
        }
        for slice in &mut slices {
            // Outer boxes are drawn first.
            slice.boxes.insert(0, id);
        }
        slice::guard_ends(&mut slices);
        spaced(slices, self.theme.sizes.body * 0.5, self.theme.sizes.body * 0.9)
    }

    /// Height under which a block stays on one page: a third of it, or `least` on a page that lies on its long side.
    pub(crate) fn whole(&self, least: f32) -> f32 {
        let page = self.geometry.text_height();
        (page * WHOLE).max(least.min(page * 0.45))
    }
}

/// Sets the spaces around a block.
pub(crate) fn spaced(mut slices: Vec<Slice>, before: f32, after: f32) -> Vec<Slice> {
    if let Some(first) = slices.first_mut() {
        first.before = first.before.max(before);
    }
    if let Some(last) = slices.last_mut() {
        last.after = last.after.max(after);
    }
    slices
}

/// Forbids page breaks inside.
pub(crate) fn keep_together(slices: &mut [Slice]) {
    for slice in slices.iter_mut().skip(1) {
        slice.keep = true;
    }
}

/// What a reader looks at as a whole, and a legend comes before.
fn is_display(block: &Block) -> bool {
    matches!(block, Block::Table(_) | Block::Pairs(_) | Block::Chart(_))
}

fn announces(inlines: &[Inline]) -> bool {
    let last = inlines.iter().rfind(|inline| !matches!(inline, Inline::Text(text) if text.trim().is_empty()));
    match last {
        Some(Inline::Text(text)) => text.trim_end().ends_with(':'),
        Some(Inline::Span { children, .. }) => announces(children),
        _ => false,
    }
}
