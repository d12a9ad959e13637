//! The project: its names, its summary and the files it is read from.

use schemars::JsonSchema;
use serde::Serialize;

use crate::prepare::{Prepared, PreparedPack};

/// The project.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProjectView {
    /// Title.
    pub title: String,
    /// Short name.
    pub acronym: Option<String>,
    /// Summary.
    pub summary: Option<String>,
    /// Name of its folder.
    pub folder: String,
    /// Budget workbook's name.
    pub budget_file: String,
    /// Digest of the sources, the pieces, the rules and the day.
    pub fingerprint: String,
}

/// Fill the project.
pub(in crate::documents) fn project(prepared: &Prepared, pack: &PreparedPack) -> ProjectView {
    let identity = &prepared.folder.project.identity;
    ProjectView {
        title: identity.title.clone(),
        acronym: identity.acronym.clone(),
        summary: identity.summary.clone(),
        folder: prepared.folder.name.clone(),
        budget_file: prepared.folder.budget.name.clone(),
        fingerprint: pack.fingerprint.clone(),
    }
}
