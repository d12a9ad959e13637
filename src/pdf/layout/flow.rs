//! The flow: blocks to slices, in one column.

use std::collections::BTreeMap;

use crate::pdf::block::{Block, BoxKind, Inline, Pair};
use crate::pdf::display::{AnchorId, Artifact, LinkArea, Owner, Target};
use crate::pdf::structure::{ElementId, Numbering, Role, Tree};
use crate::pdf::text::{Shaper, Style};
use crate::pdf::theme::{Colour, PT_PER_MM, Theme};

use super::carry::{CarryId, CarryLook};
use super::headings::{Heading, Headings};
use super::inline::Align;
use super::logo::GAP;
use super::slice::{self, BoxId, HeadId, PageReference, Slice};
use super::{Anchors, Geometry};

/// Height left to sign and stamp, in millimetres.
const SIGNING_ROOM: f32 = 45.0;
/// What it may be reduced to when the block would otherwise go to the next page.
const LEAST_SIGNING_ROOM: f32 = 25.0;
/// A block shorter than this part of a page goes to the next page with the signature that follows it.
const LEAD_IN: f32 = 0.25;
/// A table or a key/value block shorter than this part of a page is kept whole.
const WHOLE: f32 = 0.34;
/// Or than this, in points, where the page is not high.
const WHOLE_ROWS: f32 = 150.0;
/// Lists of so many items, and shorter than this part of a page, are kept whole.
const SHORT_LIST: usize = 4;
const SHORT_LIST_HEIGHT: f32 = 0.12;
/// Tables of contents with more entries than this are set tighter.
const MANY_ENTRIES: usize = 24;
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
    fn inset(self, left: f32, right: f32) -> Column {
        Column { x: self.x + left, width: (self.width - left - right).max(8.0), ..self }
    }

    fn under(self, parent: ElementId) -> Column {
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
    headings: Vec<Heading>,
    next_heading: usize,
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
                if slice::height(&slices) < self.whole() {
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

    fn title(&mut self, own_page: bool, children: &[Block], column: Column) -> Vec<Slice> {
        let element = self.tree.add(column.parent, Role::Sect);
        let inner = Column { title: true, ..column.under(element) };
        let mut bar = Slice::blank(12.0);
        bar.items.push(slice::filled(
            Owner::Artifact(Artifact::Layout),
            column.x,
            0.0,
            46.0,
            3.2,
            self.theme.colours.accent,
        ));
        if own_page {
            bar.push_down(self.geometry.text_height() * 0.22);
        }
        let logo = self.take_logo(inner);
        let mut slices = vec![bar];
        match logo {
            Some(logo) => {
                let (height, width) = (logo.height, self.logo_size().map_or(0.0, |size| size.width));
                if let Some(bar) = slices.first_mut() {
                    bar.absorb(logo, 0.0);
                }
                self.beside_logo(children, inner, height, width + GAP, &mut slices);
            }
            None => slices.append(&mut self.blocks(children, inner)),
        }
        keep_together(&mut slices);
        if matches!(children.last(), Some(Block::Pairs(_))) {
            // Key/value blocks end with a rule of their own.
            return spaced(slices, 0.0, 14.0);
        }
        let mut rule = Slice::blank(1.0);
        rule.keep = true;
        rule.before = 6.0;
        rule.items.push(slice::stroke(
            Owner::Artifact(Artifact::Layout),
            (column.x, 0.5),
            (column.x + column.width, 0.5),
            0.8,
            self.theme.colours.accent,
            None,
        ));
        slices.push(rule);
        spaced(slices, 0.0, 14.0)
    }

    /// The blocks of a title whose logo takes `width` points on the right, down to `height`. Headings and paragraphs stand
    /// beside it; what follows them begins below it, over the whole width.
    fn beside_logo(
        &mut self,
        children: &[Block],
        column: Column,
        height: f32,
        width: f32,
        slices: &mut Vec<Slice>,
    ) {
        let mut rest = children;
        while let [first @ (Block::Heading { .. } | Block::Subtitle(_) | Block::Paragraph { .. }), next @ ..] =
            rest
            && slice::height(slices) < height
        {
            slices.append(&mut self.blocks(std::slice::from_ref(first), column.inset(0.0, width)));
            rest = next;
        }
        let left = height - slice::height(slices);
        if left > 0.0
            && let Some(last) = slices.last_mut()
        {
            last.height += left;
        }
        slices.append(&mut self.blocks(rest, column));
    }

    fn heading(&mut self, inlines: &[Inline], column: Column) -> Vec<Slice> {
        let Some(heading) = self.headings.get(self.next_heading).cloned() else {
            return Vec::new();
        };
        self.next_heading += 1;
        let sizes = &self.theme.sizes;
        let (size, before, after) = match (column.title, heading.level) {
            (true, 1) => (sizes.title, 0.0, 4.0),
            (_, 1) => (sizes.h1, 22.0, 8.0),
            (_, 2) => (sizes.h2, 19.0, 6.5),
            (_, 3) => (sizes.h3, 13.0, 4.5),
            _ => (sizes.h4, 10.0, 3.0),
        };
        let colour = if heading.level < 4 { self.theme.colours.accent } else { self.theme.colours.ink };
        let style = Style::new(size, colour).bold();
        let element = self.tree.add(column.parent, Role::Heading(heading.structure_level));
        let mut content: Vec<Inline> = Vec::with_capacity(inlines.len() + 1);
        if let Some(number) = &heading.number {
            content.push(Inline::Text(format!("{number}\u{A0}\u{A0}\u{A0}")));
        }
        content.extend_from_slice(inlines);
        let rich = self.rich(&content, style, element);
        let mut slices = self.paragraph_with_leading(&rich, column.x, column.width, Align::Left, 1.25);
        if slices.is_empty() {
            slices.push(Slice::default());
        }
        keep_together(&mut slices);
        if let Some(first) = slices.first_mut() {
            first.anchors.push(heading.anchor);
        }
        if heading.level == 2
            && !column.title
            && let Some(last) = slices.last_mut()
        {
            last.height += 3.5;
            let y = last.height;
            last.items.push(slice::stroke(
                Owner::Artifact(Artifact::Layout),
                (column.x, y),
                (column.x + column.width, y),
                0.5,
                self.theme.colours.rule,
                None,
            ));
        }
        spaced(slices, before, after)
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

    fn list(&mut self, ordered: bool, start: u32, items: &[Vec<Block>], column: Column) -> Vec<Slice> {
        let list = self.tree.add(column.parent, Role::List);
        if let Some(attributes) = self.tree.attributes(list) {
            attributes.numbering = Some(if ordered {
                Numbering::Decimal
            } else if items.iter().all(|item| opens_with_check(item)) {
                Numbering::None
            } else {
                Numbering::Disc
            });
        }
        let size = column.style.size;
        let indent = if ordered && items.len() + (start as usize) > 10 { size * 2.2 } else { size * 1.6 };
        let mut out = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let element = self.tree.add(list, Role::ListItem);
            let label_slot = if opens_with_check(item) {
                None
            } else {
                let label_element = self.tree.add(element, Role::Label);
                Some(self.tree.slot(label_element))
            };
            let label =
                if ordered { format!("{}.", u64::from(start) + index as u64) } else { "•".to_owned() };
            let style = Style { colour: self.theme.colours.accent, ..column.style };
            let label = label_slot.map(|slot| self.plain_line(&label, style, Owner::Content(slot)));
            let body = self.tree.add(element, Role::ListBody);
            let mut content = self.blocks(item, column.inset(indent, 0.0).under(body));
            // Tight items: the space inside a list is half that between paragraphs.
            for slice in &mut content {
                slice.after = slice.after.min(size * 0.3);
            }
            let Some(label) = label else {
                // A check box is a mark of its own.
                out.append(&mut content);
                continue;
            };
            let (x, align) =
                if ordered { (column.x, Align::Right) } else { (column.x + size * 0.45, Align::Left) };
            let label = self.line(label, x, indent - size * 0.5, align, column.leading);
            match content.first_mut() {
                // Drawn before the item's text, as it is read.
                Some(first) => drop(first.items.splice(0..0, label.items)),
                None => content.push(label),
            }
            out.append(&mut content);
        }
        if items.len() <= SHORT_LIST && slice::height(&out) < self.geometry.text_height() * SHORT_LIST_HEIGHT
        {
            keep_together(&mut out);
        }
        spaced(out, 0.0, self.theme.sizes.body * 0.7)
    }

    /// Height under which a table or a key/value block stays on one page: a third of it, or some ten rows on a page
    /// that lies on its long side.
    pub(crate) fn whole(&self) -> f32 {
        let page = self.geometry.text_height();
        (page * WHOLE).max(WHOLE_ROWS.min(page * 0.45))
    }

    /// Keys on the left, values on the right. `column.parent` is the list.
    pub(crate) fn pairs(&mut self, pairs: &[Pair], column: Column) -> Vec<Slice> {
        let gap = 10.0;
        let key_style = Style { colour: self.theme.colours.muted, ..column.style };
        let mut prepared = Vec::with_capacity(pairs.len());
        let mut key_width: f32 = 0.0;
        for pair in pairs {
            let item = self.tree.add(column.parent, Role::ListItem);
            let label = self.tree.add(item, Role::Label);
            let rich = self.rich(&pair.key, key_style, label);
            key_width = key_width.max(self.shaper.width(&rich));
            prepared.push((pair, item, rich));
        }
        // As wide as the longest key, so that values begin close to it; very long keys wrap.
        let key_width = key_width.max(24.0).min(column.width * 0.4);
        let mut out = Vec::with_capacity(prepared.len());
        for (pair, item, key) in prepared {
            let body = self.tree.add(item, Role::ListBody);
            let key = self.paragraph_with_leading(&key, column.x, key_width, Align::Left, column.leading);
            let inner = column.inset(key_width + gap, 0.0).under(body);
            let mut value = Vec::new();
            for blocks in &pair.values {
                value.append(&mut self.blocks(blocks, inner));
            }
            for slice in &mut value {
                slice.after = slice.after.min(2.0);
            }
            let mut row = slice::side_by_side(vec![key, value]);
            slice::guard_ends(&mut row);
            if let Some(last) = row.last_mut() {
                last.height += 2.0;
                last.after = 2.0;
                let y = last.height;
                last.items.push(slice::stroke(
                    Owner::Artifact(Artifact::Layout),
                    (column.x, y),
                    (column.x + column.width, y),
                    0.4,
                    self.theme.colours.rule,
                    None,
                ));
            }
            out.append(&mut row);
        }
        out
    }

    /// The table of contents: every heading of the document but the title.
    fn contents(&mut self, title: &str, column: Column) -> Vec<Slice> {
        let mut out = Vec::new();
        if !title.is_empty() {
            let element = self.tree.add(column.parent, Role::Paragraph);
            let slot = self.tree.slot(element);
            let style = Style::new(self.theme.sizes.h2, self.theme.colours.accent).bold();
            let rich = self.plain(title, style, Owner::Content(slot));
            let slices = self.paragraph(&rich, column.x, column.width, Align::Left);
            out.append(&mut spaced(slices, 10.0, 5.0));
            keep_together(&mut out);
        }
        let entries: Vec<Heading> =
            self.headings.iter().filter(|heading| !heading.is_title && heading.level <= 3).cloned().collect();
        if entries.is_empty() {
            return out;
        }
        let leading = if entries.len() > MANY_ENTRIES { 1.24 } else { self.theme.sizes.leading };
        let column = Column { leading, ..column };
        let list = self.tree.add(column.parent, Role::Toc);
        let pages_width = 24.0;
        let top_level = entries.iter().map(|entry| entry.level).min().unwrap_or(2);
        // Titles of one level line up after the longest of its numbers.
        let mut numbers = BTreeMap::new();
        for entry in &entries {
            let width = self.contents_number_width(entry, top_level, column);
            let widest: &mut f32 = numbers.entry(entry.level).or_default();
            *widest = widest.max(width);
        }
        for (index, entry) in entries.iter().enumerate() {
            let place = ContentsPlace {
                top_level,
                number: match entry.number {
                    Some(_) => numbers.get(&entry.level).copied().unwrap_or_default(),
                    None => 0.0,
                },
                page: pages_width,
            };
            let mut slices = self.contents_entry(entry, place, list, column);
            if let Some(first) = slices.first_mut() {
                first.keep = index < 2 && !out.is_empty();
            }
            out.append(&mut slices);
        }
        spaced(out, 0.0, 16.0)
    }

    /// Width of an entry's number and of the gap after it; none without a number.
    fn contents_number_width(&mut self, entry: &Heading, top_level: u8, column: Column) -> f32 {
        let Some(number) = &entry.number else {
            return 0.0;
        };
        let mut style = column.style;
        style.bold = entry.level == top_level;
        let owner = Owner::Artifact(Artifact::Layout);
        self.plain_line(number, style, owner).width + 8.0
    }

    fn contents_entry(
        &mut self,
        entry: &Heading,
        place: ContentsPlace,
        list: ElementId,
        column: Column,
    ) -> Vec<Slice> {
        let ContentsPlace { top_level, number: number_width, page: pages_width } = place;
        let item = self.tree.add(list, Role::TocItem);
        let reference = self.tree.add(item, Role::Reference);
        let link = self.tree.add(reference, Role::Link);
        let slot = self.tree.slot(link);
        let depth = f32::from(entry.level.saturating_sub(top_level));
        let mut style = column.style;
        style.bold = entry.level == top_level;
        let indent = depth * 16.0;
        let x = column.x + indent;
        let width = column.width - indent - number_width - pages_width;
        let rich = self.plain(&entry.title, style, Owner::Content(slot));
        let mut slices =
            self.paragraph_with_leading(&rich, x + number_width, width, Align::Left, column.leading);
        if slices.is_empty() {
            slices.push(Slice::blank(style.size * column.leading));
        }
        if let Some(number) = &entry.number {
            // Drawn before the title, since it is read before it.
            let number = self.plain_line(&format!("{number}\u{A0}"), style, Owner::Content(slot));
            let mut first = self.line(number, x, number_width, Align::Left, column.leading);
            if let Some(title) = slices.first_mut() {
                let rest = std::mem::take(title);
                first.height = rest.height;
                first.absorb(rest, 0.0);
                *title = first;
            }
        }
        keep_together(&mut slices);
        let contents = match &entry.number {
            Some(number) => format!("{number} {}", entry.title),
            None => entry.title.clone(),
        };
        let right = column.x + column.width;
        for slice in &mut slices {
            slice.links.push(LinkArea {
                element: link,
                target: Target::Anchor(entry.anchor),
                contents: contents.clone(),
                x,
                y: 0.0,
                width: right - x,
                height: slice.height,
            });
        }
        let (ascent, descent) = self.shaper.extents();
        if let Some(last) = slices.last_mut() {
            let baseline = (last.height - (ascent + descent) * style.size) / 2.0 + ascent * style.size;
            let end = last
                .items
                .iter()
                .map(|item| match &item.drawing {
                    crate::pdf::display::Drawing::Text { x, run, .. } => x + run.width(),
                    _ => 0.0,
                })
                .fold(x, f32::max);
            let leader = (end + 4.0, right - pages_width + 4.0);
            if leader.1 - leader.0 > 8.0 {
                last.items.push(slice::stroke(
                    Owner::Artifact(Artifact::Layout),
                    (leader.0, baseline),
                    (leader.1, baseline),
                    0.6,
                    self.theme.colours.rule,
                    Some((0.6, 2.6)),
                ));
            }
            last.references.push(PageReference {
                anchor: entry.anchor,
                slot,
                style: Style { bold: style.bold, ..style },
                right,
                baseline,
            });
        }
        let before = if entry.level == top_level { 3.0 } else { 0.5 };
        spaced(slices, before, 0.0)
    }

    fn signature(&mut self, title: &[Inline], pairs: &[Pair], column: Column) -> Vec<Slice> {
        let element = self.tree.add(column.parent, Role::Sect);
        let width = column.width.min(330.0);
        let outer = Column { x: column.x + column.width - width, width, ..column };
        let inner = outer.inset(12.0, 12.0).under(element);
        let mut slices = Vec::new();
        if !title.is_empty() {
            let paragraph = self.tree.add(element, Role::Paragraph);
            let style = Style { colour: self.theme.colours.accent, ..column.style }.bold();
            let rich = self.rich(title, style, paragraph);
            let lines = self.paragraph(&rich, inner.x, inner.width, Align::Left);
            slices.append(&mut spaced(lines, 0.0, 5.0));
        }
        if !pairs.is_empty() {
            let list = self.tree.add(element, Role::List);
            let mut lines = self.pairs(pairs, inner.under(list));
            for line in &mut lines {
                // The rule under a pair ends it. Room to write by hand where nothing is printed.
                let Some(rule) = line.items.last_mut() else { continue };
                if let crate::pdf::display::Drawing::Shape {
                    shape: crate::pdf::display::Shape::Polygon { points, .. },
                    ..
                } = &mut rule.drawing
                {
                    line.height = line.height.max(17.0);
                    for (_, y) in points {
                        *y = line.height;
                    }
                }
            }
            slices.append(&mut lines);
        }
        slices.push(Slice {
            before: 4.0,
            slack: (SIGNING_ROOM - LEAST_SIGNING_ROOM) * PT_PER_MM,
            ..Slice::blank(SIGNING_ROOM * PT_PER_MM)
        });
        let look =
            BoxLook { x: outer.x, width, fill: None, bar: None, border: Some(self.theme.colours.muted) };
        let mut slices = self.boxed(slices, look, 10.0);
        keep_together(&mut slices);
        spaced(slices, 12.0, 10.0)
    }
}

/// Where the parts of an entry of the table of contents lie.
#[derive(Clone, Copy)]
struct ContentsPlace {
    /// Level that is not indented.
    top_level: u8,
    /// Width of the column of heading numbers.
    number: f32,
    /// Width of the column of page numbers.
    page: f32,
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

fn opens_with_signature(block: &Block) -> bool {
    match block {
        Block::Signature { .. } => true,
        Block::Group { children, .. } => children.first().is_some_and(opens_with_signature),
        _ => false,
    }
}

fn ends_with_signature(block: &Block) -> bool {
    match block {
        Block::Signature { .. } => true,
        Block::Group { children, .. } => children.last().is_some_and(ends_with_signature),
        _ => false,
    }
}

/// What a reader looks at as a whole, and a legend comes before.
fn is_display(block: &Block) -> bool {
    matches!(block, Block::Table(_) | Block::Pairs(_) | Block::Chart(_))
}

fn opens_with_check(item: &[Block]) -> bool {
    match item.first() {
        Some(Block::Paragraph { inlines, .. }) => matches!(inlines.first(), Some(Inline::Check(_))),
        _ => false,
    }
}

fn announces(inlines: &[Inline]) -> bool {
    let last = inlines.iter().rfind(|inline| !matches!(inline, Inline::Text(text) if text.trim().is_empty()));
    match last {
        Some(Inline::Text(text)) => text.trim_end().ends_with(':'),
        Some(Inline::Span { children, .. }) => announces(children),
        _ => false,
    }
}
