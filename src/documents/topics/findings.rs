//! What does not hold: each finding, with the cells around it.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::place;
use crate::audit::line;
use crate::findings::limits::{REPORT_SPREAD, REPORT_VALUE, cut, shortened};
use crate::findings::{Grid, Sentence, Told, named_from, short, spread};
use crate::model::text::capitalised;
use crate::prepare::{Prepared, PreparedPack};

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
    /// Letters of the columns.
    pub columns: Vec<String>,
    /// Rows, from top to bottom.
    pub rows: Vec<GridRowView>,
}

/// A row of neighbouring cells.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GridRowView {
    /// Number as the sheet shows it.
    pub number: u32,
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
        code: told.heading.code.to_owned(),
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
        grid: told.grid.as_ref().map(grid),
    }
}

fn grid(grid: &Grid) -> GridView {
    let rows = grid.rows.iter().enumerate();
    GridView {
        cell: grid.cell.clone(),
        columns: grid.columns.clone(),
        rows: rows
            .map(|(index, row)| GridRowView {
                number: row.number,
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
