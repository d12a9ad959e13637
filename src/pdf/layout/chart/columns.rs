//! Columns made of parts, one for each year or the like, beside a bar for the total of each part, which is their key.

use crate::pdf::block::{Amount, ColumnHead, Columns};
use crate::pdf::display::Owner;
use crate::pdf::layout::flow::{Column, Flow};
use crate::pdf::layout::inline::{self, Align};
use crate::pdf::layout::slice::{self, Slice};

use super::spread::{Part, bundle, spread};
use super::stacked::leader;
use super::{GAP, NEGATIVE, write_around};

/// Between the two halves of the chart.
const BETWEEN: f32 = 20.0;
/// Least width left to the bars beside the columns.
const BARS: f32 = 220.0;
/// Room on the right of a column for the numbers of its narrow parts.
const GUTTER: f32 = 24.0;
/// Height of the tallest column.
const TALL: std::ops::RangeInclusive<f32> = 100.0..=150.0;
/// Run of the line from a part to its number.
const ELBOW: f32 = 5.5;
/// Parts thinner than this cannot be seen, nor pointed at.
const VISIBLE: f32 = 0.6;

/// What the next column shows on its left: its side, and the beginning and baseline of its total.
#[derive(Clone, Copy)]
struct Neighbour {
    left: f32,
    total: (f32, f32),
}

