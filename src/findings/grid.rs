//! The few cells around a culprit, as a person would see them on the sheet.

use rust_decimal::Decimal;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::formula::{CellRef, Recalculation};
use crate::model::french::french_number;
use crate::model::french::shown_number;
use crate::model::{cell_name, column_name};
use crate::source::amount::decimal_of_float;
use crate::source::workbook::sheet::{Cell, CellValue, Sheet};

/// Rows and columns shown on each side of the culprit.
const AROUND: u32 = 2;

/// Whole numbers that may be years: no space among their digits.
const YEARS: std::ops::RangeInclusive<Decimal> =
    Decimal::from_parts(1900, 0, 0, false, 0)..=Decimal::from_parts(2100, 0, 0, false, 0);

/// Longest text of a cell in a grid, in characters: five columns stay within a terminal.
const CELL_CHARACTERS: usize = 14;

/// Neighbouring cells, the culprit among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Grid {
    /// Letters of the columns.
    #[serde(rename = "colonnes")]
    pub columns: Vec<String>,
    /// The rows, from top to bottom.
    #[serde(rename = "lignes")]
    pub rows: Vec<GridRow>,
    /// The culprit's name, such as `F14`.
    #[serde(rename = "cellule")]
    pub cell: String,
    /// The culprit's row and column in this grid.
    #[serde(skip)]
    pub marked: (usize, usize),
}

/// One row of a [`Grid`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GridRow {
    /// Number as the sheet shows it.
    #[serde(rename = "ligne")]
    pub number: u32,
    /// What the cells show; empty for an empty one.
    #[serde(rename = "cellules")]
    pub cells: Vec<String>,
}

impl Grid {
    /// The cells around one; `None` when its sheet is not there.
    #[must_use]
    pub fn around(recalculation: &Recalculation, at: CellRef) -> Option<Self> {
        let sheet = recalculation.sheet(at)?;
        let (first_row, first_column) = (at.row.saturating_sub(AROUND), at.column.saturating_sub(AROUND));
        let rows = first_row..=at.row.saturating_add(AROUND);
        let columns: Vec<u32> = (first_column..=at.column.saturating_add(AROUND)).collect();
        let of_years: Vec<bool> =
            columns.iter().map(|column| holds_years(sheet, rows.clone(), *column)).collect();
        Some(Self {
            columns: columns.iter().map(|column| column_name(*column)).collect(),
            rows: rows
                .map(|row| GridRow {
                    number: row.saturating_add(1),
                    cells: columns
                        .iter()
                        .zip(&of_years)
                        .map(|(column, years)| {
                            let cell = sheet.cell(row, *column);
                            cell.map(|cell| shown(sheet, cell, *years)).unwrap_or_default()
                        })
                        .collect(),
                })
                .collect(),
            cell: cell_name(at.row, at.column),
            marked: ((at.row - first_row) as usize, (at.column - first_column) as usize),
        })
    }
}

/// True when the numbers of a column, two at least, are all years.
fn holds_years(sheet: &Sheet, rows: std::ops::RangeInclusive<u32>, column: u32) -> bool {
    let mut years = 0;
    for row in rows {
        let Some(CellValue::Number(number)) = sheet.cell(row, column).map(|cell| &cell.value) else {
            continue;
        };
        if !decimal_of_float(*number)
            .is_some_and(|number| YEARS.contains(&number) && number.fract().is_zero())
        {
            return false;
        }
        years += 1;
    }
    years > 1
}

/// What a cell shows, numbers as French readers write them.
fn shown(sheet: &Sheet, cell: &Cell, of_years: bool) -> String {
    let text = match &cell.value {
        CellValue::Number(number) => decimal_of_float(*number).map_or_else(
            || cell.shown(),
            |number| {
                if sheet.is_percent(cell) {
                    let percent = number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number);
                    format!("{} %", french_number(percent.round_dp(2).normalize()))
                } else if of_years {
                    number.normalize().to_string()
                } else {
                    shown_number(number.round_dp(4))
                }
            },
        ),
        CellValue::Empty if cell.formula.is_some() => "(non calculée)".to_owned(),
        _ => cell.shown(),
    };
    let mut characters = text.nfc();
    let mut short: String = characters.by_ref().take(CELL_CHARACTERS).collect();
    if characters.next().is_some() {
        short.pop();
        short.push('…');
    }
    short
}
