//! One bar a line: label, bar, amount.

use crate::pdf::block::Amount;
use crate::pdf::display::Owner;
use crate::pdf::layout::flow::{Column, Flow};
use crate::pdf::layout::inline::Align;
use crate::pdf::layout::slice::{self, Slice};

use super::{BAR, KEY, centred, outline};

impl Flow<'_> {
    /// `keyed`: each bar has the number and the colour of its rank, and serves as a key to another drawing.
    pub(super) fn bars(&mut self, items: &[Amount], owner: Owner, column: Column, keyed: bool) -> Vec<Slice> {
        const SPACE: f32 = 6.0;
        let style = self.small(self.theme.colours.ink);
        let key = if keyed { KEY } else { 0.0 };
        let left = column.x + key;
        let labels = items.iter().map(|item| item.label.as_str());
        let label_width = self.widest(labels, style, owner, column.width * if keyed { 0.34 } else { 0.36 });
        let texts = items.iter().map(|item| item.text.as_str());
        let amount_width = self.widest(texts, style, owner, column.width * 0.3);
        let x = left + label_width + SPACE;
        let room = (column.x + column.width - x - SPACE - amount_width).max(1.0);
        let largest = items.iter().map(|item| item.cents.unsigned_abs()).max().unwrap_or(0).max(1);
        let mut slices = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let label = self.text_box(&item.label, style, owner, (left, label_width), Align::Left);
            let length = (item.cents.unsigned_abs() as f64 / largest as f64) as f32 * room;
            let end = x + if item.cents == 0 { 0.0 } else { length.max(0.6) };
            let amount = self.text_box(&item.text, style, owner, (end + SPACE, amount_width), Align::Left);
            let bar = if keyed { BAR - 3.0 } else { BAR };
            let height = label.height.max(amount.height).max(bar) + if keyed { 3.0 } else { 5.0 };
            let mut row = Slice::blank(height);
            if keyed {
                let mut mark = Slice::blank(style.size * 1.25);
                self.key(index, item.cents > 0, column.x, owner, &mut mark);
                centred(&mut row, mark, height);
            }
            centred(&mut row, label, height);
            let top = (height - bar) / 2.0;
            if item.cents > 0 {
                let colour = if keyed { self.chart_colour(index) } else { self.theme.colours.accent };
                row.items.push(slice::filled(owner, x, top, end - x, bar, colour));
            } else if item.cents < 0 {
                // Hollow: what is to be taken off is not what is to be added.
                row.items.push(outline(
                    owner,
                    (x, top),
                    ((end - x).max(1.2), bar),
                    self.theme.colours.warning,
                ));
            }
            centred(&mut row, amount, height);
            row.items.push(slice::stroke(owner, (x, 0.0), (x, height), 0.6, self.theme.colours.muted, None));
            slices.push(row);
        }
        slices
    }
}
