//! Tells the lines of a table from its totals, titles, notes and end.

use std::sync::Arc;

use super::adds_up::{Likeness, Running, says_a_line, sums_above};
use super::guess::Guess;
use super::header::{Header, Sides, spanned};
use super::headers::headers_in;
use super::nested;
use super::normal::plain;
use super::role::{ColumnRole, TableKind, is_summed};
use super::row::RowReader;
use super::total::{
    TotalLabel, is_control, is_sum_formula, is_vague, loose_total_label, sums_below, total_label,
};
use super::wide::{bare_year, dated, year_in};
use super::written_total;
use crate::model::SheetName;
use crate::source::amount::parse_number;
use crate::source::workbook::sheet::{Cell, CellValue, Sheet, cell_in};

/// The rows of a table that count.
#[derive(Debug, Clone)]
pub(super) struct TableRows {
    pub(super) rows: Vec<TableRow>,
    /// Rows that hold something and are neither lines, totals nor titles: their index among the filled rows.
    pub(super) skipped: Vec<usize>,
    /// Typed rows that add up what stands above them, and how sure they are to be totals.
    pub(super) alike: Vec<(usize, Likeness)>,
    /// The VAT and the total with it, below the total of a column without VAT: their index, and whether they hold.
    pub(super) footers: Vec<(usize, bool)>,
    /// Index of the first filled row that is not the table's any more.
    pub(super) end: usize,
}

/// A row that counts.
#[derive(Debug, Clone)]
pub(super) struct TableRow {
    /// Index among the filled rows of the sheet.
    pub(super) index: usize,
    pub(super) class: RowClass,
}

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowClass {
    Line {
        after_total: bool,
    },
    Subtotal {
        label: String,
        is_named: bool,
    },
    GrandTotal {
        label: String,
    },
    /// A title that stands for the lines below it.
    Title {
        column: u32,
    },
    /// A total written above the lines it adds up; a title too, unless it is the whole table's.
    HeadTotal {
        label: String,
        column: u32,
        is_grand: bool,
    },
}

/// Longest text that may be the title of a section, in bytes.
const TITLE_BYTES: usize = 120;

/// Walks the filled rows from `start` to the end of the table.
pub(super) fn rows_of(
    file: &Arc<str>,
    sheet: &Sheet,
    header: &Header,
    start: usize,
    first_year: Option<i32>,
) -> TableRows {
    let mut guesses: Vec<(usize, Guess)> = Vec::new();
    let mut skipped = Vec::new();
    let mut total_seen = false;
    let mut last_row = header.row;
    let mut index = start;
    let names = SheetName::new(file, &sheet.name);
    let mut running = Running::default();
    let mut alike: Vec<(usize, Likeness)> = Vec::new();
    let mut footers = Vec::new();
    while let Some((row, all_cells)) = sheet.filled_row(index) {
        let cells = spanned(all_cells, header);
        if cells.iter().all(Cell::is_blank) {
            index += 1;
            continue;
        }
        let gap = row.saturating_sub(last_row).saturating_sub(1);
        if total_seen && gap >= 2 {
            break;
        }
        // What a pivot table shows is no part of a table that is not one.
        let is_pivot = |row| sheet.is_pivot(row, header.first_column);
        if is_pivot(row) && !is_pivot(header.row) {
            break;
        }
        if may_be_header(sheet, cells) {
            let headers = headers_in(sheet, row, all_cells, first_year);
            let repeated = headers.iter().any(|one| one.is_repeated_by(header));
            if repeated {
                guesses.push((index, Guess::Headers));
                last_row = row;
                index += 1;
                continue;
            }
            if !headers.is_empty() {
                break;
            }
        }
        let reader = RowReader::new(&names, sheet, header, row, cells);
        if let Some(holds) = written_total::footer(&reader, &running, !footers.is_empty()) {
            footers.push((index, holds));
            last_row = row;
            index += 1;
            continue;
        }
        let mut guess = guess(&reader, total_seen);
        if guess == Guess::Line {
            let likeness = running.likeness(&reader);
            // What a line follows in its block was no total.
            alike.retain(|(_, likeness)| *likeness == Likeness::Sure);
            alike.extend(likeness.map(|likeness| (index, likeness)));
            if likeness == Some(Likeness::Sure) {
                guess = Guess::Total(TotalLabel::NamedTotal, named(&reader));
            } else {
                running.line(&reader);
            }
        }
        if let Guess::Total(_, label) = &guess {
            // Typed, and named by nothing that only a total is: whoever typed it should say what it is.
            let is_typed = cells.iter().all(|cell| cell.formula.is_none());
            if is_typed
                && !label.is_empty()
                && is_vague(label)
                && alike.last().is_none_or(|(last, _)| *last != index)
            {
                alike.push((index, Likeness::Sure));
            }
            running.total(&reader);
        }
        total_seen |= matches!(guess, Guess::Total(TotalLabel::GrandTotal, _));
        match guess {
            Guess::Skip => skipped.push(index),
            guess => guesses.push((index, guess)),
        }
        last_row = row;
        index += 1;
    }
    // A text with no line below it is a note, not a title.
    while let Some((index, _)) =
        guesses.pop_if(|(_, guess)| matches!(guess, Guess::Title(_) | Guess::Headers))
    {
        skipped.push(index);
    }
    skipped.sort_unstable();
    written_total::lines_among(sheet, header, &mut guesses);
    nested::settle(sheet, header, &mut guesses, &mut footers);
    TableRows { rows: settle(guesses), skipped, alike, footers, end: index }
}

