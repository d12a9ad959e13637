//! Slices to pages, then what every page carries around its text.

use std::collections::{BTreeMap, BTreeSet};

use crate::pdf::RenderRequest;
use crate::pdf::display::{Anchor, Artifact, Drawing, FigureBox, Item, Owner, Page};
use crate::pdf::french;
use crate::pdf::text::{Rich, Shaper, Style};

use super::Geometry;
use super::carried::{Carried, CarriedMark, CarryLook};
use super::flow::{BoxLook, Head};
use super::inline::{self, segment};
use super::slice::{self, BoxId, PageReference, Slice};
use super::watermark;

/// Pages with what was found on them.
pub(crate) struct Paginated {
    pub(crate) pages: Vec<Page>,
    pub(crate) anchors: Vec<Option<Anchor>>,
    /// Page of each figure met, by its index.
    pub(crate) figure_pages: Vec<Option<usize>>,
    /// Page of each notice that has one, by its index.
    pub(crate) notice_pages: BTreeMap<usize, usize>,
    pub(crate) figure_boxes: Vec<FigureBox>,
    /// Page numbers to print, with the page each is printed on.
    pub(crate) references: Vec<(usize, PageReference)>,
    /// Amounts carried over from one page of a table to the next.
    pub(crate) carried: Vec<CarriedMark>,
}

/// What slices refer to by index.
#[derive(Clone, Copy)]
pub(crate) struct Looks<'a> {
    pub(crate) boxes: &'a [BoxLook],
    pub(crate) heads: &'a [Head],
    pub(crate) carries: &'a [CarryLook],
}

/// How far a box that goes on to another page reaches beyond its text.
const OVERHANG: f32 = 4.0;

struct Paginator<'a> {
    geometry: Geometry,
    looks: Looks<'a>,
    out: Paginated,
    page: Page,
    y: f32,
    /// Space the previous slice asks for; none at the top of a page.
    after: Option<f32>,
    /// What the slice above has carried.
    carried: Option<Carried>,
    /// Extent of each box on this page, in order of first use.
    open: Vec<(BoxId, f32, f32)>,
    /// Boxes that began on an earlier page.
    continued: BTreeSet<BoxId>,
}

/// Piles slices up, page after page.
pub(crate) fn paginate(
    slices: Vec<Slice>,
    geometry: Geometry,
    looks: Looks<'_>,
    anchor_count: usize,
) -> Paginated {
    let mut paginator = Paginator {
        geometry,
        looks,
        out: Paginated {
            pages: Vec::new(),
            anchors: vec![None; anchor_count],
            figure_pages: Vec::new(),
            notice_pages: BTreeMap::new(),
            figure_boxes: Vec::new(),
            references: Vec::new(),
            carried: Vec::new(),
        },
        page: Page::default(),
        y: geometry.top,
        after: None,
        carried: None,
        open: Vec::new(),
        continued: BTreeSet::new(),
    };
    let mut slices = slices.into_iter().peekable();
    let mut previous_head = None;
    while let Some(first) = slices.next() {
        let mut group = vec![first];
        while let Some(next) = slices.next_if(|next| next.keep && !next.page_break) {
            group.push(next);
        }
        let opens_with = group.first().map(|slice| (slice.page_break, slice.head, slice.before));
        let Some((page_break, head, before)) = opens_with else {
            continue;
        };
        if page_break && paginator.after.is_some() {
            paginator.new_page();
        }
        let last_head = group.last().and_then(|slice| slice.head);
        paginator.group(group, before, head, previous_head);
        previous_head = last_head;
    }
    paginator.close();
    paginator.out
}

/// Takes `excess` points off the slices that have some to spare, when that is enough.
fn shrink(group: &mut [Slice], mut excess: f32) -> bool {
    let spare: f32 = group.iter().map(|slice| slice.slack).sum();
    if spare < excess {
        return false;
    }
    for slice in group {
        let taken = slice.slack.min(excess.max(0.0));
        slice.height -= taken;
        slice.slack -= taken;
        excess -= taken;
    }
    true
}

