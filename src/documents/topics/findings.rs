//! What does not hold: each finding, with the cells around it.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{control, place};
use crate::audit::line;
use crate::findings::limits::{
    REPORT_BRIEF_TEXT, REPORT_GRID_LABEL, REPORT_SPREAD, REPORT_VALUE, cut, shortened,
};
use crate::findings::{Grid, Sentence, Told, named_from, short, spread};
use crate::model::text::capitalised;
use crate::model::{Place, column_name};
use crate::prepare::{Prepared, PreparedPack};
use crate::source::table::{BudgetReading, TableReading};

/// A finding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FindingView {
    /// Code of the check.
    pub code: String,
    /// Severity.
    pub severity: String,
    /// Sentence.
    pub message: String,
    /// The place to change; absent when it is no single place.
    pub place: Option<String>,
    /// The line of the workbook that it stands in.
    pub line: Option<String>,
    /// Value found.
    pub found: Option<String>,
    /// Value expected.
    pub expected: Option<String>,
    /// How to mend it.
    pub mend: String,
    /// What follows from it, in one line.
    pub consequences: Option<String>,
    /// Where else the same fault stands.
    pub alike: Option<String>,
    /// The cells around it.
    pub grid: Option<GridView>,
}

/// Neighbouring cells, the culprit among them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GridView {
    /// The culprit's name, such as `F14`.
    pub cell: String,
    /// The columns.
    pub columns: Vec<GridColumnView>,
    /// Rows, from top to bottom.
    pub rows: Vec<GridRowView>,
}

/// A column of neighbouring cells.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GridColumnView {
    /// Its letter.
    pub letter: String,
    /// Its title in the workbook; empty when it has none.
    pub title: String,
}

/// A row of neighbouring cells.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GridRowView {
    /// Number as the sheet shows it.
    pub number: u32,
    /// What the line is about; empty when it is no line.
    pub label: String,
    /// What the cells show.
    pub cells: Vec<GridCellView>,
}

/// A neighbouring cell.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GridCellView {
    /// What it shows.
    pub text: String,
    /// True for the culprit.
    pub marked: bool,
}

/// Fill a finding.
pub(super) fn finding(prepared: &Prepared, pack: &PreparedPack, told: &Told) -> FindingView {
    let finding = &told.finding;
    let at = finding.places.first();
    let message = finding.message.french();
    let french = |sentence: &Sentence| shortened(&sentence.french());
    let value = |sentence: &Sentence| cut(&sentence.french(), REPORT_VALUE);
    FindingView {
        code: control(told.heading.code),
        severity: capitalised(told.severity.label()),
        place: at.map(place),
        line: at.and_then(|at| line::named(&prepared.reading, at, &message)),
        message: capitalised(&shortened(&message)),
        found: finding.found.as_ref().map(value),
        expected: finding.expected.as_ref().map(value),
        mend: finding.mend.as_ref().map_or_else(|| told.heading.mend.to_owned(), french),
        consequences: spread(told, &|one| one.packs.contains(&pack.rank).then(|| short(one)))
            .map(|text| cut(&text, REPORT_SPREAD)),
        alike: (told.alike.count > 0).then(|| named_from(&told.alike, at)),
        grid: at.zip(told.grid.as_ref()).map(|(at, around)| grid(&prepared.reading, at, around)),
    }
}

/// A finding for a line of its own: what does not hold, shortened, and where.
pub(super) fn in_brief(view: FindingView) -> FindingView {
    FindingView { message: cut(&view.message, REPORT_BRIEF_TEXT), grid: None, ..view }
}

fn grid(reading: &BudgetReading, at: &Place, grid: &Grid) -> GridView {
    let sheet = match at {
        Place::Cell { sheet, .. } => &**sheet,
        _ => "",
    };
    let rows = grid.rows.iter().enumerate();
    let titles = titles(reading, sheet, at);
    GridView {
        cell: grid.cell.clone(),
        columns: grid
            .columns
            .iter()
            .map(|letter| GridColumnView {
                letter: letter.clone(),
                title: titles
                    .iter()
                    .find(|(of, _)| of == letter)
                    .map(|(_, title)| title.clone())
                    .unwrap_or_default(),
            })
            .collect(),
        rows: rows
            .map(|(index, row)| GridRowView {
                number: row.number,
                label: line::label(reading, sheet, row.number)
                    .map(|label| cut(label, REPORT_GRID_LABEL))
                    .unwrap_or_default(),
                cells: (0..)
                    .zip(&row.cells)
                    .map(|(column, text)| GridCellView {
                        text: text.clone(),
                        marked: (index, column) == grid.marked,
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// The letters of the columns of the table that a cell stands in, each with its title as the workbook writes it.
fn titles(reading: &BudgetReading, sheet: &str, at: &Place) -> Vec<(String, String)> {
    let Place::Cell { row, .. } = at else { return Vec::new() };
    let holds =
        |table: &&TableReading| *table.sheet == *sheet && (table.header_row..=table.last_row).contains(row);
    let Some(table) = reading.tables.iter().find(holds) else { return Vec::new() };
    let columns = table.columns.iter().map(|(_, column, title)| (column, title));
    let years = table.year_columns.iter().map(|(_, _, column, title)| (column, title));
    columns
        .chain(years)
        .map(|(column, title)| (column_name(*column), cut(title, REPORT_GRID_LABEL)))
        .collect()
}
