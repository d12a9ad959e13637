//! A sheet that holds one table: its title, its headers, its lines, its row of totals.
//!
//! Every range begins at the headers and ends at the totals, so that a line inserted anywhere between them is counted:
//! just under the headers, just above the totals, or in the middle. Headers are texts and totals have no criterion, so
//! neither is counted itself.

use rust_decimal::Decimal;

use crate::figures::{FigureKey, Ledger};
use crate::xlsx::printed_scale;
use crate::xlsx::{
    Allowed, Area, Cell, ColumnTotal, Content, Live, Note, Sheet, Shown, Style, Table, TableColumn,
    Validation,
};

/// Row of the headers: title, subtitle, an empty row.
const HEADER_ROW: u32 = 3;

/// A column of the table.
pub struct Column {
    /// Header.
    pub header: String,
    /// Width, in characters.
    pub width: f64,
    /// What follows the name of the table in the name of the column's cells; none for a column no formula reads.
    pub suffix: Option<&'static str>,
    /// The formula of a new line.
    pub formula: Option<String>,
    /// What stands under it.
    pub total: Total,
    /// A remark on the header.
    pub note: &'static str,
    /// What may be typed, and what is said of anything else.
    pub allowed: Option<(Allowed, &'static str)>,
}

impl Column {
    /// A column of text.
    pub fn text(header: impl Into<String>, width: f64) -> Self {
        Self {
            header: header.into(),
            width,
            suffix: None,
            formula: None,
            total: Total::None,
            note: "",
            allowed: None,
        }
    }
}

/// What stands under a column.
#[derive(Clone, Copy)]
pub enum Total {
    /// Nothing.
    None,
    /// The word « Total ».
    Label,
    /// The sum, which may be a figure of the ledger.
    Sum(Option<FigureKey>, Style),
}

/// A sheet with the names of its cells.
pub struct Named {
    /// The sheet.
    pub sheet: Sheet,
    /// The names.
    pub names: Vec<(String, Area)>,
}

impl Named {
    /// A sheet whose cells have no name.
    pub const fn new(sheet: Sheet) -> Self {
        Self { sheet, names: Vec::new() }
    }
}

/// What a grid is filled from.
pub struct Grid<'a> {
    /// Name of the sheet.
    pub sheet: &'a str,
    /// Title.
    pub title: &'a str,
    /// What stands under the title.
    pub subtitle: &'a str,
    /// Name of the table; those of its cells begin with it.
    pub name: &'a str,
    /// The columns.
    pub columns: Vec<Column>,
    /// The lines: a cell for each column.
    pub lines: Vec<Vec<(Content, Style)>>,
}

impl Grid<'_> {
    /// Lay out the sheet.
    pub fn laid_out(self, ledger: &Ledger) -> Named {
        let last_column = to_u32(self.columns.len()).saturating_sub(1);
        // A table holds a line at least.
        let lines = if self.lines.is_empty() {
            vec![self.columns.iter().map(|_| (Content::Blank, Style::InputText)).collect()]
        } else {
            self.lines
        };
        let first = HEADER_ROW + 1;
        let total_row = first + to_u32(lines.len());
        let mut cells = vec![
            Cell::new(0, 0, Content::text(self.title), Style::Title),
            Cell::new(1, 0, Content::text(self.subtitle), Style::Subtitle),
        ];
        let mut sheet = Sheet {
            name: self.sheet.to_owned(),
            columns: self.columns.iter().map(|column| column.width).collect(),
            merges: if last_column > 0 {
                vec![Area::new((0, 0), (0, last_column)), Area::new((1, 0), (1, last_column))]
            } else {
                Vec::new()
            },
            frozen_rows: first,
            landscape: true,
            repeat_rows: Some((HEADER_ROW, HEADER_ROW)),
            tab_colour: Some(super::INPUT_TAB.to_owned()),
            ..Sheet::default()
        };
        widen(&mut sheet, &lines, ledger);
        narrow(&mut sheet, &lines);
        let mut names = Vec::new();
        let mut declared = Vec::with_capacity(self.columns.len());
        for (index, column) in (0..).zip(&self.columns) {
            cells.push(Cell::new(HEADER_ROW, index, Content::text(&column.header), Style::Header));
            let whole = Area::new((HEADER_ROW, index), (total_row, index));
            if let Some(suffix) = column.suffix {
                names.push((format!("{}_{suffix}", self.name), whole));
            }
            if let (Some(suffix), Total::Sum(..)) = (column.suffix, column.total) {
                let cell = Area::new((total_row, index), (total_row, index));
                names.push((format!("{}_Total_{suffix}", self.name), cell));
            }
            if let Some((rule, message)) = &column.allowed {
                sheet.validations.push(Validation {
                    area: Area::new((first, index), (total_row, index)),
                    rule: rule.clone(),
                    message: (*message).to_owned(),
                });
            }
            if !column.note.is_empty() {
                sheet.notes.push(Note { row: HEADER_ROW, column: index, text: column.note.to_owned() });
            }
            let (total, content, style) = total(column.total, index, &lines, ledger);
            cells.push(Cell::new(total_row, index, content, style));
            declared.push(TableColumn {
                header: column.header.clone(),
                formula: column.formula.clone(),
                total,
            });
        }
        for (row, line) in (first..).zip(lines) {
            for (column, (content, style)) in (0..).zip(line) {
                cells.push(Cell::new(row, column, content, style));
            }
        }
        sheet.table = Some(Table {
            name: self.name.to_owned(),
            area: Area::new((HEADER_ROW, 0), (total_row, last_column)),
            columns: declared,
        });
        sheet.cells = cells;
        Named { sheet, names }
    }
}

