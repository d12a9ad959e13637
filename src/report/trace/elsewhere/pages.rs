//! Where the documents of a pack say an amount that no figure of theirs is.

use super::Sought;
use crate::pack::{ProducedFile, ShownAt};
use crate::prepare::PreparedPack;
use crate::report::trace::Trace;
use crate::source::attachment::{self, Opened};
use crate::source::workbook::read_workbook_with;
use crate::source::workbook::sheet::{Cell, CellValue};

/// Longest line of a page that is quoted, in characters.
const QUOTED: usize = 100;

/// What a document says of an amount, and where.
#[derive(Debug)]
pub struct Said {
    /// Name of the document in the pack's folder.
    pub file: String,
    /// Its pages or cells.
    pub at: Vec<ShownAt>,
    /// The line of the first page that says it, or the text of the first cell.
    pub line: String,
}

/// The documents of a pack that say an amount, in the order of the pack.
pub(super) fn documents(trace: &Trace<'_>, pack: &PreparedPack, sought: &Sought) -> Vec<Said> {
    let said = trace.files(pack).iter().filter_map(|file| {
        let found = if file.page_count.is_some() {
            pages(file, sought)
        } else if file.name.ends_with(".xlsx") {
            cells(trace, file, sought)
        } else {
            Vec::new()
        };
        let line = found.first()?.1.clone();
        Some(Said { file: file.name.clone(), at: found.into_iter().map(|(at, _)| at).collect(), line })
    });
    said.collect()
}

/// The pages of a PDF, each with the line that says the amount.
fn pages(file: &ProducedFile, sought: &Sought) -> Vec<(ShownAt, String)> {
    let Opened::Pages(pages) = attachment::open(&file.bytes) else { return Vec::new() };
    let numbered = pages.texts.iter().zip(1..);
    numbered
        .filter_map(|(text, page)| {
            let line = text.lines().find(|line| sought.is_in(line))?;
            Some((ShownAt::Page(page), quoted(line)))
        })
        .collect()
}

/// The cells of a workbook.
fn cells(trace: &Trace<'_>, file: &ProducedFile, sought: &Sought) -> Vec<(ShownAt, String)> {
    let Ok(workbook) = read_workbook_with(&trace.prepared.folder.reader, &file.name, &file.bytes) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for sheet in &workbook.sheets {
        let rows = sheet.rows_between(0, sheet.last_row().unwrap_or(0));
        for cell in rows.flatten().filter(|cell| holds(cell, sought)) {
            let at = ShownAt::Cell { sheet: sheet.name.clone(), row: cell.row, column: cell.column };
            found.push((at, quoted(&cell.shown())));
        }
    }
    found
}

/// True for a cell that is the amount, or whose text says it.
pub(super) fn holds(cell: &Cell, sought: &Sought) -> bool {
    match &cell.value {
        CellValue::Number(number) => sought.is_cell(*number),
        CellValue::Text(text) => sought.is_in(text),
        _ => false,
    }
}

fn quoted(line: &str) -> String {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    crate::findings::limits::cut(&line, QUOTED)
}
