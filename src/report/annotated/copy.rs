//! A sheet as it was read, into a new workbook: its values, its formulas, its look, and the marks of its cells.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, Formula, Note, ObjectMovement, Worksheet, XlsxError,
};

use super::format;
use super::marks::{Mark, Marks};
use crate::findings::limits::cut;
use crate::formula::{CellRef, day_number};
use crate::model::text::french_spacing;
use crate::report::style::printable;
use crate::source::limits;
use crate::source::workbook::appearance::Appearance;
use crate::source::workbook::formula_text::{quotes_a_function, stands_alone};
use crate::source::workbook::sheet::{Cell, CellRange, CellValue, Sheet};

/// Longest text of a cell in the format, in characters.
const LONGEST_TEXT: usize = 32_767;

/// Longest formula of the format, in characters.
const LONGEST_FORMULA: usize = 8_192;

/// What a file counts in the width of a column beside its characters: five pixels of seven.
const MARGINS: f64 = 5.0 / 7.0;

/// Last of the rows that widths are drawn from.
const LOOKED_AT: u32 = 400;

/// Most blank cells of one sheet whose look is copied.
const BLANKS: u64 = 200_000;

/// Ink of marked cells.
const INK: u32 = 0x22_2B_36;

/// Longest remark, in characters.
const REMARK: usize = 1_500;

/// The format of a cell in the copy, by its place and what it holds.
type FormatOf<'a> = dyn Fn((u32, u32), Option<&Cell>) -> Format + 'a;

/// What the copy of a workbook shares between its sheets.
#[derive(Default)]
pub(super) struct Copier {
    /// Names that the copy could not take: formulas that hold one are copied as values.
    pub lost_names: Vec<String>,
    /// Formulas that were copied as values.
    pub valued: usize,
}

impl Copier {
    /// Copies a sheet; `rank` is its place in the workbook read.
    pub(super) fn copy(
        &mut self,
        worksheet: &mut Worksheet,
        sheet: &Sheet,
        rank: usize,
        look: Option<&Appearance>,
        marks: &Marks,
    ) -> Result<(), XlsxError> {
        // What nothing computed shows as nothing, not as a zero.
        worksheet.set_formula_result_default("");
        let of_sheet = |column| CellRef { sheet: rank, row: column, column: 0 };
        let own: BTreeMap<(u32, u32), &Mark> = marks
            .range(of_sheet(0)..=CellRef { column: u32::MAX, ..of_sheet(u32::MAX) })
            .map(|(at, mark)| ((at.row, at.column), mark))
            .collect();
        sizes(worksheet, sheet, look, &own)?;
        let format = |cell: (u32, u32), content: Option<&Cell>| {
            let known = look.and_then(|look| look.styles.get(cell)).map(format::format);
            let plain = known.unwrap_or_else(|| plain(sheet, content));
            match own.get(&cell) {
                // Whatever ink the cell had must be seen on a pale ground.
                Some(mark) => plain
                    .set_background_color(Color::RGB(format::ground(mark.severity, mark.part)))
                    .set_font_color(Color::RGB(INK)),
                None => plain,
            }
        };
        for range in sheet.merged_ranges() {
            merge(worksheet, &range, &format((range.first_row, range.first_column), None));
        }
        blanks(worksheet, sheet, look, &format)?;
        for cell in sheet.rows_between(0, limits::LAST_ROW).flatten() {
            self.cell(worksheet, sheet, cell, &format((cell.row, cell.column), Some(cell)))?;
        }
        for ((row, column), mark) in &own {
            let (Ok(column), false) = (u16::try_from(*column), mark.told.is_empty()) else {
                // A blank cell that follows from a fault has only its ground.
                continue;
            };
            if sheet.cell(*row, u32::from(column)).is_none() {
                worksheet.write_blank(*row, column, &format((*row, u32::from(column)), None))?;
            }
            worksheet.insert_note(*row, column, &remark(mark))?;
        }
        Ok(())
    }

    fn cell(
        &mut self,
        worksheet: &mut Worksheet,
        sheet: &Sheet,
        cell: &Cell,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let Ok(column) = u16::try_from(cell.column) else { return Ok(()) };
        let row = cell.row;
        if let Some(formula) = cell.formula.as_deref().filter(|formula| !formula.is_empty()) {
            if self.is_kept(formula) {
                let written = Formula::new(formula);
                let formula = match result(&cell.value) {
                    Some(result) => written.set_result(result),
                    None => written,
                };
                let wide = sheet.spill_of(row, cell.column).filter(is_wide);
                return match wide.map(|range| (range.last_row, u16::try_from(range.last_column))) {
                    Some((last_row, Ok(last_column))) => worksheet
                        .write_array_formula_with_format(row, column, last_row, last_column, formula, format)
                        .map(|_| ()),
                    _ => worksheet.write_formula_with_format(row, column, formula, format).map(|_| ()),
                };
            }
            self.valued += 1;
        }
        value(worksheet, row, column, &cell.value, format)
    }

