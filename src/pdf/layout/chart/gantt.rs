//! A calendar: one bar a line under an axis of months and years.

use crate::pdf::block::Period;
use crate::pdf::colour::Colour;
use crate::pdf::display::{Drawing, Item, Owner, Paint, Shape};
use crate::pdf::layout::flow::{Column, Flow};
use crate::pdf::layout::inline::{self, Align};
use crate::pdf::layout::slice::{self, Slice};

use super::axis::Axis;
use super::{BAR, words};

/// Half the height of a milestone.
const DIAMOND: f32 = 4.6;

impl Flow<'_> {
    pub(super) fn gantt(&mut self, items: &[Period], owner: Owner, column: Column) -> Vec<Slice> {
        let (Some(first), Some(last)) =
            (items.iter().map(Period::first).min(), items.iter().map(Period::last).max())
        else {
            return Vec::new();
        };
        let label_width = column.width * 0.33;
        let sides = (column.x + label_width + 8.0, column.width - label_width - 8.0);
        let bold = self.small(self.theme.colours.accent).bold();
        let year = self.widest(std::iter::once("2888"), bold, owner, 60.0) + 3.0;
        let axis = Axis::new(first, last, sides, year);
        let head = self.gantt_axis(&axis, owner);
        let repeated = self.add_head(vec![head.clone()]);
        let mut slices = vec![head];
        let muted = self.theme.colours.muted;
        for (index, item) in items.iter().enumerate() {
            let style = self.small(self.theme.colours.ink);
            let place = (column.x, label_width);
            let mut text = self.text_box(&item.label, style, owner, place, Align::Left);
            let dates = self.text_box(&words::dates(item), self.lesser(muted), owner, place, Align::Left);
            let (down, height) = (text.height, dates.height);
            text.absorb(dates, down);
            let height = text.height + height + 6.0;
            let mut row = Slice { head: Some(repeated), ..Slice::blank(height) };
            row.absorb(text, 3.0);
            for (at, _, _) in axis.ticks() {
                row.items.push(slice::stroke(
                    owner,
                    (at, 0.0),
                    (at, height),
                    0.25,
                    self.theme.colours.rule,
                    None,
                ));
            }
            for year in axis.years() {
                row.items.push(slice::stroke(owner, (year.from, 0.0), (year.from, height), 0.4, muted, None));
            }
            for mark in items.iter().filter(|item| item.mark) {
                let at = middle(&axis, mark);
                let colour = self.theme.colours.warning;
                row.items.push(slice::stroke(owner, (at, 0.0), (at, height), 0.8, colour, Some((2.4, 1.8))));
            }
            if item.first() == item.last() {
                let colour = if item.mark { self.theme.colours.warning } else { self.theme.colours.accent };
                let at = middle(&axis, item).clamp(axis.x + DIAMOND, axis.x + axis.width - DIAMOND);
                row.items.push(diamond(owner, (at, height / 2.0), colour));
            } else {
                let (left, right) = (axis.at(item.first()), axis.after(item.last()));
                let top = (height - BAR) / 2.0;
                let colour = self.theme.colours.accent;
                // A few days of a long operation can still be seen.
                let width = (right - left).max(1.6);
                let left = left.min(axis.x + axis.width - width);
                row.items.push(slice::filled(owner, left, top, width, BAR, colour));
            }
            if index + 1 == items.len() {
                let (from, to) = ((axis.x, height), (axis.x + axis.width, height));
                row.items.push(slice::stroke(owner, from, to, 0.6, muted, None));
            }
            slices.push(row);
        }
        if let Some(first) = slices.get_mut(1) {
            first.keep = true;
        }
        slices
    }

    fn gantt_axis(&mut self, axis: &Axis, owner: Owner) -> Slice {
        let ticks = axis.ticks();
        let mut head = Slice::blank(if ticks.is_empty() { 15.0 } else { 27.0 });
        let height = head.height;
        let bold = self.small(self.theme.colours.accent).bold();
        let muted = self.theme.colours.muted;
        let light = self.lesser(muted);
        for year in axis.years() {
            let line = self.plain_line(&year.year.to_string(), bold, owner);
            if line.width + 2.0 < year.to - year.from {
                inline::place(line, year.from + 2.0, 9.5, &mut head);
            }
            head.items.push(slice::stroke(owner, (year.from, 0.0), (year.from, height), 0.4, muted, None));
        }
        for (from, to, name) in ticks {
            let line = self.plain_line(name, light, owner);
            let left = from + (to - from - line.width) / 2.0;
            if left > from {
                inline::place(line, left, 21.5, &mut head);
            }
        }
        let (from, to) = ((axis.x, height), (axis.x + axis.width, height));
        head.items.push(slice::stroke(owner, from, to, 0.6, muted, None));
        head
    }
}

fn middle(axis: &Axis, item: &Period) -> f32 {
    (axis.at(item.first()) + axis.after(item.first())) / 2.0
}

/// A milestone.
fn diamond(owner: Owner, (x, y): (f32, f32), colour: Colour) -> Item {
    let points = vec![(x - DIAMOND, y), (x, y - DIAMOND), (x + DIAMOND, y), (x, y + DIAMOND)];
    Item {
        owner,
        drawing: Drawing::Shape {
            shape: Shape::Polygon { points, closed: true },
            paint: Paint::Fill(colour),
        },
    }
}
