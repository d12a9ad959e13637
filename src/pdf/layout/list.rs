//! Lists.

use crate::pdf::block::{Block, Inline};
use crate::pdf::display::Owner;
use crate::pdf::structure::{Numbering, Role};
use crate::pdf::text::Style;

use super::flow::{Column, Flow, keep_together, spaced};
use super::inline::Align;
use super::slice::{self, Slice};

/// Lists of so many items, and shorter than this part of a page, are kept whole.
const SHORT_LIST: usize = 4;
const SHORT_LIST_HEIGHT: f32 = 0.12;

impl Flow<'_> {
    pub(crate) fn list(
        &mut self,
        ordered: bool,
        start: u32,
        items: &[Vec<Block>],
        column: Column,
    ) -> Vec<Slice> {
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
}

fn opens_with_check(item: &[Block]) -> bool {
    match item.first() {
        Some(Block::Paragraph { inlines, .. }) => matches!(inlines.first(), Some(Inline::Check(_))),
        _ => false,
    }
}