/// The first text of a row.
fn named(reader: &RowReader<'_>) -> String {
    reader.cells.iter().find_map(Cell::text).unwrap_or_default().to_owned()
}

/// Texts only, or texts and years: anything else is no row of headers.
fn may_be_header(sheet: &Sheet, cells: &[Cell]) -> bool {
    let mut texts = 0;
    for cell in cells {
        match &cell.value {
            CellValue::Text(text) if sheet.is_untyped && parse_number(text).is_ok() => {
                if dated(text).year.is_none() {
                    return false;
                }
            }
            CellValue::Text(_) => texts += 1,
            CellValue::Empty if cell.formula.is_none() => {}
            _ if year_in(cell).is_some() => {}
            _ => return false,
        }
    }
    texts >= 2
}

fn guess(reader: &RowReader<'_>, after_total: bool) -> Guess {
    use ColumnRole as R;
    let filled = |role| reader.own(role).is_some_and(|(_, cell)| !is_empty_result(cell));
    if let Some(head) = head_total(reader) {
        return head;
    }
    if let Some((label, column, text)) = total_in(reader) {
        let other_content =
            [R::Supplier, R::Quantity, R::UnitPrice, R::Document, R::Status, R::Date, R::Mission]
                .into_iter()
                .any(|role| {
                    reader
                        .own(role)
                        .is_some_and(|(found, cell)| found.column != column && !is_empty_result(cell))
                });
        let year = label != TotalLabel::Subtotal && filled(R::Year);
        if label == TotalLabel::Subtotal || !(other_content || year) {
            return Guess::Total(label, text);
        }
    } else if sums_above(reader) && reader.cells.iter().any(|cell| cell.text().is_some()) {
        return Guess::Total(TotalLabel::NamedTotal, named(reader));
    } else if let Some((label, text)) = loosely_named(reader) {
        return Guess::Total(label, text);
    }
    let header = reader.header;
    let amounts = || {
        header
            .all_columns()
            .filter(|column| is_amount_like(header.kind, column.role))
            .filter_map(|column| cell_in(reader.cells, column.column))
    };
    // The other side of the plan may have its own column of amounts.
    let paid = match &header.sides {
        Sides::Columns(column) => cell_in(reader.cells, column.column),
        Sides::Titles | Sides::Names => None,
    };
    let has_amount = amounts().chain(paid).any(|cell| !cell.is_blank() && !is_empty_result(cell));
    let has_text = reader.cells.iter().any(|cell| cell.text().is_some());
    if has_amount && !has_text && !filled(R::Year) {
        let sums = amounts().all(|cell| {
            cell.formula.as_ref().is_some_and(|formula| is_sum_formula(formula)) || is_empty_result(cell)
        });
        if sums {
            return Guess::Total(TotalLabel::NamedTotal, String::new());
        }
        // Blank rows of a template whose formulas already give zero.
        if amounts().all(is_zero_result) {
            return Guess::Skip;
        }
    }
    if let Some(column) = title_in(reader) {
        return Guess::Title(column);
    }
    if after_total {
        if is_control_row(reader.cells) && !says_a_line(reader) {
            return Guess::Skip;
        }
        let labelled = [R::Label, R::Category, R::CoFinancer, R::Code, R::Mission].into_iter().any(filled);
        return if has_amount && labelled { Guess::Line } else { Guess::Skip };
    }
    let described =
        header.columns.iter().filter(|column| column.role != R::Number && filled(column.role)).count();
    if has_amount || described >= 2 { Guess::Line } else { Guess::Skip }
}

