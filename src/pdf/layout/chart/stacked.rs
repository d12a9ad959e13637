//! One bar made of parts, and its key.

use crate::pdf::block::Amount;
use crate::pdf::colour::Colour;
use crate::pdf::display::{Drawing, Item, Owner, Paint, Shape};
use crate::pdf::layout::flow::{Column, Flow};
use crate::pdf::layout::inline::Align;
use crate::pdf::layout::slice::{self, Slice};
use crate::pdf::text::Line;

use super::spread::{Bundle, Part, bundle, spread};
use super::{GAP, KEY, NEGATIVE, any_negative, write_around};

/// Between a part and the number written outside it.
const LEADER: f32 = 8.0;

impl Flow<'_> {
    pub(super) fn stacked(&mut self, items: &[Amount], owner: Owner, column: Column) -> Vec<Slice> {
        let total: i128 = items.iter().map(|item| i128::from(item.cents.max(0))).sum();
        let mut slices = Vec::with_capacity(items.len() + 2);
        if total > 0 {
            let cents: Vec<i64> = items.iter().map(|item| item.cents).collect();
            let mut bar = self.parts_bar(&cents, total, owner, (column.x, column.width), 24.0);
            bar.height += 7.0;
            slices.push(bar);
        }
        let style = self.small(self.theme.colours.ink);
        let texts = items.iter().map(|item| item.text.as_str());
        let amount_width = self.widest(texts, style, owner, column.width * 0.3);
        let shares = items.iter().filter_map(|item| item.share.as_deref());
        let share_width = self.widest(shares, style, owner, column.width * 0.15);
        let between = if share_width > 0.0 { 14.0 } else { 0.0 };
        // Amounts stay near the names they belong to.
        let labels = items.iter().map(|item| item.label.as_str());
        let most = (column.width - KEY - 14.0 - amount_width - between - share_width).max(1.0);
        let label_width = self.widest(labels, style, owner, most);
        let x = column.x + KEY;
        for (index, item) in items.iter().enumerate() {
            let label = self.text_box(&item.label, style, owner, (x, label_width), Align::Left);
            let amount_x = x + label_width + 14.0;
            let amount = self.text_box(&item.text, style, owner, (amount_x, amount_width), Align::Right);
            let mut row = Slice::blank(label.height.max(amount.height).max(style.size * 1.25) + 1.2);
            self.key(index, item.cents > 0, column.x, owner, &mut row);
            row.absorb(label, 0.0);
            row.absorb(amount, 0.0);
            if let Some(share) = &item.share {
                let share_x = amount_x + amount_width + between;
                let share = self.text_box(share, style, owner, (share_x, share_width), Align::Right);
                row.height = row.height.max(share.height + 1.2);
                row.absorb(share, 0.0);
            }
            slices.push(row);
        }
        if any_negative(items) {
            slices.push(self.remark(NEGATIVE, owner, column));
        }
        slices
    }

    /// A bar whose full width stands for `whole`. Parts of nothing, or less, are not drawn.
    pub(super) fn parts_bar(
        &mut self,
        cents: &[i64],
        whole: i128,
        owner: Owner,
        (x, width): (f32, f32),
        height: f32,
    ) -> Slice {
        let mut bar = Slice::blank(height);
        let mut parts = Vec::with_capacity(cents.len());
        let mut at = x;
        for (index, cents) in cents.iter().enumerate().filter(|(_, cents)| **cents > 0) {
            let length = (*cents as f64 / whole.max(1) as f64) as f32 * width;
            let drawn = if length > 2.0 * GAP { length - GAP } else { length };
            let colour = self.chart_colour(index);
            bar.items.push(slice::filled(owner, at, 0.0, drawn, height, colour));
            let style = self.small(colour.contrasting()).bold();
            let number = self.plain_line(&(index + 1).to_string(), style, owner);
            let roomy = number.width + 4.0 < drawn;
            if roomy {
                write_around(number, at + drawn / 2.0, height / 2.0 + style.size * 0.36, &mut bar);
            }
            parts.push(Part { number: index + 1, start: at, length: drawn, roomy });
            at += length;
        }
        let labels = self.outside_labels(&parts, width, owner);
        if labels.is_empty() {
            return bar;
        }
        let wanted: Vec<(f32, f32)> =
            labels.iter().map(|(bundle, line)| (bundle.centre(), line.width + 3.0)).collect();
        let centres = spread(&wanted, x, x + width);
        let baseline = height + LEADER + self.theme.sizes.small * 0.8;
        for ((bundle, line), centre) in labels.into_iter().zip(centres) {
            let from = bundle.centre();
            bar.items.push(leader(
                owner,
                vec![
                    (from, height + 0.5),
                    (from, height + 2.5),
                    (centre, height + LEADER - 2.0),
                    (centre, height + LEADER),
                ],
                self.theme.colours.muted,
            ));
            write_around(line, centre, baseline, &mut bar);
        }
        bar.height = baseline + 2.5;
        bar
    }

    /// Labels of the parts too narrow for their number, to be written side by side in `room`.
    fn outside_labels(&mut self, parts: &[Part], room: f32, owner: Owner) -> Vec<(Bundle, Line)> {
        let style = self.small(self.theme.colours.ink).bold();
        let bundles =
            bundle(parts, room, |bundle| self.plain_line(&bundle.label(), style, owner).width + 3.0);
        bundles
            .into_iter()
            .map(|bundle| {
                let line = self.plain_line(&bundle.label(), style, owner);
                (bundle, line)
            })
            .collect()
    }
}

/// A thin line from a part to its number.
pub(super) fn leader(owner: Owner, points: Vec<(f32, f32)>, colour: Colour) -> Item {
    Item {
        owner,
        drawing: Drawing::Shape {
            shape: Shape::Polygon { points, closed: false },
            paint: Paint::Stroke { colour, width: 0.4, dash: None },
        },
    }
}
