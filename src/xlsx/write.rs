//! From a settled plan to the bytes of a workbook.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DocProperties, ExcelDateTime, Format, Formula,
    Workbook, Worksheet,
};

use super::book::{Book, Cell, Content, Sheet, Shown};
use super::error::XlsxError;
use super::plan::Plan;
use super::style::{self, Look, Style};
use super::{help, names, page, table, text};
use crate::figures::{FigureKey, Ledger, Unit, Value};

/// What a control says when both sides agree.
const AGREES: &str = "conforme";
/// What a control says when they do not.
const DIFFERS: &str = "écart";
/// What a control says when a side is missing.
const UNKNOWN: &str = "non vérifiable";

/// A workbook as written.
#[derive(Debug, Clone)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// The names of the sheets, as written; « Calculs » is the last when there is one.
    pub sheets: Vec<Arc<str>>,
    /// Every appearance of every figure.
    pub placed: Vec<Placed>,
}

/// A figure in its cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The figure.
    pub key: FigureKey,
    /// Name of the sheet, as written.
    pub sheet: Arc<str>,
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub column: u32,
    /// True for the cell that defines the figure, false for one that refers to it.
    pub definition: bool,
}

impl Placed {
    /// The cell as Excel shows it.
    #[must_use]
    pub fn cell(&self) -> String {
        names::a1(self.row, self.column)
    }
}

/// Writes a workbook. The same book and ledger give the same bytes.
///
/// # Errors
/// When the book is put together wrongly (two contents in one cell, a figure of another ledger, a cell beyond the
/// limits of Excel, areas that overlap) or a date stands before 1900.
pub fn write(book: &Book, ledger: &Ledger) -> Result<Written, XlsxError> {
    let plan = Plan::new(book, ledger)?;
    let mut workbook = Workbook::new();
    // 17 and 64 pixels: the row and column that go with the font.
    workbook.set_default_format(&style::base(), 17, 64)?;
    workbook.set_properties(&properties(book)?);
    let sheets: Vec<Arc<str>> = plan.names.iter().map(|name| Arc::from(name.as_str())).collect();
    let mut writer =
        Writer { plan: &plan, formats: BTreeMap::new(), placed: Vec::new(), known: ledger.len() };
    for (index, (sheet, name)) in plan.sheets.iter().zip(&sheets).enumerate() {
        let refused = |source| XlsxError::Sheet { sheet: name.to_string(), source };
        writer.sheet(workbook.add_worksheet(), index, name, sheet).map_err(refused)?;
    }
    let placed = writer.placed;
    for name in &book.names {
        workbook.define_name(&name.name, &plan.absolute(name))?;
    }
    Ok(Written { bytes: workbook.save_to_buffer()?, sheets, placed })
}

fn properties(book: &Book) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title(text::cell_text(&book.title))
        .set_subject(text::cell_text(&book.subject))
        .set_author(text::cell_text(&book.author))
        .set_creation_datetime(&excel_date(book.created)?))
}

fn excel_date(date: Date) -> Result<ExcelDateTime, rust_xlsxwriter::XlsxError> {
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    // A year before zero becomes one the writer refuses.
    ExcelDateTime::from_ymd(
        u16::try_from(date.year()).unwrap_or_default(),
        part(date.month()),
        part(date.day()),
    )
}

/// The nearest number a cell can hold, by the decimal form: the float Excel itself would read.
fn float(decimal: Decimal) -> f64 {
    decimal.to_string().parse().unwrap_or(f64::NAN)
}

/// Columns were checked when the plan was made.
fn narrow(column: u32) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

struct Writer<'a> {
    plan: &'a Plan<'a>,
    formats: BTreeMap<(Style, Look), Format>,
    placed: Vec<Placed>,
    /// How many figures the caller's ledger holds; partial sums come after and are not reported.
    known: usize,
}

