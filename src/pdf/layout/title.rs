//! Title block and headings.

use crate::pdf::block::{Block, Inline};
use crate::pdf::display::{Artifact, Owner};
use crate::pdf::structure::Role;
use crate::pdf::text::Style;

use super::flow::{Column, Flow, keep_together, spaced};
use super::inline::Align;
use super::logo::GAP;
use super::slice::{self, Slice};

impl Flow<'_> {
    pub(crate) fn title(&mut self, own_page: bool, children: &[Block], column: Column) -> Vec<Slice> {
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

    pub(crate) fn heading(&mut self, inlines: &[Inline], column: Column) -> Vec<Slice> {
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
}
