//! Charts, drawn as vectors, with their numbers in words for those who cannot see them.

use jiff::civil::Date;

use crate::pdf::block::{Amount, Chart, ChartData, Period};
use crate::pdf::display::{FigureBox, Owner};
use crate::pdf::structure::{ElementId, Role};
use crate::pdf::text::Style;
use crate::pdf::theme::Colour;

use super::flow::{Column, Flow, keep_together, spaced};
use super::inline::{self, Align};
use super::slice::{self, Slice};

/// Height of a bar.
const BAR: f32 = 11.0;
/// Charts of fewer rows stay on one page.
const WHOLE: usize = 24;

impl Flow<'_> {
    pub(crate) fn chart(&mut self, chart: &Chart, column: Column) -> Vec<Slice> {
        let figure = self.tree.add(column.parent, Role::Figure);
        let slot = self.tree.slot(figure);
        let owner = Owner::Content(slot);
        let alt = match &chart.alt {
            Some(alt) => alt.clone(),
            None => describe(&chart.data),
        };
        if let Some(attributes) = self.tree.attributes(figure) {
            attributes.alt = Some(alt);
        }
        let mut slices = match &chart.data {
            ChartData::Bars(items) => self.bars(items, owner, column),
            ChartData::Stacked(items) => self.stacked(items, owner, column),
            ChartData::Gantt(items) => self.gantt(items, owner, column),
        };
        if slices.is_empty() {
            let style = Style { italic: true, ..self.small(self.theme.colours.muted) };
            let line = self.plain_line("Aucune donnée", style, owner);
            slices.push(self.line(line, column.x, column.width, Align::Left, 1.4));
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

    fn small(&self, colour: Colour) -> Style {
        Style::new(self.theme.sizes.small, colour)
    }

    fn chart_colour(&self, index: usize) -> Colour {
        let colours = &self.theme.colours.chart;
        colours.get(index % colours.len().max(1)).copied().unwrap_or(self.theme.colours.accent)
    }

    /// One bar a line: label, bar, amount.
    fn bars(&mut self, items: &[Amount], owner: Owner, column: Column) -> Vec<Slice> {
        let style = self.small(self.theme.colours.ink);
        let gap = 7.0;
        let labels: Vec<_> = items.iter().map(|item| self.plain(&item.label, style, owner)).collect();
        let amounts: Vec<_> = items.iter().map(|item| self.plain_line(&item.text, style, owner)).collect();
        let label_width =
            labels.iter().map(|label| self.shaper.width(label)).fold(0.0, f32::max).min(column.width * 0.36)
                + 0.2;
        let amount_width = amounts.iter().map(|line| line.width).fold(0.0, f32::max);
        let room = (column.width - label_width - amount_width - 2.0 * gap).max(20.0);
        let largest = items.iter().map(|item| item.cents.unsigned_abs()).max().unwrap_or(0).max(1);
        let mut slices = Vec::with_capacity(items.len());
        for ((item, label), amount) in items.iter().zip(labels).zip(amounts) {
            let label =
                slice::merge(self.paragraph_with_leading(&label, column.x, label_width, Align::Left, 1.2));
            let height = (label.height).max(BAR) + 5.0;
            let mut row = Slice::blank(height);
            let down = (height - label.height) / 2.0;
            row.absorb(label, down);
            let length = (item.cents.unsigned_abs() as f64 / largest as f64) as f32 * room;
            let colour = if item.cents < 0 { self.theme.colours.warning } else { self.theme.colours.accent };
            let x = column.x + label_width + gap;
            let top = (height - BAR) / 2.0;
            row.items.push(slice::filled(owner, x, top, length.max(0.6), BAR, colour));
            let line = self.line(amount, x + length + gap, amount_width, Align::Left, 1.2);
            let down = (height - line.height) / 2.0;
            row.absorb(line, down);
            row.items.push(slice::stroke(owner, (x, 0.0), (x, height), 0.6, self.theme.colours.muted, None));
            slices.push(row);
        }
        slices
    }

    /// One bar made of parts, and a legend. Parts and legend share numbers, so that nothing hangs on colour alone.
    fn stacked(&mut self, items: &[Amount], owner: Owner, column: Column) -> Vec<Slice> {
        const HEIGHT: f32 = 24.0;
        let total: u128 = items.iter().map(|item| u128::from(item.cents.unsigned_abs())).sum();
        if total == 0 {
            return Vec::new();
        }
        let mut bar = Slice::blank(HEIGHT + 6.0);
        let mut x = column.x;
        for (index, item) in items.iter().enumerate() {
            let share = item.cents.unsigned_abs() as f64 / total as f64;
            let width = share as f32 * column.width;
            let colour = self.chart_colour(index);
            let inner = if width > 2.0 { width - 0.9 } else { width };
            bar.items.push(slice::filled(owner, x, 0.0, inner, HEIGHT, colour));
            let style = self.small(colour.contrasting()).bold();
            let number = self.plain_line(&(index + 1).to_string(), style, owner);
            // The legend has the numbers that find no room.
            if number.width + 5.0 < inner {
                let left = x + (width - number.width) / 2.0;
                inline::place(number, left, HEIGHT / 2.0 + style.size * 0.36, &mut bar);
            }
            x += width;
        }
        let mut slices = vec![bar];
        for (index, item) in items.iter().enumerate() {
            let colour = self.chart_colour(index);
            let style = self.small(self.theme.colours.ink);
            let mut key = Slice::blank(0.0);
            key.items.push(slice::filled(owner, column.x, 1.6, 10.0, 8.6, colour));
            let number = self.plain_line(&format!("{}.", index + 1), style.bold(), owner);
            let number = self.line(number, column.x + 15.0, 14.0, Align::Left, 1.4);
            key.absorb(number, 0.0);
            let amount = self.plain_line(&item.text, style, owner);
            let amount_width = amount.width;
            let label = self.plain(&item.label, style, owner);
            let legend_width = (column.width * 0.72).max(amount_width + 120.0).min(column.width);
            let room = legend_width - amount_width - 40.0;
            let label =
                slice::merge(self.paragraph_with_leading(&label, column.x + 30.0, room, Align::Left, 1.4));
            key.height = label.height.max(style.size * 1.4);
            key.absorb(label, 0.0);
            let amount =
                self.line(amount, column.x + legend_width - amount_width, amount_width, Align::Left, 1.4);
            key.absorb(amount, 0.0);
            slices.push(key);
        }
        slices
    }

    /// A calendar: one bar a line under an axis of months and years.
    fn gantt(&mut self, items: &[Period], owner: Owner, column: Column) -> Vec<Slice> {
        let (Some(first), Some(last)) = (
            items.iter().map(|item| item.start.min(item.end)).min(),
            items.iter().map(|item| item.start.max(item.end)).max(),
        ) else {
            return Vec::new();
        };
        let label_width = column.width * 0.33;
        let axis = Axis {
            from: first.first_of_month(),
            to: last.last_of_month(),
            x: column.x + label_width + 8.0,
            width: column.width - label_width - 8.0,
        };
        let mut slices = vec![self.gantt_axis(&axis, owner)];
        for (index, item) in items.iter().enumerate() {
            let style = self.small(self.theme.colours.ink);
            let label = self.plain(&item.label, style, owner);
            let mut text =
                slice::merge(self.paragraph_with_leading(&label, column.x, label_width, Align::Left, 1.2));
            let (start, end) = (item.start.min(item.end), item.start.max(item.end));
            let dates = self.plain_line(
                &format!("{} – {}", day(start), day(end)),
                Style { size: style.size * 0.85, ..self.small(self.theme.colours.muted) },
                owner,
            );
            let dates = self.line(dates, column.x, label_width, Align::Left, 1.2);
            let (down, height) = (text.height, dates.height);
            text.absorb(dates, down);
            text.height += height;
            let height = text.height + 6.0;
            let mut row = Slice::blank(height);
            row.absorb(text, 3.0);
            for (month, at) in axis.months() {
                let january = month.month() == 1;
                let colour = if january { self.theme.colours.muted } else { self.theme.colours.rule };
                if january || axis.shows_months() {
                    row.items.push(slice::stroke(owner, (at, 0.0), (at, height), 0.35, colour, None));
                }
            }
            let (left, right) = (axis.at(start), axis.at(end.saturating_add(jiff::Span::new().days(1))));
            let top = (height - BAR) / 2.0;
            row.items.push(slice::filled(
                owner,
                left,
                top,
                (right - left).max(1.0),
                BAR,
                self.theme.colours.accent,
            ));
            if index + 1 == items.len() {
                row.items.push(slice::stroke(
                    owner,
                    (axis.x, height),
                    (axis.x + axis.width, height),
                    0.6,
                    self.theme.colours.muted,
                    None,
                ));
            }
            slices.push(row);
        }
        slices
    }

    fn gantt_axis(&mut self, axis: &Axis, owner: Owner) -> Slice {
        let mut head = Slice::blank(if axis.shows_months() { 27.0 } else { 15.0 });
        let height = head.height;
        let bold = self.small(self.theme.colours.accent).bold();
        let light = Style { size: bold.size * 0.85, ..self.small(self.theme.colours.muted) };
        let months: Vec<(Date, f32)> = axis.months().collect();
        for (index, (month, at)) in months.iter().enumerate() {
            if index == 0 || month.month() == 1 {
                let year = self.plain_line(&month.year().to_string(), bold, owner);
                // A year with too little room is read from its neighbour.
                let end = months
                    .iter()
                    .skip(index + 1)
                    .find(|(next, _)| next.month() == 1)
                    .map_or(axis.x + axis.width, |(_, end)| *end);
                if year.width + 2.0 < end - at {
                    inline::place(year, at + 1.0, 9.5, &mut head);
                }
                head.items.push(slice::stroke(
                    owner,
                    (*at, 0.0),
                    (*at, height),
                    0.35,
                    self.theme.colours.muted,
                    None,
                ));
            }
            if axis.shows_months() {
                let next = months.get(index + 1).map_or(axis.x + axis.width, |(_, x)| *x);
                let initial = initial(month.month());
                let line = self.plain_line(initial, light, owner);
                let left = at + (next - at - line.width) / 2.0;
                inline::place(line, left, 21.5, &mut head);
            }
        }
        head.items.push(slice::stroke(
            owner,
            (axis.x, height),
            (axis.x + axis.width, height),
            0.6,
            self.theme.colours.muted,
            None,
        ));
        head
    }
}

/// Days to abscissas.
struct Axis {
    from: Date,
    to: Date,
    x: f32,
    width: f32,
}

impl Axis {
    fn days(&self, until: Date) -> f32 {
        let hours = until.duration_since(self.from).as_hours();
        (hours / 24) as f32
    }

    fn at(&self, day: Date) -> f32 {
        let whole = self.days(self.to) + 1.0;
        self.x + self.width * (self.days(day) / whole).clamp(0.0, 1.0)
    }

    /// Initials of months fit above about three years.
    fn shows_months(&self) -> bool {
        self.width / (self.days(self.to) + 1.0) * 30.0 > 7.5
    }

    /// First day of each month, with its place. At most a century, whatever the dates say.
    fn months(&self) -> impl Iterator<Item = (Date, f32)> {
        let mut month = self.from;
        let mut left = 1200;
        std::iter::from_fn(move || {
            if month > self.to || left == 0 {
                return None;
            }
            left -= 1;
            let current = month;
            month = month.saturating_add(jiff::Span::new().months(1));
            Some((current, self.at(current)))
        })
    }
}

fn initial(month: i8) -> &'static str {
    match month {
        1 | 6 | 7 => "J",
        2 => "F",
        3 | 5 => "M",
        4 | 8 => "A",
        9 => "S",
        10 => "O",
        11 => "N",
        _ => "D",
    }
}

fn day(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// The chart in words.
fn describe(data: &ChartData) -> String {
    let amounts = |items: &[Amount]| {
        items
            .iter()
            .map(|item| format!("{}\u{202F}: {}", item.label, item.text))
            .collect::<Vec<_>>()
            .join("\u{202F}; ")
    };
    match data {
        ChartData::Bars(items) => format!("Graphique en barres. {}.", amounts(items)),
        ChartData::Stacked(items) => format!("Barre de répartition. {}.", amounts(items)),
        ChartData::Gantt(items) => {
            let periods = items
                .iter()
                .map(|item| format!("{}\u{202F}: du {} au {}", item.label, day(item.start), day(item.end)))
                .collect::<Vec<_>>()
                .join("\u{202F}; ");
            format!("Calendrier. {periods}.")
        }
    }
}
