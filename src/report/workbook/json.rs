//! What is told of workbooks that belong to no project, as one JSON document. [`Document`] is its form.

use std::io::{self, Write};

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

use crate::findings::limits::{ANSWERS_BYTES, FINDINGS_BYTES};
use crate::findings::serial::{AnswerForm, FindingForm};
use crate::findings::{Severity, Sureness};
use crate::model::Place;
use crate::model::cell_name;
use crate::pack::told::answers;
use crate::prepare::Audited;
use crate::report::account::Account;
use crate::report::failure::ErrorForm;
use crate::report::json::{ToolForm, findings};
use crate::report::visible::write_shallow;

/// Version of the document's form.
const FORMAT: u32 = 1;

/// Levels that are laid out.
const DEEPEST: usize = 6;

/// Cells listed one by one, at most.
const CELLS: usize = 20_000;

/// The document of `audit --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document {
    /// Version of this form.
    pub format: u32,
    /// The program.
    #[serde(rename = "outil")]
    pub tool: ToolForm,
    /// The workbooks, in the order they were asked for.
    #[serde(rename = "classeurs")]
    pub workbooks: Vec<WorkbookForm>,
}

/// A workbook, or why it could not be read.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum WorkbookForm {
    /// A workbook that was read.
    Read(Box<ReadForm>),
    /// A workbook that was not.
    Failed {
        /// Its path, as asked for.
        #[serde(rename = "classeur")]
        path: String,
        /// Why.
        #[serde(rename = "erreur")]
        error: ErrorForm,
    },
}

/// What is told of a workbook.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReadForm {
    /// Its path, as asked for.
    #[serde(rename = "classeur")]
    pub path: String,
    /// Name of its file.
    #[serde(rename = "nom")]
    pub name: String,
    /// How many sheets it has.
    #[serde(rename = "feuilles")]
    pub sheets: usize,
    /// How many formulas it has.
    #[serde(rename = "formules")]
    pub formulas: usize,
    /// How many of them could be recomputed.
    #[serde(rename = "formules_recalculees")]
    pub recomputed: usize,
    /// What does not hold, causes first, the most important first.
    #[serde(rename = "constats")]
    pub findings: Vec<FindingForm>,
    /// How many findings there are in all.
    #[serde(rename = "nombre_de_constats")]
    pub finding_count: usize,
    /// Every cell that a finding is on, those that findings fold together too, in the order of the checks.
    #[serde(rename = "cellules")]
    pub cells: Vec<CellForm>,
    /// Every check's answer.
    #[serde(rename = "controles")]
    pub checks: Vec<AnswerForm>,
}

/// A cell that a finding is on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CellForm {
    /// Name of its sheet.
    #[serde(rename = "feuille")]
    pub sheet: String,
    /// Its name, such as `F14`.
    #[serde(rename = "cellule")]
    pub cell: String,
    /// Code of the check.
    pub code: &'static str,
    /// How much it weighs.
    #[serde(rename = "gravite")]
    pub severity: Severity,
    /// How sure it is.
    #[serde(rename = "surete")]
    pub sureness: Option<Sureness>,
}

/// What is told of one workbook.
#[must_use]
pub fn workbook(audited: &Audited, path: &str) -> WorkbookForm {
    let (findings, finding_count) = findings(&Account::of_workbook(audited), FINDINGS_BYTES);
    WorkbookForm::Read(Box::new(ReadForm {
        path: path.to_owned(),
        name: audited.name.clone(),
        sheets: audited.recalculation.workbook().sheets.len(),
        formulas: audited.recalculation.len(),
        recomputed: audited.recalculation.recomputed(),
        findings,
        finding_count,
        cells: cells(audited),
        checks: answers(&audited.results, ANSWERS_BYTES),
    }))
}

fn cells(audited: &Audited) -> Vec<CellForm> {
    let mut cells = Vec::new();
    for result in &audited.results {
        let sureness = result.answers.findings.first().and_then(|finding| finding.sureness);
        let whole = result.answers.findings.iter().filter_map(|finding| finding.places.first());
        let beyond = result.answers.beyond.values().flat_map(|beyond| &beyond.places);
        for place in whole.chain(beyond) {
            if let Place::Cell { sheet, row, column } = place
                && cells.len() < CELLS
            {
                cells.push(CellForm {
                    sheet: sheet.to_string(),
                    cell: cell_name(*row, u32::from(*column)),
                    code: result.code(),
                    severity: result.severity,
                    sureness,
                });
            }
        }
    }
    cells
}

/// Write what is told of workbooks as one JSON document.
///
/// # Errors
/// When the output refuses.
pub fn write(out: &mut dyn Write, workbooks: Vec<WorkbookForm>) -> io::Result<()> {
    let tool = ToolForm { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
    write_shallow(out, &Document { format: FORMAT, tool, workbooks }, DEEPEST)
}

/// The form of the document as it is written, as a JSON Schema.
#[must_use]
pub fn schema() -> schemars::Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Document>()
}
