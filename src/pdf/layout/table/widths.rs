//! Column widths: they follow content, and text shrinks when even that is not enough.

use crate::pdf::block::{CellContent, Table};
use crate::pdf::error::Notice;
use crate::pdf::text;

use super::{Content, Fitted, Part, PreparedRow};
use crate::pdf::layout::flow::Flow;
use crate::pdf::layout::inline::Align;

/// Space at the left and right of a cell's text.
const SIDE: f32 = 4.0;
/// The same in a table too wide for its page.
const TIGHT_SIDE: f32 = 1.2;
/// A column narrower than this part of the table,
const SLENDER: f32 = 0.2;
/// whose longest text wraps to more lines than this, makes the table's text shrink by [`DENSE`].
const MANY_LINES: f32 = 5.0;
/// Space at the left and right of a cell's text in a crowded table.
const DENSE_SIDE: f32 = 3.0;
/// A column that lacks no more than this part of its longest text is given all of it,
const ALMOST: f32 = 0.2;
/// when no other column is left with less than this part of its width.
const SPARED: f32 = 0.88;
/// How many times room is moved from one column to another.
const REFINEMENTS: usize = 12;
/// Words times the square of columns beyond which that is not tried: it would take longer than it is worth.
const PATIENCE: usize = 2_000_000;
/// Rows that are counted, about, to compare ways to share the room.
const SAMPLE: usize = 200;
/// Smallest size that a wide table's text shrinks to.
const SMALLEST: f32 = 4.5;
/// Columns of numbers from which on they are given one width.
const SERIES: usize = 3;
/// Size of text in a crowded table, as a multiple of the usual one.
const DENSE: f32 = 0.88;
/// In a table too wide for its page, words longer than the first of these that helps may be hyphenated.
const LONG_WORDS: [f32; 3] = [90.0, 68.0, SHORT_WORD];
/// Words up to this width are never hyphenated before the text shrinks.
const SHORT_WORD: f32 = 50.0;

