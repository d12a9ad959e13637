//! Writing a sheet row after row.

use crate::figures::FigureKey;
use crate::xlsx::{Area, Cell, Content, Live, Sheet, Style};

/// A sheet being filled from top to bottom.
pub struct Rows {
    sheet: Sheet,
    row: u32,
}

impl Rows {
    /// A sheet with its columns' widths, in characters.
    pub fn new(name: impl Into<String>, columns: &[f64]) -> Self {
        let sheet = Sheet { name: name.into(), columns: columns.to_vec(), ..Sheet::default() };
        Self { sheet, row: 0 }
    }

    /// The last column of the sheet.
    fn last_column(&self) -> u32 {
        u32::try_from(self.sheet.columns.len().saturating_sub(1)).unwrap_or(0)
    }

    /// A line of text across the sheet.
    pub fn across(&mut self, text: impl Into<String>, style: Style) {
        let last = self.last_column();
        self.sheet.cells.push(Cell::new(self.row, 0, Content::text(text), style));
        if last > 0 {
            self.sheet.merges.push(Area::new((self.row, 0), (self.row, last)));
        }
        self.row += 1;
    }

    /// A row of cells from the first column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = (Content, Style)>) {
        for (column, (content, style)) in (0u32..).zip(cells) {
            self.sheet.cells.push(Cell::new(self.row, column, content, style));
        }
        self.row += 1;
    }

    /// The zero-based row that comes next.
    pub const fn next_row(&self) -> u32 {
        self.row
    }

    /// A row whose cells are told with their columns.
    pub fn placed(&mut self, cells: impl IntoIterator<Item = (u32, (Content, Style))>) {
        for (column, (content, style)) in cells {
            self.sheet.cells.push(Cell::new(self.row, column, content, style));
        }
        self.row += 1;
    }

    /// Columns of the row that comes next that make one cell.
    pub fn merge(&mut self, first: u32, last: u32) {
        self.sheet.merges.push(Area::new((self.row, first), (self.row, last)));
    }

    /// A row of headers, kept at the top of each printed page; the first one freezes the rows above it.
    pub fn header<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        self.header_cells(names.into_iter().map(|name| (Content::text(name), Style::Header)));
    }

    /// The same, from cells: a header can be a number that formulas compare.
    pub fn header_cells(&mut self, cells: impl IntoIterator<Item = (Content, Style)>) {
        let row = self.row;
        self.row(cells);
        if self.sheet.repeat_rows.is_none() {
            self.sheet.repeat_rows = Some((row, row));
            self.sheet.frozen_rows = self.row;
        }
    }

    /// An empty row.
    pub const fn skip(&mut self) {
        self.row += 1;
    }

    /// The sheet, printed lying down.
    pub fn landscape(mut self) -> Sheet {
        self.sheet.landscape = true;
        self.sheet
    }

    /// The sheet, printed upright.
    pub fn portrait(self) -> Sheet {
        self.sheet
    }
}

/// A text cell.
pub fn text(text: impl Into<String>, style: Style) -> (Content, Style) {
    (Content::Text(text.into()), style)
}

/// A figure's cell.
pub const fn figure(key: FigureKey, style: Style) -> (Content, Style) {
    (Content::Figure(key), style)
}

/// A reference to the cell that defines a figure, which this one never is.
pub fn reference(key: FigureKey, style: Style) -> (Content, Style) {
    (Content::Live { key, formula: Live::of(key), defines: false }, style)
}

/// A figure's cell, or an empty one.
pub fn optional(key: Option<FigureKey>, style: Style) -> (Content, Style) {
    key.map_or((Content::Blank, style), |key| (Content::Figure(key), style))
}

/// Empty cells of a style.
pub fn blanks(count: usize, style: Style) -> impl Iterator<Item = (Content, Style)> {
    std::iter::repeat_n((Content::Blank, style), count)
}
