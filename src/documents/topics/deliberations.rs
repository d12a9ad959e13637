//! The deliberations that approve the operation and its plan.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Project;
use crate::model::french::french_date;

/// A deliberation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DeliberationView {
    /// Number.
    pub number: Option<String>,
    /// Date, in French.
    pub date: String,
    /// Title.
    pub title: String,
    /// « oui » or « non »: approves the operation.
    pub approves_operation: String,
    /// « oui » or « non »: approves the plan.
    pub approves_financing_plan: String,
    /// « oui » or « non »: authorises the signature.
    pub authorises_signature: String,
    /// Publication date, in French.
    pub published_on: Option<String>,
    /// Attachment.
    pub piece: Option<String>,
}

/// Fill the deliberations, in the order of the project.
pub(in crate::documents) fn deliberations(project: &Project) -> Vec<DeliberationView> {
    project
        .deliberations
        .iter()
        .map(|deliberation| DeliberationView {
            number: deliberation.number.clone(),
            date: french_date(deliberation.date),
            title: deliberation.title.clone(),
            approves_operation: said(deliberation.approves_operation),
            approves_financing_plan: said(deliberation.approves_financing_plan),
            authorises_signature: said(deliberation.authorises_signature),
            published_on: deliberation.published_on.map(french_date),
            piece: deliberation.piece.clone(),
        })
        .collect()
}

fn said(yes: bool) -> String {
    if yes { "oui" } else { "non" }.to_owned()
}