impl Writer<'_> {
    fn sheet(
        &mut self,
        worksheet: &mut Worksheet,
        index: usize,
        name: &Arc<str>,
        sheet: &Sheet,
    ) -> Result<(), rust_xlsxwriter::XlsxError> {
        worksheet.set_name(&**name)?;
        page::set_up(worksheet, sheet, narrow)?;
        help::set_up(worksheet, sheet, narrow)?;
        if let Some(declared) = &sheet.table {
            table::declare(worksheet, declared, narrow)?;
        }
        self.merge(worksheet, sheet)?;
        let mut controls = Vec::new();
        for cell in &sheet.cells {
            self.cell(worksheet, index, name, cell)?;
            if matches!(cell.content, Content::Equality { .. } | Content::Control { .. }) {
                controls.push((cell.row, narrow(cell.column)));
            }
        }
        colour_controls(worksheet, &controls)
    }

    fn cell(
        &mut self,
        worksheet: &mut Worksheet,
        index: usize,
        name: &Arc<str>,
        cell: &Cell,
    ) -> Result<(), rust_xlsxwriter::XlsxError> {
        let (row, column) = (cell.row, narrow(cell.column));
        match &cell.content {
            Content::Text(content) => {
                let format = self.format(cell.style, Look::Plain);
                worksheet.write_string_with_format(row, column, text::cell_text(content), format)?;
            }
            Content::Figure(key) | Content::Live { key, .. } => {
                self.figure(worksheet, index, name, cell, *key)?;
            }
            Content::Date(date) => {
                let format = self.format(cell.style, Look::Plain);
                worksheet.write_datetime_with_format(row, column, &excel_date(*date)?, format)?;
            }
            Content::Computed { shown, formula } => {
                if let Some(formula) = self.plan.written(formula, index) {
                    let (result, look) = match shown {
                        Shown::Number(number) => (float(*number).to_string(), look(Value::Number(*number))),
                        Shown::Text(text) => (text.clone(), Look::Plain),
                    };
                    let formula = Formula::new(formula).set_result(result);
                    worksheet.write_formula_with_format(
                        row,
                        column,
                        formula,
                        self.format(cell.style, look),
                    )?;
                }
            }
            Content::Control { condition, holds } => {
                if let Some(condition) = self.plan.written(condition, index) {
                    let formula = format!("IF({condition},\"{AGREES}\",\"{DIFFERS}\")");
                    let formula = Formula::new(formula).set_result(if *holds { AGREES } else { DIFFERS });
                    let format = self.format(cell.style, Look::Plain);
                    worksheet.write_formula_with_format(row, column, formula, format)?;
                }
            }
            Content::Number(number) => {
                let format = self.format(cell.style, look(Value::Number(*number)));
                worksheet.write_number_with_format(row, column, float(*number), format)?;
            }
            Content::Equality { left, right } => match self.equality(index, *left, *right) {
                Some(formula) => {
                    worksheet.write_formula_with_format(
                        row,
                        column,
                        formula,
                        self.format(cell.style, Look::Plain),
                    )?;
                }
                None => {
                    worksheet.write_string_with_format(
                        row,
                        column,
                        UNKNOWN,
                        self.format(cell.style, Look::Missing),
                    )?;
                }
            },
            Content::Blank => {
                worksheet.write_blank(row, column, self.format(cell.style, Look::Plain))?;
            }
        }
        Ok(())
    }

    fn figure(
        &mut self,
        worksheet: &mut Worksheet,
        index: usize,
        name: &Arc<str>,
        cell: &Cell,
        key: FigureKey,
    ) -> Result<(), rust_xlsxwriter::XlsxError> {
        let plan = self.plan;
        let (row, column) = (cell.row, narrow(cell.column));
        let definition = plan
            .definition(key)
            .is_some_and(|d| (d.sheet, d.row, d.column) == (index, cell.row, cell.column));
        if key.index() < self.known {
            self.placed.push(Placed { key, sheet: Arc::clone(name), row, column: cell.column, definition });
        }
        let value = plan.ledger.value(key);
        let Some(decimal) = value.decimal() else {
            let format = self.format(cell.style, Look::Missing);
            worksheet.write_string_with_format(row, column, value.french(), format)?;
            return Ok(());
        };
        let number = float(decimal);
        let format = self.format(cell.style, look(value));
        let formula = match &cell.content {
            Content::Live { formula, defines: false, .. } => plan.written(formula, index),
            _ if definition => plan.formula(key).map(str::to_owned),
            _ => plan.reference(index, key),
        };
        match formula {
            Some(formula) => {
                let formula = Formula::new(formula).set_result(number.to_string());
                worksheet.write_formula_with_format(row, column, formula, format)?;
            }
            None => {
                worksheet.write_number_with_format(row, column, number, format)?;
            }
        }
        Ok(())
    }

    /// The formula of a control with its answer; none when a side is missing.
    fn equality(&self, index: usize, left: FigureKey, right: FigureKey) -> Option<Formula> {
        let ledger = &self.plan.ledger;
        let (a, b) = (ledger.value(left).decimal()?, ledger.value(right).decimal()?);
        // Half a cent; for anything but euros, half of the last digit shown.
        let (tolerance, written) = match ledger.get(left).unit {
            Unit::Rate => (Decimal::new(5, 5), "0.00005"),
            Unit::Euro | Unit::Foreign(_) | Unit::Hours | Unit::Number => (Decimal::new(5, 3), "0.005"),
        };
        let answer = if a.saturating_sub(b).abs() < tolerance { AGREES } else { DIFFERS };
        let (a, b) = (self.plan.reference(index, left)?, self.plan.reference(index, right)?);
        let formula = format!("IF(ABS({a}-{b})<{written},\"{AGREES}\",\"{DIFFERS}\")");
        Some(Formula::new(formula).set_result(answer))
    }

    /// Merged areas take the style of their first cell.
    fn merge(&mut self, worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), rust_xlsxwriter::XlsxError> {
        if sheet.merges.is_empty() {
            return Ok(());
        }
        let cells: BTreeMap<(u32, u32), &Cell> =
            sheet.cells.iter().map(|cell| ((cell.row, cell.column), cell)).collect();
        for area in &sheet.merges {
            let first = cells.get(&(area.first_row, area.first_column));
            let style = first.map_or(Style::Text, |cell| cell.style);
            let format = self.format(style, Look::Plain);
            worksheet.merge_range(
                area.first_row,
                narrow(area.first_column),
                area.last_row,
                narrow(area.last_column),
                "",
                format,
            )?;
        }
        Ok(())
    }

    fn format(&mut self, style: Style, look: Look) -> &Format {
        self.formats.entry((style, look)).or_insert_with(|| style.format(look))
    }
}

fn look(value: Value) -> Look {
    match value {
        Value::Missing => Look::Missing,
        Value::Number(number) if number.fract().is_zero() => Look::Whole,
        _ => Look::Plain,
    }
}

/// The colours of controls follow their answer, whatever is typed afterwards.
fn colour_controls(
    worksheet: &mut Worksheet,
    controls: &[(u32, u16)],
) -> Result<(), rust_xlsxwriter::XlsxError> {
    let Some(first) = controls.first() else { return Ok(()) };
    let range: Vec<String> =
        controls.iter().map(|(row, column)| names::a1(*row, u32::from(*column))).collect();
    for (answer, agrees) in [(AGREES, true), (DIFFERS, false)] {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(answer))
            .set_format(style::agreement(agrees))
            .set_multi_range(range.join(" "));
        worksheet.add_conditional_format(first.0, first.1, first.0, first.1, &rule)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_the_float_of_their_decimal_form() {
        assert_eq!(float(Decimal::new(10, 2)).to_string(), "0.1");
        assert_eq!(float(Decimal::new(99_999_999_999_999, 2)).to_string(), "999999999999.99");
    }
}