    /// True when a formula means in the copy what it means in the workbook.
    fn is_kept(&self, formula: &str) -> bool {
        formula.len() <= LONGEST_FORMULA
            && stands_alone(formula)
            // The writer puts back the prefixes of young functions by their names, even where these are quoted, and takes
            // braces at the ends for those of an array formula.
            && !quotes_a_function(formula)
            && !formula.starts_with('{')
            && !formula.ends_with('}')
            && !self.lost_names.iter().any(|name| formula.to_lowercase().contains(name.as_str()))
    }
}

/// Widths, heights, and what is hidden: nothing that is marked is.
fn sizes(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    look: Option<&Appearance>,
    marks: &BTreeMap<(u32, u32), &Mark>,
) -> Result<(), XlsxError> {
    match look {
        Some(look) => {
            for (first, last, width) in &look.widths {
                let (Ok(first), Ok(last)) = (u16::try_from(*first), u16::try_from(*last)) else { continue };
                // The file counts the margins of the cell, the writer adds them.
                let own = *width - MARGINS;
                if own > 0.0 && own <= 255.0 {
                    worksheet.set_column_range_width(first, last, own)?;
                }
            }
            for (row, height) in &look.heights {
                if *height > 0.0 && *height <= 409.5 && *row < limits::FAR_ROW {
                    worksheet.set_row_height(*row, *height)?;
                }
            }
        }
        // No width is known: columns are as wide as what they hold.
        None => {
            for (column, width) in held_widths(sheet) {
                worksheet.set_column_width(column, width)?;
            }
        }
    }
    let is_marked_row = |row: u32| marks.range((row, 0)..=(row, u32::MAX)).next().is_some();
    for row in 0..=sheet.last_row().unwrap_or(0) {
        if sheet.is_row_hidden(row) && !is_marked_row(row) {
            worksheet.set_row_hidden(row)?;
        }
    }
    let marked: Vec<u32> = marks.keys().map(|(_, column)| *column).collect();
    for column in 0..u16::try_from(limits::FAR_COLUMN).unwrap_or(u16::MAX) {
        if sheet.is_column_hidden(u32::from(column)) && !marked.contains(&u32::from(column)) {
            worksheet.set_column_hidden(column)?;
        }
    }
    Ok(())
}

/// Widths that the first rows of each column ask for, in characters, between narrow and wide bounds.
fn held_widths(sheet: &Sheet) -> BTreeMap<u16, f64> {
    let mut widths: BTreeMap<u16, f64> = BTreeMap::new();
    for cell in sheet.rows_between(0, LOOKED_AT).flatten() {
        // What is merged over several columns asks nothing of one.
        let spans = sheet
            .merged_range(cell.row, cell.column)
            .is_some_and(|range| range.first_column != range.last_column);
        // A title or the label of a total runs over the blank cells at its right.
        let overflows =
            cell.text().is_some() && sheet.cell(cell.row, cell.column.saturating_add(1)).is_none();
        let (Ok(column), false) = (u16::try_from(cell.column), spans || overflows) else { continue };
        let shown = u32::try_from(cell.shown().chars().count()).unwrap_or(u32::MAX);
        let asked = (f64::from(shown) + 2.0).clamp(9.0, 46.0);
        let known = widths.entry(column).or_insert(asked);
        *known = known.max(asked);
    }
    widths
}

/// Merges the cells of a range; those that the writer refuses stay apart.
fn merge(worksheet: &mut Worksheet, range: &CellRange, format: &Format) {
    let columns = (u16::try_from(range.first_column), u16::try_from(range.last_column));
    let (Ok(first), Ok(last)) = columns else { return };
    let cells = u64::from(range.last_row - range.first_row + 1)
        * u64::from(range.last_column - range.first_column + 1);
    if cells > 1 && cells <= BLANKS {
        let _ = worksheet.merge_range(range.first_row, first, range.last_row, last, "", format);
    }
}

