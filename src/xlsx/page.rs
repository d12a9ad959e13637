//! Panes, widths and the printed page of a sheet.

use rust_xlsxwriter::{Color, Worksheet, XlsxError};

use super::book::Sheet;
use super::heights::heights;
use super::text::header_text;

/// A4, in Excel's numbering of papers.
const A4: u8 = 9;

/// Grey of what is printed around the sheet.
const SMALL_GREY: &str = "&K6B7684&\"Arial,Regular\"&8";

/// Red, so that nobody files a draft by mistake. The size comes last: letters after a colour could be read as part of it.
const DRAFT: &str = "&C&KA61B1B&\"Arial,Bold\"&14BROUILLON";

/// Margins of the printed page, in inches.
const SIDE: f64 = 0.3;
const TOP: f64 = 0.75;
const BOTTOM: f64 = 0.7;

/// A4, in inches.
const SHORT_SIDE: f64 = 8.27;
const LONG_SIDE: f64 = 11.69;

/// How much a sheet is reduced to hold on its paper: 1 for its true size.
#[must_use]
pub fn printed_scale(sheet: &Sheet) -> f64 {
    let (across, down) = if sheet.landscape { (LONG_SIDE, SHORT_SIDE) } else { (SHORT_SIDE, LONG_SIDE) };
    // A character of the standard font is seven pixels wide, a column adds five; a pixel is 1/96 inch, a point 1/72.
    let width: f64 = sheet.columns.iter().map(|characters| characters.mul_add(7.0, 5.0) / 96.0).sum();
    let by_width = (across - 2.0 * SIDE) / width.max(0.1);
    let by_height = if sheet.one_page {
        let height: f64 = heights(sheet).values().map(|points| points / 72.0).sum();
        (down - TOP - BOTTOM) / height.max(0.1)
    } else {
        1.0
    };
    by_width.min(by_height).min(1.0)
}

/// Applies the set-up of a sheet; `column` narrows a zero-based column to what the writer takes.
pub(super) fn set_up(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    column: impl Fn(u32) -> u16,
) -> Result<(), XlsxError> {
    for (index, width) in (0..).zip(&sheet.columns) {
        worksheet.set_column_width(index, *width)?;
    }
    for (row, height) in heights(sheet) {
        worksheet.set_row_height(row, height)?;
    }
    if sheet.frozen_rows > 0 || sheet.frozen_columns > 0 {
        worksheet.set_freeze_panes(sheet.frozen_rows, column(sheet.frozen_columns))?;
    }
    if let Some((first, last)) = sheet.repeat_rows {
        worksheet.set_repeat_rows(first, last)?;
    }
    if let Some(colour) = sheet.tab_colour.as_deref().and_then(rgb) {
        worksheet.set_tab_color(colour);
    }
    if sheet.landscape {
        worksheet.set_landscape();
    }
    worksheet
        .set_screen_gridlines(false)
        .set_print_gridlines(false)
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, u16::from(sheet.one_page))
        .set_print_center_horizontally(true)
        .set_margins(SIDE, SIDE, TOP, BOTTOM, 0.35, 0.35)
        .set_header(page_header(sheet))
        .set_footer(page_footer(sheet));
    Ok(())
}

fn page_header(sheet: &Sheet) -> String {
    let draft = if sheet.draft { DRAFT } else { "" };
    let text = header_text(&sheet.header, SMALL_GREY.len() + 3 + draft.len());
    if text.is_empty() { draft.to_owned() } else { format!("&L{SMALL_GREY}{}{draft}", apart(&text)) }
}

fn page_footer(sheet: &Sheet) -> String {
    let page = format!("&R{SMALL_GREY} Page &P / &N");
    let text = header_text(&sheet.footer, SMALL_GREY.len() + 3 + page.len());
    if text.is_empty() { page } else { format!("&L{SMALL_GREY}{}{page}", apart(&text)) }
}

/// A digit right after the size would be read as part of it.
fn apart(text: &str) -> String {
    if text.starts_with(|c: char| c.is_ascii_digit()) { format!(" {text}") } else { text.to_owned() }
}

/// `RRGGBB`, with or without a leading `#`.
fn rgb(colour: &str) -> Option<Color> {
    let digits = colour.trim_start_matches('#');
    (digits.len() == 6).then_some(())?;
    u32::from_str_radix(digits, 16).ok().map(Color::RGB)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_the_page_cannot_become_codes() {
        let sheet = Sheet { header: "2027 & après".to_owned(), draft: true, ..Sheet::default() };
        let header = page_header(&sheet);
        assert_eq!(
            header,
            "&L&K6B7684&\"Arial,Regular\"&8 2027 && après&C&KA61B1B&\"Arial,Bold\"&14BROUILLON"
        );
        assert!(page_footer(&sheet).ends_with("Page &P / &N"));
    }

    #[test]
    fn long_texts_of_the_page_are_cut() {
        let sheet = Sheet { header: "é".repeat(400), draft: true, ..Sheet::default() };
        assert!(page_header(&sheet).chars().count() <= 255);
    }
}
