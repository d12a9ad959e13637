//! Heights of rows, worked out from what they hold.
//!
//! Spreadsheets fit rows to their text unevenly: not at all for merged cells, not always when a file is opened.

use std::collections::BTreeMap;

use super::area::Area;
use super::book::{Cell, Content, Sheet};

/// Air above and below the text of a row, in points.
const PADDING: f64 = 5.0;

/// The tallest row Excel accepts, in points.
const TALLEST: f64 = 409.0;

/// Width of a column that the sheet does not set, in characters.
const DEFAULT_WIDTH: f64 = 8.43;

/// Letters that stand in the width of a digit, the unit of column widths.
const LETTERS_PER_DIGIT: f64 = 1.15;

/// Characters that the padding of a cell takes.
const MARGIN: f64 = 2.0;

/// The height of each row that holds something, in points; those the sheet sets prevail.
pub(super) fn heights(sheet: &Sheet) -> BTreeMap<u32, f64> {
    let merged: BTreeMap<(u32, u32), &Area> =
        sheet.merges.iter().map(|area| ((area.first_row, area.first_column), area)).collect();
    let mut heights = BTreeMap::new();
    for cell in &sheet.cells {
        let height = height(sheet, cell, merged.get(&(cell.row, cell.column)).copied());
        let row = heights.entry(cell.row).or_insert(height);
        *row = height.max(*row);
    }
    heights.extend(sheet.heights.iter().copied());
    heights
}

fn height(sheet: &Sheet, cell: &Cell, area: Option<&Area>) -> f64 {
    let last_column = area.map_or(cell.column, |area| area.last_column);
    let rows = area.map_or(1, |area| area.last_row.saturating_sub(area.first_row).saturating_add(1));
    let lines = match &cell.content {
        Content::Text(text) if cell.style.wraps() => {
            let width: f64 = (cell.column..=last_column).map(|column| width(sheet, column)).sum();
            lines_in_column(text, width)
        }
        _ => 1,
    };
    // Text over several rows is shared out between them.
    let lines = lines.div_ceil(rows).max(1);
    (f64::from(lines) * cell.style.line_height() + PADDING).min(TALLEST)
}

fn width(sheet: &Sheet, column: u32) -> f64 {
    usize::try_from(column)
        .ok()
        .and_then(|column| sheet.columns.get(column))
        .copied()
        .unwrap_or(DEFAULT_WIDTH)
}

/// How many lines a text takes in a cell of a width, as columns count it.
#[must_use]
pub fn lines_in_column(text: &str, width: f64) -> u32 {
    lines(text, (width - MARGIN) * LETTERS_PER_DIGIT)
}

/// How many lines a text takes over a width in characters, words kept whole.
fn lines(text: &str, width: f64) -> u32 {
    let width = width.max(1.0);
    let mut lines = 0;
    for paragraph in text.lines() {
        lines += 1;
        let mut used = 0.0;
        for word in paragraph.split_whitespace() {
            let length = u32::try_from(word.chars().count()).map_or(width, f64::from);
            if used > 0.0 && used + 1.0 + length > width {
                lines += 1;
                used = length;
            } else {
                used += length + if used > 0.0 { 1.0 } else { 0.0 };
            }
            // A word longer than the line is broken.
            while used > width {
                lines += 1;
                used -= width;
            }
        }
    }
    lines
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::super::Style;
    use super::*;

    #[test]
    fn lines_are_counted_by_whole_words() {
        assert_eq!(lines("", 10.0), 0);
        assert_eq!(lines("un deux", 10.0), 1);
        assert_eq!(lines("un deux trois", 8.0), 2);
        assert_eq!(lines("a\nb", 8.0), 2);
        assert_eq!(lines("anticonstitutionnellement", 10.0), 3);
        assert_eq!(lines("abc", -1.0), 3);
    }

    #[test]
    fn a_row_is_as_tall_as_its_tallest_cell() {
        let cell = |column, text: &str| Cell::new(0, column, Content::text(text), Style::TextWrapped);
        let text = "un deux trois quatre cinq six";
        let sheet = Sheet {
            columns: vec![10.0, 60.0],
            cells: vec![cell(0, text), cell(1, text)],
            heights: vec![(4, 30.0)],
            ..Sheet::default()
        };
        let heights = heights(&sheet);
        assert!(heights[&0] > 4.0 * 13.0);
        assert_eq!(heights[&4], 30.0);
    }
}