impl Paginator<'_> {
    fn group(
        &mut self,
        mut group: Vec<Slice>,
        before: f32,
        head: Option<usize>,
        previous_head: Option<usize>,
    ) {
        let height = slice::height(&group);
        let gap = self.after.map_or(0.0, |after| after.max(before));
        let excess = self.y + gap + height + self.room_below(group.last()) - self.geometry.bottom;
        if excess > 0.01 && !shrink(&mut group, excess) && self.after.is_some() {
            self.next_page(group.first(), head.is_some() && head == previous_head);
            shrink(&mut group, self.y + height - self.geometry.bottom);
        }
        let mut previous_head = previous_head;
        for slice in group {
            let gap = self.after.map_or(0.0, |after| after.max(slice.before));
            let needed = gap + slice.height + self.room_below(Some(&slice));
            // Only a group taller than a page comes here with no room left.
            if self.y + needed > self.geometry.bottom + 0.01 && self.after.is_some() {
                self.next_page(Some(&slice), slice.head.is_some() && slice.head == previous_head);
            }
            previous_head = slice.head;
            self.put(slice);
        }
    }

    /// Height kept under a slice for what its table carries over, should the page end there.
    fn room_below(&self, slice: Option<&Slice>) -> f32 {
        let carried = slice.and_then(|slice| slice.carried.as_ref()).filter(|carried| !carried.last);
        carried.and_then(|carried| self.looks.carries.get(carried.look)).map_or(0.0, |look| look.height)
    }

    /// Goes to the next page; a table that goes on has its header and its carried totals there.
    fn next_page(&mut self, next: Option<&Slice>, same_table: bool) {
        let carried = self.carried.take().filter(|carried| {
            let going_on = next.and_then(|next| next.carried.as_ref());
            going_on.is_some_and(|next| next.look == carried.look) && !carried.texts.is_empty()
        });
        if let Some(carried) = &carried {
            self.mark(carried, false);
        }
        self.new_page();
        if let Some(next) = next.filter(|_| same_table) {
            self.repeat(next.head, next.lead, &next.boxes);
        }
        if let Some(carried) = carried {
            self.mark(&carried, true);
            self.after = Some(0.0);
        }
    }

    fn mark(&mut self, carried: &Carried, brought_forward: bool) {
        let height = self.looks.carries.get(carried.look).map_or(0.0, |look| look.height);
        self.out.carried.push(CarriedMark {
            page: self.out.pages.len(),
            y: self.y,
            look: carried.look,
            texts: carried.texts.clone(),
            brought_forward,
        });
        self.y += height;
    }

    fn put(&mut self, slice: Slice) {
        if slice.height <= 0.0 && slice.items.is_empty() && slice.anchors.is_empty() {
            return;
        }
        let gap = self.after.map_or(0.0, |after| after.max(slice.before));
        let top = self.y + gap;
        let page = self.out.pages.len();
        for id in &slice.boxes {
            match self.open.iter_mut().find(|(open, ..)| open == id) {
                Some((_, _, bottom)) => *bottom = top + slice.height,
                None => self.open.push((*id, top, top + slice.height)),
            }
        }
        for anchor in &slice.anchors {
            if let Some(place) = self.out.anchors.get_mut(anchor.0 as usize) {
                place.get_or_insert(Anchor { page, y: top });
            }
        }
        for figure in &slice.figures {
            if self.out.figure_pages.len() <= *figure {
                self.out.figure_pages.resize(figure + 1, None);
            }
            if let Some(place) = self.out.figure_pages.get_mut(*figure) {
                place.get_or_insert(page);
            }
        }
        for notice in &slice.notices {
            self.out.notice_pages.entry(*notice).or_insert(page);
        }
        self.y = top + slice.height;
        self.after = Some(slice.after);
        self.carried = slice.carried;
        self.page.items.extend(slice.items.into_iter().map(|mut item| {
            item.drawing.shift(top);
            item
        }));
        self.page.links.extend(slice.links.into_iter().map(|mut link| {
            link.y += top;
            link
        }));
        self.page.signing.extend(slice.signing.into_iter().map(|mut area| {
            area.y += top;
            area
        }));
        self.out.references.extend(slice.references.into_iter().map(|mut reference| {
            reference.baseline += top;
            (page, reference)
        }));
        self.out.figure_boxes.extend(slice.figure_boxes.into_iter().map(|mut figure| {
            figure.y += top;
            figure
        }));
    }

    /// Draws a table's header again, outside the structure.
    fn repeat(&mut self, head: Option<usize>, lead: f32, boxes: &[BoxId]) {
        let Some(head) = head.and_then(|head| self.looks.heads.get(head)) else {
            return;
        };
        for slice in head.clone() {
            let items = slice
                .items
                .into_iter()
                .map(|item| Item {
                    owner: match item.owner {
                        Owner::Content(_) => Owner::Artifact(Artifact::Repeated),
                        artifact => artifact,
                    },
                    ..item
                })
                .collect();
            self.put(Slice {
                items,
                height: slice.height,
                before: slice.before,
                after: slice.after,
                boxes: boxes.to_vec(),
                ..Slice::default()
            });
        }
        self.y += lead;
    }

    fn new_page(&mut self) {
        self.finish_boxes(false);
        self.out.pages.push(std::mem::take(&mut self.page));
        self.y = self.geometry.top;
        self.after = None;
    }

    fn close(&mut self) {
        self.finish_boxes(true);
        if !self.page.items.is_empty() || self.out.pages.is_empty() {
            self.out.pages.push(std::mem::take(&mut self.page));
        }
    }

    /// Draws the boxes of the page behind its text.
    fn finish_boxes(&mut self, last: bool) {
        let owner = Owner::Artifact(Artifact::Layout);
        let mut behind = Vec::new();
        for (id, top, bottom) in std::mem::take(&mut self.open) {
            let Some(look) = self.looks.boxes.get(id) else {
                continue;
            };
            // Where a box goes over from one page to the next, its text keeps clear of its edge.
            let top = if self.continued.insert(id) { top } else { top - OVERHANG };
            let bottom = if bottom >= self.y - 0.01 && !last { bottom + OVERHANG } else { bottom };
            let height = bottom - top;
            if let Some(colour) = look.fill {
                behind.push(slice::filled(owner, look.x, top, look.width, height, colour));
            }
            if let Some(colour) = look.bar {
                behind.push(slice::filled(owner, look.x, top, 2.6, height, colour));
            }
            if let Some(colour) = look.border {
                let mut border = slice::filled(owner, look.x, top, look.width, height, colour);
                if let Drawing::Shape { paint, .. } = &mut border.drawing {
                    *paint = crate::pdf::display::Paint::Stroke { colour, width: 0.7, dash: None };
                }
                behind.push(border);
            }
        }
        if !behind.is_empty() {
            behind.append(&mut self.page.items);
            self.page.items = behind;
        }
    }
}