/// The look of blank cells: borders and grounds of a table go on where nothing is written.
fn blanks(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    look: Option<&Appearance>,
    format: &FormatOf<'_>,
) -> Result<(), XlsxError> {
    let Some(look) = look else { return Ok(()) };
    let (Some(start), Some(end)) = (look.styles.start(), look.styles.end()) else { return Ok(()) };
    let last_row = end.0.min(sheet.last_row().unwrap_or(0));
    let mut left = BLANKS;
    for row in start.0..=last_row {
        for column in start.1..=end.1.min(limits::FAR_COLUMN) {
            let Some(next) = left.checked_sub(1) else { return Ok(()) };
            left = next;
            let has_look =
                look.styles.get((row, column)).is_some_and(calamine::Style::has_visible_properties);
            if let Ok(narrow) = u16::try_from(column)
                && has_look
                && sheet.cell(row, column).is_none()
                && sheet.merged_range(row, column).is_none()
            {
                worksheet.write_blank(row, narrow, &format((row, column), None))?;
            }
        }
    }
    Ok(())
}

/// The format of a cell whose look is not known, from what it holds.
fn plain(sheet: &Sheet, cell: Option<&Cell>) -> Format {
    let format = Format::new();
    let Some(cell) = cell else { return format };
    match &cell.value {
        CellValue::Date(_) => format.set_num_format("dd/mm/yyyy"),
        CellValue::Duration(_) => format.set_num_format("[h]:mm"),
        CellValue::Number(_) if sheet.is_percent(cell) => format.set_num_format("0.00 %"),
        CellValue::Number(number) if number.fract() != 0.0 => format.set_num_format("#,##0.00"),
        // Headers and long labels go on several lines; a title runs over the blank cells at its right.
        CellValue::Text(text) if text.chars().count() > 44 && sheet.row(cell.row).len() > 1 => {
            format.set_text_wrap().set_align(FormatAlign::Top)
        }
        _ => format,
    }
}

/// Writes a typed value.
fn value(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &CellValue,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        CellValue::Empty => worksheet.write_blank(row, column, format)?,
        CellValue::Number(number) | CellValue::Duration(number) if number.is_finite() => {
            worksheet.write_number_with_format(row, column, *number, format)?
        }
        CellValue::Number(_) | CellValue::Duration(_) => {
            worksheet.write_string_with_format(row, column, "#NUM!", format)?
        }
        CellValue::Text(text) => {
            worksheet.write_string_with_format(row, column, cut(text, LONGEST_TEXT), format)?
        }
        CellValue::Bool(is_true) => worksheet.write_boolean_with_format(row, column, *is_true, format)?,
        CellValue::Date(date) => match moment(*date) {
            Some(moment) => worksheet.write_datetime_with_format(row, column, &moment, format)?,
            None => worksheet.write_string_with_format(row, column, date.to_string(), format)?,
        },
        // The format knows an error only as what a formula gives.
        CellValue::Error(error) => {
            let formula = Formula::new(format!("={error}")).set_result(error.to_string());
            worksheet.write_formula_with_format(row, column, formula, format)?
        }
    };
    Ok(())
}

fn moment(date: Date) -> Option<ExcelDateTime> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    ExcelDateTime::from_ymd(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
        .ok()
}

/// What a formula had given when the workbook was saved; nothing where the writer has no word for it.
fn result(value: &CellValue) -> Option<String> {
    Some(match value {
        CellValue::Empty => return None,
        CellValue::Number(number) | CellValue::Duration(number) => number.to_string(),
        CellValue::Text(text) if text.is_empty() => return None,
        CellValue::Text(text) => cut(text, LONGEST_TEXT),
        CellValue::Bool(true) => "TRUE".to_owned(),
        CellValue::Bool(false) => "FALSE".to_owned(),
        CellValue::Date(date) => day_number(*date).to_string(),
        CellValue::Error(error) => error.to_string(),
    })
}

fn is_wide(range: &CellRange) -> bool {
    let cells = u64::from(range.last_row.saturating_sub(range.first_row) + 1)
        * u64::from(range.last_column.saturating_sub(range.first_column) + 1);
    cells > 1 && cells <= BLANKS
}

/// The remark of a cell at fault: all that is said of it, in a box that holds it.
fn remark(mark: &Mark) -> Note {
    let lines: Vec<String> =
        mark.told.iter().flat_map(|told| told.lines()).map(|line| french_spacing(&printable(line))).collect();
    let text = cut(&lines.join("\n"), REMARK);
    // About fifty characters a line of 340 pixels, eighteen pixels a line.
    let rows: usize = text.lines().map(|line| line.chars().count() / 50 + 1).sum();
    let height = u32::try_from(rows * 18 + 16).unwrap_or(600).clamp(60, 600);
    Note::new(text)
        .set_author("dossier")
        .add_author_prefix(false)
        .set_width(340)
        .set_height(height)
        .set_object_movement(ObjectMovement::DontMoveOrSizeWithCells)
}
