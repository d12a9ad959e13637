//! All that needs no work: what the checks compared, what the applicant declares, what does not bear, in one annex.

use schemars::JsonSchema;
use serde::Serialize;

use super::statements::statement;
use super::values::control;
use crate::checks::CheckResult;
use crate::findings::Answer;
use crate::findings::limits::{REPORT_ANNEX, cut};
use crate::model::french::counted;
use crate::model::text::capitalised;

/// The checks of one answer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnsweredView {
    /// The answer, and how many gave it.
    pub title: String,
    /// The checks.
    pub rows: Vec<AnsweredRowView>,
}

/// A check.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnsweredRowView {
    /// Code.
    pub code: String,
    /// What it looks at.
    pub title: String,
    /// What it compared, or was told.
    pub statement: String,
}

/// Fill the annex, the answer that claims least last.
pub(super) fn answered(results: &[CheckResult]) -> Vec<AnsweredView> {
    [
        (Answer::Compliant, "conforme", "conformes"),
        (Answer::Declared, "déclaré par le demandeur", "déclarés par le demandeur"),
        (Answer::NotApplicable, "sans objet", "sans objet"),
    ]
    .into_iter()
    .filter_map(|(answer, one, several)| {
        let rows: Vec<AnsweredRowView> =
            results.iter().filter(|result| result.answer == answer).map(row).collect();
        let title = capitalised(&counted(rows.len(), one, several));
        (!rows.is_empty()).then_some(AnsweredView { title, rows })
    })
    .collect()
}

fn row(result: &CheckResult) -> AnsweredRowView {
    AnsweredRowView {
        code: control(result.code()),
        title: result.heading.title.to_owned(),
        statement: capitalised(&cut(&statement(result), REPORT_ANNEX)),
    }
}