/// The only cell of a row, when it is a short text.
fn title_in(reader: &RowReader<'_>) -> Option<u32> {
    let mut filled = reader.cells.iter().filter(|cell| !cell.is_blank());
    let only = filled.next().filter(|_| filled.next().is_none())?;
    let text = only.text().filter(|text| text.len() <= TITLE_BYTES)?;
    // Right of the categories, a label alone is an expense without its amounts, or a note.
    let at = |role| reader.header.column(role).map(|column| column.column);
    let beside = at(ColumnRole::Category).zip(at(ColumnRole::Label)).is_some_and(|(category, label)| {
        category < label
            && only.column == label
            && reader
                .sheet
                .merged_range(reader.row, only.column)
                .is_none_or(|range| range.first_column == range.last_column)
    });
    if beside {
        return None;
    }
    // In a file of texts only, an amount alone is no title, but a year may be.
    (!reader.sheet.is_number(only) || bare_year(text).is_some()).then_some(only.column)
}

/// A label alone with sums of the rows below it: read as a line, it would count them twice.
fn head_total(reader: &RowReader<'_>) -> Option<Guess> {
    let mut label: Option<&Cell> = None;
    let mut sums = 0_usize;
    for cell in reader.cells.iter().filter(|cell| !cell.is_blank()) {
        match &cell.formula {
            Some(formula) if is_sum_formula(formula) && sums_below(formula, reader.row) => sums += 1,
            Some(_) => return None,
            None if label.is_none() => label = Some(cell),
            None => return None,
        }
    }
    let label = label.filter(|_| sums > 0)?;
    let text = label.text()?;
    let is_grand = total_label(text) == Some(TotalLabel::GrandTotal);
    Some(Guess::HeadTotal { label: text.to_owned(), column: label.column, is_grand })
}

/// The first text of the row that names a total, outside the columns that are added up.
fn total_in(reader: &RowReader<'_>) -> Option<(TotalLabel, u32, String)> {
    let header = reader.header;
    reader.cells.iter().find_map(|cell| {
        let text = cell.text()?;
        let label = total_label(text)?;
        let added = header.all_columns().any(|column| column.column == cell.column && is_summed(column.role));
        if added {
            return None;
        }
        Some((label, cell.column, text.to_owned()))
    })
}

/// A row of the officer's own controls: what it shows is told as such.
pub(super) fn is_control_row(cells: &[Cell]) -> bool {
    let mut values = cells.iter().filter(|cell| !cell.is_blank() && cell.text().is_none());
    let is_computed = values.all(|cell| cell.formula.is_some());
    cells.iter().find_map(Cell::text).is_some_and(|text| is_control(text, is_computed))
}

/// A row that only its words name a total, in words that may be something else's: it holds nothing of a line, and no
/// amount that a line would compute.
fn loosely_named(reader: &RowReader<'_>) -> Option<(TotalLabel, String)> {
    let mut texts = reader.cells.iter().filter_map(Cell::text);
    let text = texts.next()?;
    let label = loose_total_label(text).filter(|_| texts.next().is_none())?;
    (!says_a_line(reader)).then(|| (label, text.to_owned()))
}

