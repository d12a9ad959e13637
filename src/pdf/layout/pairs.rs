//! Key/value blocks, and the signature blocks made of them.

use crate::pdf::block::{Block, Inline, Pair};
use crate::pdf::display::{Artifact, Owner, SigningArea};
use crate::pdf::structure::{ElementId, Role};
use crate::pdf::text::{self, Style};
use crate::pdf::theme::PT_PER_MM;

use super::flow::{BoxLook, Column, Flow, keep_together, spaced};
use super::inline::Align;
use super::slice::{self, Slice};

/// Height left to sign and stamp, in millimetres.
const SIGNING_ROOM: f32 = 20.0;
/// What it may be reduced to when the block would otherwise go to the next page.
const LEAST_SIGNING_ROOM: f32 = 16.0;

impl Flow<'_> {
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

    pub(crate) fn signature(&mut self, title: &[Inline], pairs: &[Pair], column: Column) -> Vec<Slice> {
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
        let field = self.signature_element(element);
        let mut room = Slice {
            before: 4.0,
            slack: (SIGNING_ROOM - LEAST_SIGNING_ROOM) * PT_PER_MM,
            ..Slice::blank(SIGNING_ROOM * PT_PER_MM)
        };
        room.signing.push(SigningArea {
            element: field,
            contents: [title, pairs.last().map_or(&[][..], |pair| &pair.key)].map(text::plain).join(" : "),
            x: inner.x,
            y: 0.0,
            width: inner.width,
            height: LEAST_SIGNING_ROOM * PT_PER_MM,
        });
        slices.push(room);
        let look =
            BoxLook { x: outer.x, width, fill: None, bar: None, border: Some(self.theme.colours.muted) };
        let mut slices = self.boxed(slices, look, 10.0);
        keep_together(&mut slices);
        spaced(slices, 12.0, 10.0)
    }

    /// The field that waits for a signature: what the last key asks for, when nothing answers it.
    fn signature_element(&mut self, section: ElementId) -> ElementId {
        let body = self
            .tree
            .last_child(section)
            .filter(|list| self.tree.role(*list) == Role::List)
            .and_then(|list| self.tree.last_child(list))
            .and_then(|item| self.tree.last_child(item))
            .filter(|body| self.tree.is_empty(*body));
        self.tree.add(body.unwrap_or(section), Role::Form)
    }
}

pub(crate) fn opens_with_signature(block: &Block) -> bool {
    match block {
        Block::Signature { .. } => true,
        Block::Group { children, .. } => children.first().is_some_and(opens_with_signature),
        _ => false,
    }
}

pub(crate) fn ends_with_signature(block: &Block) -> bool {
    match block {
        Block::Signature { .. } => true,
        Block::Group { children, .. } => children.last().is_some_and(ends_with_signature),
        _ => false,
    }
}