fn one_line(text: &str, style: Style, owner: Owner, shaper: &mut Shaper) -> crate::pdf::text::Line {
    let rich = Rich::new(vec![(text.to_owned(), segment(style, owner))], shaper);
    shaper.single_line(&rich)
}

/// Prints the page numbers of the table of contents.
pub(crate) fn resolve_references(
    pages: &mut [Page],
    references: &[(usize, PageReference)],
    anchors: &[Option<Anchor>],
    shaper: &mut Shaper,
) {
    for (page, reference) in references {
        let Some(Some(anchor)) = anchors.get(reference.anchor.0 as usize) else {
            continue;
        };
        // The space parts it from the entry when the text is read.
        let text = format!("\u{A0}{}", anchor.page + 1);
        let line = one_line(&text, reference.style, Owner::Content(reference.slot), shaper);
        let width = line.width;
        let mut slice = Slice::default();
        inline::place(line, reference.right - width, reference.baseline, &mut slice);
        let Some(page) = pages.get_mut(*page) else {
            continue;
        };
        // Beside the rest of its entry, so that both make one piece of content.
        let at = page
            .items
            .iter()
            .rposition(|item| item.owner == Owner::Content(reference.slot))
            .map_or(page.items.len(), |at| at + 1);
        page.items.splice(at..at, slice.items);
    }
}

/// Adds running header, footer and draft mark.
pub(crate) fn furnish(
    pages: &mut [Page],
    geometry: Geometry,
    request: &RenderRequest<'_>,
    shaper: &mut Shaper,
    skip_first_header: bool,
) {
    let theme = request.theme;
    let style = Style::new(theme.sizes.small * 0.94, theme.colours.muted);
    let (header_y, footer_y) = (geometry.top - 20.0, geometry.bottom + 26.0);
    let count = pages.len();
    let watermark = request.draft.then(|| watermark::draft(geometry, theme.colours.rule, request.fonts));
    let header = french::typeset_text(request.header);
    let footer = french::typeset_text(request.footer);
    for (index, page) in pages.iter_mut().enumerate() {
        let mut slice = Slice::default();
        let bare = index == 0 && skip_first_header;
        if !header.is_empty() && !bare {
            let owner = Owner::Artifact(Artifact::Header);
            let line = fitted(&header, style, owner, geometry.text_width(), shaper);
            inline::place(line, geometry.left, header_y, &mut slice);
            let y = header_y + 6.0;
            slice.items.push(slice::stroke(
                owner,
                (geometry.left, y),
                (geometry.right, y),
                0.5,
                theme.colours.rule,
                None,
            ));
        }
        let owner = Owner::Artifact(Artifact::Footer);
        let rule = footer_y - 13.0;
        slice.items.push(slice::stroke(
            owner,
            (geometry.left, rule),
            (geometry.right, rule),
            0.5,
            theme.colours.rule,
            None,
        ));
        let number = one_line(&format!("{}/{count}", index + 1), style, owner, shaper);
        let room = geometry.text_width() - number.width - 16.0;
        if !footer.is_empty() {
            let line = fitted(&footer, style, owner, room, shaper);
            inline::place(line, geometry.left, footer_y, &mut slice);
        }
        let x = geometry.right - number.width;
        inline::place(number, x, footer_y, &mut slice);
        page.items.append(&mut slice.items);
        if let Some(watermark) = &watermark {
            page.items.insert(0, watermark.clone());
        }
    }
}

/// A line cut with an ellipsis when it is too long for the page's edge.
fn fitted(text: &str, style: Style, owner: Owner, width: f32, shaper: &mut Shaper) -> crate::pdf::text::Line {
    let line = one_line(text, style, owner, shaper);
    if line.width <= width {
        return line;
    }
    let characters = text.chars().count().max(1);
    let mut kept = (characters as f32 * width / line.width) as usize;
    loop {
        let mut shortened: String = text.chars().take(kept).collect();
        shortened.truncate(shortened.trim_end().len());
        shortened.push('…');
        let line = one_line(&shortened, style, owner, shaper);
        if line.width <= width || kept == 0 {
            return line;
        }
        kept -= 1;
    }
}
