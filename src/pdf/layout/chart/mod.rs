//! Charts, drawn as vectors, with their numbers in words for those who cannot see them.
//!
//! Nothing hangs on colour alone: every part bears a number that its key repeats. Labels have places of their own,
//! whatever the data, so that none lies over another.

mod axis;
mod bars;
mod columns;
mod gantt;
mod spread;
mod stacked;
#[cfg(test)]
mod tests;
mod words;

use crate::pdf::block::{Amount, Chart, ChartData};
use crate::pdf::colour::Colour;
use crate::pdf::display::{Drawing, FigureBox, Item, Owner, Paint, Shape};
use crate::pdf::french;
use crate::pdf::structure::{ElementId, Role};
use crate::pdf::text::{Line, Style};

use super::flow::{Column, Flow, keep_together, spaced};
use super::inline::{self, Align};
use super::slice::{self, Slice};

/// Height of a bar.
const BAR: f32 = 11.0;
/// White left between two parts.
const GAP: f32 = 0.9;
/// Size of secondary labels, as a part of the small size.
const LESSER: f32 = 0.85;
/// Charts of fewer rows stay on one page.
const WHOLE: usize = 24;

impl Flow<'_> {
    pub(crate) fn chart(&mut self, chart: &Chart, column: Column) -> Vec<Slice> {
        let figure = self.tree.add(column.parent, Role::Figure);
        let slot = self.tree.slot(figure);
        let owner = Owner::Content(slot);
        let alt = chart.alt.clone().unwrap_or_else(|| words::describe(&chart.data));
        if let Some(attributes) = self.tree.attributes(figure) {
            attributes.alt = Some(french::typeset_text(&alt));
        }
        let mut slices = match &chart.data {
            ChartData::Bars(items) => self.bars(items, owner, column, false),
            ChartData::Stacked(items) => self.stacked(items, owner, column),
            ChartData::Columns(table) => self.columns(table, owner, column),
            ChartData::Gantt(items) => self.gantt(items, owner, column),
        };
        if slices.is_empty() {
            slices.push(self.remark("Aucune donnée", owner, column));
        }
        for slice in &mut slices {
            slice.figure_boxes.push(FigureBox {
                element: figure,
                x: column.x,
                y: 0.0,
                width: column.width,
                height: slice.height,
            });
        }
        if slices.len() <= WHOLE {
            keep_together(&mut slices);
        }
        if !chart.caption.is_empty() {
            let mut caption = self.chart_caption(chart, figure, column);
            for line in &mut caption {
                line.keep = true;
            }
            slices.append(&mut caption);
        }
        let body = self.theme.sizes.body;
        spaced(slices, body * 0.7, body * 1.2)
    }

    fn chart_caption(&mut self, chart: &Chart, figure: ElementId, column: Column) -> Vec<Slice> {
        let element = self.tree.add(figure, Role::Caption);
        let style = self.small(self.theme.colours.muted);
        let rich = self.rich(&chart.caption, style, element);
        let lines = self.paragraph(&rich, column.x, column.width, Align::Left);
        spaced(lines, 5.0, 0.0)
    }

    /// A line about the chart itself.
    fn remark(&mut self, text: &str, owner: Owner, column: Column) -> Slice {
        let style = Style { italic: true, ..self.small(self.theme.colours.muted) };
        self.text_box(text, style, owner, (column.x, column.width), Align::Left)
    }

    fn small(&self, colour: Colour) -> Style {
        Style::new(self.theme.sizes.small, colour)
    }

    fn lesser(&self, colour: Colour) -> Style {
        Style::new(self.theme.sizes.small * LESSER, colour)
    }

    fn chart_colour(&self, index: usize) -> Colour {
        let colours = &self.theme.colours.chart;
        colours.get(index % colours.len().max(1)).copied().unwrap_or(self.theme.colours.accent)
    }

    /// Text wrapped between `x` and `x + width`, as one piece.
    fn text_box(
        &mut self,
        text: &str,
        style: Style,
        owner: Owner,
        (x, width): (f32, f32),
        align: Align,
    ) -> Slice {
        let rich = self.plain(text, style, owner);
        slice::merge(self.paragraph_with_leading(&rich, x, width, align, 1.25))
    }

    /// Room for the widest of some texts, at most `most`: beyond it they wrap.
    fn widest<'t>(
        &mut self,
        texts: impl Iterator<Item = &'t str>,
        style: Style,
        owner: Owner,
        most: f32,
    ) -> f32 {
        let mut width: f32 = 0.0;
        for text in texts {
            let rich = self.plain(text, style, owner);
            width = width.max(self.shaper.width(&rich));
        }
        // A little more, for the rounding of sums.
        if width > 0.0 { (width + 0.2).min(most) } else { 0.0 }
    }

    /// The number of a part, and the square of its colour: hollow for a part that is not drawn.
    fn key(&mut self, index: usize, drawn: bool, x: f32, owner: Owner, row: &mut Slice) {
        let colour = self.chart_colour(index);
        let side = 8.2;
        let top = (self.theme.sizes.small * 1.25 - side) / 2.0;
        if drawn {
            row.items.push(slice::filled(owner, x, top, side, side, colour));
        } else {
            row.items.push(outline(owner, (x, top), (side, side), self.theme.colours.muted));
        }
        let style = self.small(self.theme.colours.ink).bold();
        let number = format!("{}.", index + 1);
        let number = self.text_box(&number, style, owner, (x + 12.0, KEY - 12.0), Align::Left);
        row.absorb(number, 0.0);
    }
}

/// Width of a part's square and number.
const KEY: f32 = 31.0;

/// An empty rectangle.
fn outline(owner: Owner, (x, y): (f32, f32), (width, height): (f32, f32), colour: Colour) -> Item {
    let (left, top, right, bottom) = (x + 0.3, y + 0.3, x + width - 0.3, y + height - 0.3);
    Item {
        owner,
        drawing: Drawing::Shape {
            shape: Shape::Polygon {
                points: vec![(left, top), (right, top), (right, bottom), (left, bottom)],
                closed: true,
            },
            paint: Paint::Stroke { colour, width: 0.6, dash: None },
        },
    }
}

/// Writes a line around an abscissa.
fn write_around(line: Line, middle: f32, baseline: f32, slice: &mut Slice) {
    let x = middle - line.width / 2.0;
    inline::place(line, x, baseline, slice);
}

/// Puts a piece halfway down a row.
fn centred(row: &mut Slice, part: Slice, height: f32) {
    let down = (height - part.height) / 2.0;
    row.absorb(part, down);
}

/// Said under a chart that leaves parts out.
const NEGATIVE: &str = "Les montants négatifs ne sont pas dessinés.";

fn any_negative(items: &[Amount]) -> bool {
    items.iter().any(|item| item.cents < 0)
}
