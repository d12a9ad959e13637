//! Gives a sheet its lists, its remarks and its protection.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Note as ExcelNote,
    ProtectionOptions, Worksheet, XlsxError,
};

use super::book::Sheet;
use super::editing::{Allowed, Validation};

/// Height of a remark of so many characters, in pixels.
fn note_height(text: &str) -> u32 {
    let lines = u32::try_from(text.chars().count()).unwrap_or(u32::MAX) / 34;
    (lines.min(20) + 2) * 17
}

/// Applies what the sheet says.
pub(super) fn set_up(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    narrow: impl Fn(u32) -> u16,
) -> Result<(), XlsxError> {
    for validation in &sheet.validations {
        let area = validation.area;
        worksheet.add_data_validation(
            area.first_row,
            narrow(area.first_column),
            area.last_row,
            narrow(area.last_column),
            &rule(validation)?,
        )?;
    }
    for note in &sheet.notes {
        let text = ExcelNote::new(&note.text)
            .add_author_prefix(false)
            .set_width(260)
            .set_height(note_height(&note.text));
        worksheet.insert_note(note.row, narrow(note.column), &text)?;
    }
    if sheet.protected {
        let options = ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::new()
        };
        worksheet.protect_with_options(&options);
    }
    Ok(())
}

fn rule(validation: &Validation) -> Result<DataValidation, XlsxError> {
    let bare = DataValidation::new();
    let allowed = match &validation.rule {
        Allowed::ListOf(name) => bare
            .allow_list_formula(Formula::new(name))
            // A list helps; a value that it does not know may still be right.
            .set_error_style(DataValidationErrorStyle::Warning),
        Allowed::Whole(first, last) => bare.allow_whole_number(DataValidationRule::Between(*first, *last)),
        Allowed::Decimal(first, last) => {
            bare.allow_decimal_number(DataValidationRule::Between(*first, *last))
        }
        Allowed::Day => {
            // From 1 January 1990: a plain number typed for a date is caught.
            bare.allow_date_formula(DataValidationRule::GreaterThan(Formula::new("32874")))
        }
    };
    allowed.set_error_title("Saisie inattendue")?.set_error_message(&validation.message)
}