impl Flow<'_> {
    pub(super) fn columns(&mut self, table: &Columns, owner: Owner, column: Column) -> Vec<Slice> {
        if table.columns.is_empty() || table.series.is_empty() {
            return Vec::new();
        }
        let sums: Vec<Amount> = table
            .series
            .iter()
            .map(|series| {
                let sum: i128 = series.items.iter().map(|item| i128::from(item.cents)).sum();
                Amount {
                    label: series.label.clone(),
                    cents: i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX }),
                    text: series.text.clone(),
                    share: None,
                }
            })
            .collect();
        let slot = self.slot_width(&table.columns, owner);
        let count = table.columns.len() as f32;
        let beside = slot * count + BETWEEN + BARS <= column.width;
        let mut slices = if beside {
            // Columns spread out on a wide page.
            let left = (slot * count * 1.6).min(column.width * 0.42).max(slot * count);
            let bars =
                Column { x: column.x + left + BETWEEN, width: column.width - left - BETWEEN, ..column };
            let bars = slice::merge(self.bars(&sums, owner, bars, true));
            if bars.height < self.geometry.text_height() * 0.5 {
                let tall = (bars.height - self.around()).clamp(*TALL.start(), *TALL.end());
                let mut both =
                    self.upright(table, owner, (column.x, left, column.x + left + BETWEEN - 6.0), tall);
                // The shorter half stands in the middle of the taller one.
                let height = both.height.max(bars.height);
                both.push_down((height - both.height) / 2.0);
                both.height = height;
                let down = (height - bars.height) / 2.0;
                both.absorb(bars, down);
                vec![both]
            } else {
                let upright = self.upright(
                    table,
                    owner,
                    (column.x, column.width.min(left * 1.6), column.x + column.width),
                    *TALL.start(),
                );
                self.above_bars(vec![upright], &sums, owner, column)
            }
        } else if slot * count <= column.width {
            let width = column.width.min(slot * count * 1.6);
            let upright =
                self.upright(table, owner, (column.x, width, column.x + column.width), *TALL.start());
            self.above_bars(vec![upright], &sums, owner, column)
        } else {
            let lying = self.lying(table, owner, column);
            self.above_bars(lying, &sums, owner, column)
        };
        if table.series.iter().flat_map(|series| &series.items).any(|item| item.cents < 0) {
            slices.push(self.remark(NEGATIVE, owner, column));
        }
        slices
    }

    fn above_bars(
        &mut self,
        mut top: Vec<Slice>,
        sums: &[Amount],
        owner: Owner,
        column: Column,
    ) -> Vec<Slice> {
        let mut bars = self.bars(sums, owner, column, true);
        if let Some(first) = bars.first_mut() {
            first.before = 10.0;
        }
        top.append(&mut bars);
        top
    }

    /// Height of what stands above and below the columns.
    fn around(&self) -> f32 {
        self.theme.sizes.small * (1.7 + 1.6)
    }

    /// Least width of a column with what is written around it.
    fn slot_width(&mut self, heads: &[ColumnHead], owner: Owner) -> f32 {
        let ink = self.theme.colours.ink;
        let (bold, light) = (self.small(ink).bold(), self.lesser(ink));
        let labels = self.widest(heads.iter().map(|head| head.label.as_str()), bold, owner, f32::MAX);
        let texts = self.widest(heads.iter().map(|head| head.text.as_str()), light, owner, f32::MAX);
        (labels.max(texts) + 6.0).max(14.0 + GUTTER)
    }

    /// Columns that stand on a line; totals above, labels below. Nothing is written beyond `end`.
    fn upright(
        &mut self,
        table: &Columns,
        owner: Owner,
        (x, width, end): (f32, f32, f32),
        tall: f32,
    ) -> Slice {
        let small = self.theme.sizes.small;
        let ink = self.theme.colours.ink;
        let (bold, light) = (self.small(ink).bold(), self.lesser(ink));
        let (top, base) = (small * 1.7, small * 1.7 + tall);
        let mut plot = Slice::blank(base + small * 1.6);
        let slot = width / table.columns.len().max(1) as f32;
        let bar = (slot * 0.5).min(34.0);
        let largest = (0..table.columns.len()).map(|index| table.sum(index)).max().unwrap_or(0).max(1);
        let scale = tall / largest as f32;
        // From the last to the first: numbers beside a column must know what the next one writes.
        let mut next = Neighbour { left: end, total: (end, 0.0) };
        for (index, head) in table.columns.iter().enumerate().rev() {
            let left = x + slot * index as f32 + (slot - bar) / 2.0;
            let (parts, column_top) = self.pile(table, index, owner, (left, bar, base, scale), &mut plot);
            let label_top =
                self.numbers_beside(&parts, owner, (left + bar, column_top, base), next, &mut plot);
            let middle = left + bar / 2.0;
            let total = self.plain_line(&head.text, light, owner);
            let baseline = column_top.min(label_top).max(top) - 3.5;
            next = Neighbour { left, total: (middle - total.width / 2.0, baseline) };
            write_around(total, middle, baseline, &mut plot);
            let label = self.plain_line(&head.label, bold, owner);
            write_around(label, middle, base + small * 1.2, &mut plot);
        }
        let (from, to) = ((x, base), (x + width, base));
        plot.items.push(slice::stroke(owner, from, to, 0.6, self.theme.colours.muted, None));
        plot
    }

    /// The parts of a column, the first on top as in the key, and where the column ends.
    fn pile(
        &mut self,
        table: &Columns,
        column: usize,
        owner: Owner,
        (left, bar, base, scale): (f32, f32, f32, f32),
        plot: &mut Slice,
    ) -> (Vec<Part>, f32) {
        let mut parts = Vec::new();
        let mut above = table.sum(column);
        let top = base - above as f32 * scale;
        for (rank, series) in table.series.iter().enumerate() {
            let cents = series.items.get(column).map_or(0, |item| item.cents.max(0));
            if cents == 0 {
                continue;
            }
            let y = base - above as f32 * scale;
            above -= i128::from(cents);
            let height = cents as f32 * scale;
            let drawn = if height > 2.0 * GAP { height - GAP } else { height };
            let colour = self.chart_colour(rank);
            plot.items.push(slice::filled(owner, left, y, bar, drawn, colour));
            let style = self.lesser(colour.contrasting()).bold();
            let number = self.plain_line(&(rank + 1).to_string(), style, owner);
            let roomy = drawn > style.size * 0.95 && number.width + 3.0 < bar;
            if roomy {
                write_around(number, left + bar / 2.0, y + drawn / 2.0 + style.size * 0.36, plot);
            }
            parts.push(Part { number: rank + 1, start: y, length: height, roomy });
        }
        (parts, top)
    }

    /// Numbers of the narrow parts, on the right of their column; gives how high they reach.
    fn numbers_beside(
        &mut self,
        parts: &[Part],
        owner: Owner,
        (right, top, base): (f32, f32, f32),
        next: Neighbour,
        plot: &mut Slice,
    ) -> f32 {
        let style = self.lesser(self.theme.colours.muted).bold();
        let pitch = style.size * 1.05;
        let mut bundles = bundle(parts, *TALL.start(), |_| pitch);
        bundles.retain(|bundle| bundle.length() >= VISIBLE);
        let wanted: Vec<(f32, f32)> = bundles.iter().map(|bundle| (bundle.centre(), pitch)).collect();
        let mut highest = base;
        for (bundle, centre) in
            bundles.iter().zip(spread(&wanted, top.min(base - pitch * wanted.len() as f32), base))
        {
            let line = self.plain_line(&bundle.label(), style, owner);
            let end = right + ELBOW + 1.0 + line.width;
            let baseline = centre + style.size * 0.36;
            let (total_left, total_baseline) = next.total;
            let level = (baseline - total_baseline).abs() < style.size * 1.1;
            // Without its number a part still has its colour, its rank and the table.
            if end > next.left - 2.0 || (level && end > total_left - 2.0) {
                continue;
            }
            let from = bundle.centre();
            let points = vec![(right + 0.5, from), (right + 1.5, from), (right + ELBOW, centre)];
            plot.items.push(leader(owner, points, self.theme.colours.muted));
            inline::place(line, right + ELBOW + 1.0, baseline, plot);
            highest = highest.min(centre - pitch / 2.0);
        }
        highest
    }

    /// Columns that find no room side by side lie one under the other.
    fn lying(&mut self, table: &Columns, owner: Owner, column: Column) -> Vec<Slice> {
        const SPACE: f32 = 7.0;
        let ink = self.theme.colours.ink;
        let (bold, plain) = (self.small(ink).bold(), self.small(ink));
        let labels = table.columns.iter().map(|head| head.label.as_str());
        let label_width = self.widest(labels, bold, owner, column.width * 0.25);
        let texts = table.columns.iter().map(|head| head.text.as_str());
        let text_width = self.widest(texts, plain, owner, column.width * 0.3);
        let x = column.x + label_width + SPACE;
        let width = (column.width - label_width - text_width - 2.0 * SPACE).max(1.0);
        let largest = (0..table.columns.len()).map(|index| table.sum(index)).max().unwrap_or(0).max(1);
        let mut rows = Vec::with_capacity(table.columns.len());
        for (index, head) in table.columns.iter().enumerate() {
            let cents: Vec<i64> = table
                .series
                .iter()
                .map(|series| series.items.get(index).map_or(0, |item| item.cents))
                .collect();
            let whole = width * (table.sum(index) as f64 / largest as f64) as f32;
            let bar = self.parts_bar(&cents, table.sum(index), owner, (x, whole), 13.0);
            let label = self.text_box(&head.label, bold, owner, (column.x, label_width), Align::Left);
            let text = self.text_box(&head.text, plain, owner, (x + width + SPACE, text_width), Align::Right);
            let mut row = Slice::blank(bar.height.max(label.height).max(text.height) + 4.0);
            row.absorb(label, 1.0);
            row.absorb(bar, 0.0);
            row.absorb(text, 1.0);
            rows.push(row);
        }
        rows
    }
}