/// The sum of a column, from its header to the row above its own: a line inserted there is in it.
fn total(
    total: Total,
    column: u32,
    lines: &[Vec<(Content, Style)>],
    ledger: &Ledger,
) -> (ColumnTotal, Content, Style) {
    match total {
        Total::None => (ColumnTotal::None, Content::Blank, Style::TotalLabel),
        Total::Label => (ColumnTotal::Label("Total".to_owned()), Content::text("Total"), Style::TotalLabel),
        Total::Sum(key, style) => {
            let letter = column_letters(column);
            let formula = format!("SUM({letter}${}:INDEX({letter}:{letter},ROW()-1))", HEADER_ROW + 1);
            let content = match key {
                Some(key) => Content::Live { key, formula: Live::new(&formula), defines: true },
                None => Content::Computed {
                    shown: Shown::Number(sum(lines, column, ledger)),
                    formula: Live::new(&formula),
                },
            };
            (ColumnTotal::Formula(formula), content, style)
        }
    }
}

/// The smallest reduction of a printed sheet: its text of ten points is still nine on paper.
const SMALLEST_SCALE: f64 = 0.9;

/// The narrowest that a column of text becomes, in characters.
const NARROWEST_TEXT: f64 = 8.0;

/// Widen the columns of numbers to what their sum takes: a number that does not fit is shown as a row of hashes.
fn widen(sheet: &mut Sheet, lines: &[Vec<(Content, Style)>], ledger: &Ledger) {
    for (index, width) in (0..).zip(&mut sheet.columns) {
        let is_money = |line: &Vec<(Content, Style)>| {
            usize::try_from(index)
                .ok()
                .and_then(|index| line.get(index))
                .is_some_and(|(_, style)| matches!(style, Style::Cents | Style::InputCents))
        };
        if lines.iter().any(is_money) {
            // Digits and cents, a thin space every three, and the air at the right.
            let digits = sum(lines, index, ledger).abs().trunc().to_string().len();
            let needed = u32::try_from(digits + digits.saturating_sub(1) / 3 + 3).unwrap_or(40);
            *width = width.max(f64::from(needed) + 2.5);
        }
    }
}

/// Narrow the columns of text until the sheet holds on its paper without becoming too small to read.
fn narrow(sheet: &mut Sheet, lines: &[Vec<(Content, Style)>]) {
    let is_text = |index: usize| {
        lines.iter().filter_map(|line| line.get(index)).all(|(_, style)| matches!(style, Style::InputText))
    };
    while printed_scale(sheet) < SMALLEST_SCALE {
        let widest = sheet
            .columns
            .iter_mut()
            .enumerate()
            .filter(|(index, width)| is_text(*index) && **width > NARROWEST_TEXT)
            .max_by(|(_, a), (_, b)| a.total_cmp(b));
        let Some((_, width)) = widest else { break };
        *width -= 1.0;
    }
}

/// What the numbers of a column add up to.
fn sum(lines: &[Vec<(Content, Style)>], column: u32, ledger: &Ledger) -> Decimal {
    let index = usize::try_from(column).unwrap_or(usize::MAX);
    lines
        .iter()
        .filter_map(|line| number(&line.get(index)?.0, ledger))
        .fold(Decimal::ZERO, Decimal::saturating_add)
}

/// The number that a cell shows.
fn number(content: &Content, ledger: &Ledger) -> Option<Decimal> {
    match content {
        Content::Figure(key) | Content::Live { key, .. } => ledger.value(*key).decimal(),
        Content::Number(number) | Content::Computed { shown: Shown::Number(number), .. } => Some(*number),
        _ => None,
    }
}

/// `A`, `AB`: the letters of a zero-based column.
pub fn column_letters(column: u32) -> String {
    let name = crate::model::cell_name(0, column);
    name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
}

/// A count that fits: a sheet has fewer lines than a million.
pub fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX / 2)
}