fn is_amount_like(kind: TableKind, role: ColumnRole) -> bool {
    use ColumnRole as R;
    match kind {
        TableKind::Expenses => matches!(role, R::AmountExclVat | R::AmountInclVat | R::Vat),
        TableKind::Staff => matches!(role, R::AnnualCost | R::Hours | R::StatedCost),
        TableKind::Resources => matches!(role, R::Amount),
        TableKind::Indicators => matches!(role, R::Target | R::Baseline),
    }
}

/// A formula whose result shows nothing.
fn is_empty_result(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Text(text) => text.trim().is_empty(),
        CellValue::Empty => cell.formula.is_none(),
        _ => false,
    }
}

fn is_zero_result(cell: &Cell) -> bool {
    is_empty_result(cell)
        || (cell.formula.is_some() && matches!(cell.value, CellValue::Number(number) if number.abs() < 1e-9))
}

/// Decides, with the whole table in view, which totals are grand ones.
fn settle(guesses: Vec<(usize, Guess)>) -> Vec<TableRow> {
    let is_line = |guess: &(usize, Guess)| guess.1 == Guess::Line;
    let is_grand = |guess: &(usize, Guess)| matches!(guess.1, Guess::Total(TotalLabel::GrandTotal, _));
    let is_total = |guess: &(usize, Guess)| matches!(guess.1, Guess::Total(..));
    let mut last_grand = guesses.iter().rposition(is_grand);
    if last_grand.is_none() {
        // A single total at the foot of the table is the grand one, whatever it is called.
        let only = guesses.iter().filter(|guess| is_total(guess)).count() == 1;
        last_grand = guesses.len().checked_sub(1).filter(|last| {
            only && matches!(guesses.get(*last), Some((_, Guess::Total(TotalLabel::NamedTotal, _))))
        });
    }
    // Two tables one below the other, each with its own `Total`: the last one is no more the total of all than the first.
    let is_parted = last_grand.is_some_and(|last| {
        let Some((_, Guess::Total(_, label))) = guesses.get(last) else { return false };
        let label = plain(label);
        let elder = guesses
            .iter()
            .take(last)
            .rposition(|(_, guess)| matches!(guess, Guess::Total(_, elder) if plain(elder) == label));
        elder.is_some_and(|elder| {
            let between = || guesses.iter().take(last).skip(elder);
            between().any(|(_, guess)| matches!(guess, Guess::Title(_) | Guess::Headers))
                && between().any(is_line)
        })
    });
    if is_parted {
        last_grand = None;
    }
    // A `Total` with further lines and another total below is the subtotal of a section.
    let first_grand =
        last_grand.map(|last| guesses.iter().take(last).rposition(is_line).map_or(0, |line| line + 1));
    // The last section's `Total` stands right above the `Total général`: its elder namesakes tell what it is.
    let section_labels: Vec<String> = guesses
        .iter()
        .take(first_grand.unwrap_or(0))
        .filter_map(|guess| match &guess.1 {
            Guess::Total(TotalLabel::GrandTotal, label) => Some(plain(label)),
            _ => None,
        })
        .collect();
    guesses
        .into_iter()
        .enumerate()
        .filter(|(_, (_, guess))| *guess != Guess::Headers)
        .map(|(position, (index, guess))| {
            let class = match guess {
                Guess::Title(column) => RowClass::Title { column },
                Guess::HeadTotal { label, column, is_grand } => {
                    RowClass::HeadTotal { label, column, is_grand }
                }
                Guess::Line | Guess::Skip | Guess::Headers => {
                    RowClass::Line { after_total: last_grand.is_some_and(|last| position > last) }
                }
                Guess::Total(kind, label) => {
                    let of_section = Some(position) != last_grand && section_labels.contains(&plain(&label));
                    let grand =
                        (kind == TotalLabel::GrandTotal && !of_section) || Some(position) == last_grand;
                    if grand && first_grand.is_some_and(|first| position >= first) {
                        RowClass::GrandTotal { label }
                    } else {
                        RowClass::Subtotal { label, is_named: kind != TotalLabel::Subtotal }
                    }
                }
            };
            TableRow { index, class }
        })
        .collect()
}