impl Flow<'_> {
    /// Column widths. They follow content unless weights are given; text shrinks when even that is not enough.
    pub(super) fn widths(
        &mut self,
        table: &Table,
        rows: &mut [PreparedRow<'_>],
        columns: usize,
        available: f32,
    ) -> Fitted {
        let (mut side, mut shrunk) = (SIDE, 1.0);
        let mut measures = self.measure_to_fit(rows, columns, side, available);
        if measures.needed() <= available && table.weights.is_empty() && measures.starved(available) {
            // Long text squeezed between columns that cannot give: a smaller size is easier to read than ten lines.
            scale(rows, DENSE);
            shrunk = DENSE;
            side = DENSE_SIDE;
            measures = self.measure_to_fit(rows, columns, side, available);
        }
        let needed = measures.needed();
        if needed > available {
            let sides = 2.0 * side * columns as f32;
            // Sides do not shrink with the text.
            let factor = (available - sides) / (needed - sides);
            let smallest = SMALLEST / self.theme.sizes.table;
            if factor < smallest {
                side = TIGHT_SIDE;
            }
            let factor = factor.clamp(smallest.min(1.0), 1.0);
            scale(rows, factor);
            shrunk *= factor;
            if factor < 0.8 {
                let title = title_of(table);
                let notice = self.shaper.notices.add(Notice::NarrowTable { columns, title });
                self.table_notices.push(notice);
            }
            measures = self.measure(rows, columns, side, SHORT_WORD * factor);
        }
        let needed = measures.needed();
        if needed > available {
            let squeezed = measures.narrow.iter();
            let squeezed = squeezed.map(|width| width * available / needed);
            return Fitted { widths: squeezed.collect(), side, scale: shrunk };
        }
        Fitted { widths: shares(table, rows, &measures, available), side, scale: shrunk }
    }

    /// Measures, letting long words be hyphenated before anything shrinks, as few as can be.
    fn measure_to_fit(
        &mut self,
        rows: &[PreparedRow<'_>],
        columns: usize,
        side: f32,
        available: f32,
    ) -> Measures {
        let limit = self.geometry.text_width() * 0.34;
        let mut measures = self.measure(rows, columns, side, limit);
        for longest_word in LONG_WORDS {
            if measures.needed() <= available {
                break;
            }
            measures = self.measure(rows, columns, side, longest_word);
        }
        measures
    }

    /// Measures every cell; words count up to a limit.
    fn measure(
        &mut self,
        rows: &[PreparedRow<'_>],
        columns: usize,
        side: f32,
        longest_word: f32,
    ) -> Measures {
        let mut texts = Vec::with_capacity(rows.len());
        let mut narrow = vec![2.0 * side + 4.0; columns];
        let mut wide = narrow.clone();
        let mut spanning = Vec::new();
        // Some rows of a long table speak for all.
        let step = rows.len() / SAMPLE + 1;
        for (index, row) in rows.iter().enumerate() {
            let mut line = Vec::new();
            for cell in &row.cells {
                let (least, most) = match &cell.content {
                    Content::Rich(rich) => {
                        let most = self.shaper.width(rich);
                        let least = match (cell.numeric, rich.keeps_lines()) {
                            (true, _) => most,
                            (false, true) => self.shaper.narrowest(rich),
                            (false, false) => self.shaper.narrowest(rich).min(longest_word),
                        };
                        (least, most)
                    }
                    Content::Blocks([], ..) => (0.0, 0.0),
                    Content::Blocks(..) => (60.0, 220.0),
                };
                let least = least + 2.0 * side;
                let most = most + 2.0 * side;
                if cell.span > 1 {
                    spanning.push((cell.column, cell.span, least));
                    continue;
                }
                if let (Some(narrow), Some(wide)) = (narrow.get_mut(cell.column), wide.get_mut(cell.column)) {
                    *narrow = narrow.max(least);
                    *wide = wide.max(most);
                }
                if index % step == 0
                    && let Content::Rich(rich) = &cell.content
                {
                    line.push(Text { column: cell.column, width: most, parts: self.shaper.parts(rich) });
                }
            }
            if !line.is_empty() {
                texts.push(line);
            }
        }
        for (column, span, least) in spanning {
            let Some(spanned) = narrow.get_mut(column..column + span) else {
                continue;
            };
            let missing = least - spanned.iter().sum::<f32>();
            if missing > 0.0 {
                let share = missing / span as f32;
                for width in spanned {
                    *width += share;
                }
            }
        }
        for (wide, narrow) in wide.iter_mut().zip(&narrow) {
            *wide = wide.max(*narrow);
        }
        Measures { narrow, wide, texts, side }
    }
}

/// Multiplies the size of all text.
fn scale(rows: &mut [PreparedRow<'_>], factor: f32) {
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        match &mut cell.content {
            Content::Rich(rich) => rich.scale(factor),
            Content::Blocks(_, _, style) => style.size *= factor,
        }
    }
}

/// Text of a cell that keeps to one column.
struct Text {
    column: usize,
    /// On one line, with the sides of the cell.
    width: f32,
    /// Words, each with the space after it.
    parts: Vec<(f32, f32)>,
}

impl Text {
    /// Lines that it takes in a column.
    fn lines(&self, width: f32, side: f32) -> usize {
        if self.width <= width + 0.1 {
            return 1;
        }
        let room = (width - 2.0 * side + 0.1).max(1.0);
        let (mut lines, mut x) = (1, 0.0_f32);
        for (word, space) in &self.parts {
            if x > 0.0 && x + word > room {
                lines += 1;
                x = 0.0;
            }
            if *word > room {
                // Hyphenated.
                lines += (word / room) as usize;
                x = word % room;
            } else {
                x += word;
            }
            x += space;
        }
        lines
    }
}

/// What the cells of a table need.
struct Measures {
    /// For each column, the width of its longest word.
    narrow: Vec<f32>,
    /// For each column, the width of its longest text.
    wide: Vec<f32>,
    /// The texts of some rows.
    texts: Vec<Vec<Text>>,
    /// Part of all these that lies on each side of the text.
    side: f32,
}

impl Measures {
    fn needed(&self) -> f32 {
        self.narrow.iter().sum()
    }

    /// Whether a long text would be squeezed into a slender column.
    fn starved(&self, available: f32) -> bool {
        self.wide.iter().sum::<f32>() > available
            && self
                .wrapped(available)
                .iter()
                .zip(&self.wide)
                .any(|(width, wide)| *width < available * SLENDER && *wide > width * MANY_LINES)
    }

    /// Widths when some columns must wrap: of a few ways to share the room, the one that makes the shortest table.
    fn wrapped(&self, available: f32) -> Vec<f32> {
        let by_longest = by_longest(&self.narrow, &self.wide, available);
        let by_usual = fit(&self.usual(), &self.narrow, available);
        let (needed, wished) = (self.needed(), self.wide.iter().sum::<f32>());
        let part = (available - needed) / (wished - needed).max(0.01);
        let even: Vec<f32> = self
            .narrow
            .iter()
            .zip(&self.wide)
            .map(|(narrow, wide)| narrow + (wide - narrow) * part)
            .collect();
        let between = |one: &[f32], other: &[f32]| -> Vec<f32> {
            one.iter().zip(other).map(|(one, other)| (one + other) / 2.0).collect()
        };
        let candidates = [
            between(&by_longest, &by_usual),
            between(&by_longest, &even),
            between(&by_usual, &even),
            by_usual,
            even,
        ];
        let mut best = (self.lines(&by_longest), by_longest);
        for candidate in candidates {
            let lines = self.lines(&candidate);
            if lines < best.0 {
                best = (lines, candidate);
            }
        }
        self.refined(best.1, best.0)
    }

    /// Moves room from one column to another as long as that spares lines.
    fn refined(&self, mut widths: Vec<f32>, mut lines: usize) -> Vec<f32> {
        let words: usize = self.texts.iter().flatten().map(|text| text.parts.len()).sum();
        if words * widths.len() * widths.len() > PATIENCE {
            return widths;
        }
        for _ in 0..REFINEMENTS {
            let mut best: Option<(usize, Vec<f32>)> = None;
            for to in 0..widths.len() {
                let width = widths.get(to).copied().unwrap_or_default();
                // What is missing for the longest text to fit, or a little more room.
                let missing = self.wide.get(to).map_or(0.0, |wide| wide - width);
                for step in [missing.min(60.0), 20.0, 8.0] {
                    if step < 0.5 || step > missing {
                        continue;
                    }
                    for from in (0..widths.len()).filter(|from| *from != to) {
                        let mut trial = widths.clone();
                        let least = self.narrow.get(from).copied().unwrap_or_default();
                        match trial.get_mut(from) {
                            Some(width) if *width - step >= least => *width -= step,
                            _ => continue,
                        }
                        if let Some(width) = trial.get_mut(to) {
                            *width += step;
                        }
                        let count = self.lines(&trial);
                        if count < best.as_ref().map_or(lines, |best| best.0) {
                            best = Some((count, trial));
                        }
                    }
                }
            }
            let Some((count, trial)) = best else { break };
            (lines, widths) = (count, trial);
        }
        widths
    }

    /// Usual width of the texts of each column: their quadratic mean, since long ones cost most.
    fn usual(&self) -> Vec<f32> {
        let mut sums = vec![(0.0_f32, 0.0_f32); self.narrow.len()];
        for text in self.texts.iter().flatten() {
            if let Some((sum, count)) = sums.get_mut(text.column) {
                *sum += text.width * text.width;
                *count += 1.0;
            }
        }
        sums.into_iter().map(|(sum, count)| (sum / count.max(1.0)).sqrt().max(1.0)).collect()
    }

    /// Lines that the rows measured take with these widths.
    fn lines(&self, widths: &[f32]) -> usize {
        let lines_of = |text: &Text| {
            let width = widths.get(text.column).copied().unwrap_or(1.0);
            text.lines(width, self.side)
        };
        self.texts.iter().map(|row| row.iter().map(lines_of).max().unwrap_or(1)).sum()
    }
}

/// What a notice calls a table: its caption, or its first cell.
fn title_of(table: &Table) -> String {
    if !table.caption.is_empty() {
        return text::plain(&table.caption);
    }
    let first = table.head.iter().chain(&table.body).chain(&table.foot).flat_map(|row| &row.cells).next();
    match first.map(|cell| &cell.content) {
        Some(CellContent::Inlines(inlines)) => text::plain(inlines).chars().take(40).collect(),
        _ => String::new(),
    }
}

/// Widths of columns that all fit: by weight, or by content with what room is left.
fn shares(table: &Table, rows: &[PreparedRow<'_>], measures: &Measures, available: f32) -> Vec<f32> {
    let Measures { narrow, wide, .. } = measures;
    let columns = narrow.len();
    if table.weights.len() == columns {
        let total: f32 = table.weights.iter().sum();
        let weighted: Vec<f32> = table.weights.iter().map(|w| w * available / total).collect();
        return fit(&weighted, narrow, available);
    }
    let wished: f32 = wide.iter().sum();
    if wished > available {
        return measures.wrapped(available);
    }
    // Spare room goes to columns of text, in proportion.
    let mut terse = vec![false; columns];
    for cell in rows
        .iter()
        .filter(|row| row.part != Part::Head)
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.span == 1 && (cell.numeric || cell.align == Align::Centre))
    {
        if let Some(terse) = terse.get_mut(cell.column) {
            *terse = true;
        }
    }
    let wide = &even_series(wide, &terse, available);
    let wished: f32 = wide.iter().sum();
    // A table of numbers alone is shared out evenly.
    let only_numbers = terse.iter().all(|terse| *terse);
    let share = |(wide, terse): (&f32, &bool)| if *terse && !only_numbers { wide * 0.15 } else { *wide };
    let total: f32 = wide.iter().zip(&terse).map(share).sum::<f32>().max(1.0);
    wide.iter().zip(&terse).map(|pair| pair.0 + (available - wished) * share(pair) / total).collect()
}

/// Gives columns of numbers that stand side by side the width of the widest, where the page has room for it.
fn even_series(wide: &[f32], terse: &[bool], available: f32) -> Vec<f32> {
    let mut even = wide.to_vec();
    let mut start = 0;
    for run in terse.chunk_by(|one, next| one == next) {
        let end = start + run.len();
        if run.first() == Some(&true)
            && run.len() >= SERIES
            && let Some(series) = even.get_mut(start..end)
        {
            let widest = series.iter().copied().fold(0.0, f32::max);
            series.fill(widest);
        }
        start = end;
    }
    if even.iter().sum::<f32>() <= available { even } else { wide.to_vec() }
}

/// Widths in proportion to each column's longest text, so that all wrap to about as many lines, and never below the
/// longest word.
fn by_longest(narrow: &[f32], wide: &[f32], available: f32) -> Vec<f32> {
    // A text longer than the page is wide takes no more room from the others for being longer still.
    let weights: Vec<f32> = wide.iter().map(|wide| wide.min(available)).collect();
    let mut least = narrow.to_vec();
    let first = fit(&weights, &least, available);
    let mut widths = first.clone();
    let mut missing: Vec<(usize, f32)> = wide
        .iter()
        .zip(&first)
        .map(|(wide, width)| wide - width)
        .enumerate()
        .filter(|(_, missing)| *missing > 0.1)
        .collect();
    missing.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    for (column, missing) in missing {
        let Some(whole) = wide.get(column).filter(|wide| missing <= *wide * ALMOST) else {
            continue;
        };
        let mut wanted = least.clone();
        if let Some(wanted) = wanted.get_mut(column) {
            *wanted = *whole;
        }
        if wanted.iter().sum::<f32>() > available {
            continue;
        }
        let trial = fit(&weights, &wanted, available);
        let spared = trial.iter().zip(&first).all(|(now, then)| *now >= then * SPARED);
        if spared {
            widths = trial;
            least = wanted;
        }
    }
    widths
}

/// Weighted widths, none below what its longest word needs.
fn fit(weighted: &[f32], narrow: &[f32], available: f32) -> Vec<f32> {
    let mut fixed = vec![false; weighted.len()];
    loop {
        let (mut taken, mut free) = (0.0, 0.0);
        for ((weight, least), fixed) in weighted.iter().zip(narrow).zip(&fixed) {
            if *fixed {
                taken += least;
            } else {
                free += weight;
            }
        }
        let scale = if free > 0.0 { (available - taken) / free } else { 0.0 };
        let mut changed = false;
        for ((weight, least), fixed) in weighted.iter().zip(narrow).zip(&mut fixed) {
            if !*fixed && weight * scale < *least {
                *fixed = true;
                changed = true;
            }
        }
        if !changed {
            return weighted
                .iter()
                .zip(narrow)
                .zip(&fixed)
                .map(|((weight, least), fixed)| if *fixed { *least } else { weight * scale })
                .collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_takes_the_room_that_short_columns_leave() {
        // A date, a long title, two check boxes under long headers.
        let widths = by_longest(&[60.0, 50.0, 45.0, 45.0], &[62.0, 500.0, 90.0, 90.0], 400.0);
        assert!((widths.iter().sum::<f32>() - 400.0).abs() < 0.1);
        let [date, title, approves, authorises] = widths.as_slice() else {
            unreachable!("four columns");
        };
        // The date lacks so little that it is given all it needs.
        assert!((*date - 62.0).abs() < 0.1, "{widths:?}");
        assert!(*approves < 60.0 && *authorises < 60.0, "{widths:?}");
        assert!(*title > 220.0, "{widths:?}");
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_word() {
        let narrow = [100.0, 80.0, 20.0];
        let widths = by_longest(&narrow, &[120.0, 90.0, 2000.0], 220.0);
        for (width, least) in widths.iter().zip(narrow) {
            assert!(*width >= least - 0.01, "{widths:?}");
        }
    }
}
