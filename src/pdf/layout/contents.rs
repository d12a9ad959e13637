//! The table of contents.

use std::collections::BTreeMap;

use crate::pdf::display::{Artifact, LinkArea, Owner, Target};
use crate::pdf::structure::{ElementId, Role};
use crate::pdf::text::Style;

use super::flow::{Column, Flow, keep_together, spaced};
use super::headings::Heading;
use super::inline::Align;
use super::slice::{self, PageReference, Slice};

/// Tables of contents with more entries than this are set tighter.
const MANY_ENTRIES: usize = 24;
/// Their line height then, as a multiple of the size.
const TIGHT: f32 = 1.18;

impl Flow<'_> {
    /// The table of contents: every heading of the document but the title.
    pub(crate) fn contents(&mut self, title: &str, column: Column) -> Vec<Slice> {
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
        let leading = if entries.len() > MANY_ENTRIES { TIGHT } else { self.theme.sizes.leading };
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
        let before = match (entry.level == top_level, column.leading > TIGHT) {
            (true, true) => 3.0,
            (true, false) => 1.8,
            (false, true) => 0.5,
            (false, false) => 0.0,
        };
        spaced(slices, before, 0.0)
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
