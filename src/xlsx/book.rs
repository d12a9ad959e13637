//! What a workbook is made of.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::area::Area;
use super::editing::{Note, Validation};
use super::live::Live;
use super::style::Style;
use super::table::Table;
use crate::figures::FigureKey;

/// A workbook to be written.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Title in the document's properties.
    pub title: String,
    /// Subject in the document's properties.
    pub subject: String,
    /// Author in the document's properties: the applicant, never a person's session name.
    pub author: String,
    /// Creation date in the document's properties; the clock is never read.
    pub created: Date,
    /// Place every figure of the ledger that no sheet shows in « Calculs », not only those that formulas need.
    pub whole_ledger: bool,
    /// Names that formulas call cells by.
    pub names: Vec<DefinedName>,
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A name for a range of cells.
#[derive(Debug, Clone)]
pub struct DefinedName {
    /// Letters, digits and underscores; no name that could be a cell.
    pub name: String,
    /// Index of the sheet in the book.
    pub sheet: usize,
    /// The cells.
    pub area: Area,
}

/// A sheet of a workbook. Rows and columns are zero-based.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Name on the tab; shortened, cleaned and made unique when written ([`super::Written::sheets`] says what it became).
    pub name: String,
    /// Widths of the first columns, in characters.
    pub columns: Vec<f64>,
    /// Heights of rows, in points; rows not named here get what their content needs.
    pub heights: Vec<(u32, f64)>,
    /// Rows at the top that do not scroll.
    pub frozen_rows: u32,
    /// Columns at the left that do not scroll.
    pub frozen_columns: u32,
    /// Printed on A4 lying down rather than upright.
    pub landscape: bool,
    /// First and last of the rows repeated on every printed page.
    pub repeat_rows: Option<(u32, u32)>,
    /// Top left of every printed page.
    pub header: String,
    /// Bottom left of every printed page; the page number stands at the right.
    pub footer: String,
    /// The cells, in reading order. No two may stand in one place.
    pub cells: Vec<Cell>,
    /// Merged areas; the first cell of each holds its content and its style.
    pub merges: Vec<Area>,
    /// The table of the sheet, which the reader can filter, sort and lengthen.
    pub table: Option<Table>,
    /// What may be typed, and where.
    pub validations: Vec<Validation>,
    /// Remarks that appear when a cell is pointed at.
    pub notes: Vec<Note>,
    /// True where only the cells of inputs can be changed, until the reader lifts the protection: it has no password.
    pub protected: bool,
    /// True for a sheet that holds on one printed page.
    pub one_page: bool,
    /// Colour of the tab, `RRGGBB`.
    pub tab_colour: Option<String>,
    /// Prints « BROUILLON » at the top of every page.
    pub draft: bool,
}

/// A cell with its content and its look.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub column: u32,
    /// What it holds.
    pub content: Content,
    /// How it looks.
    pub style: Style,
}

impl Cell {
    /// A cell at a zero-based position.
    #[must_use]
    pub const fn new(row: u32, column: u32, content: Content, style: Style) -> Self {
        Self { row, column, content, style }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Text, never read as a formula whatever it begins with.
    Text(String),
    /// A figure of the ledger. The first appearance in the book is its definition, later ones refer to it.
    Figure(FigureKey),
    /// A figure of the ledger, by a formula of the layout that says what the figure says, and still does when lines
    /// are added, sorted or removed.
    Live {
        /// The figure.
        key: FigureKey,
        /// Its formula.
        formula: Live,
        /// True where the figure is defined: other sheets refer to this cell, wherever it stands in the book.
        defines: bool,
    },
    /// A number that is no figure: a line number, a quantity.
    Number(Decimal),
    /// A day.
    Date(Date),
    /// A formula that shows no figure of the ledger, with what it shows when the file is written.
    Computed {
        /// What it shows.
        shown: Shown,
        /// The formula.
        formula: Live,
    },
    /// A control that stays alive: « conforme » while a condition holds, « écart » otherwise.
    Control {
        /// The condition.
        condition: Live,
        /// Whether it holds when the file is written.
        holds: bool,
    },
    /// A control that stays alive: « conforme » while both figures agree, « écart » otherwise.
    Equality {
        /// One side.
        left: FigureKey,
        /// The other side.
        right: FigureKey,
    },
    /// Nothing but the style: the empty cells of a table.
    Blank,
}

/// What a formula shows when the file is written.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// A number.
    Number(Decimal),
    /// A text, perhaps empty.
    Text(String),
}

impl Content {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}
