//! What the applicant commits to.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::mark;
use crate::model::{Fund, Project};

/// A commitment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CommitmentView {
    /// What is committed to.
    pub label: String,
    /// `on`, `off` or `na`.
    pub answer: String,
    /// Article.
    pub source: String,
}

/// Fill the commitments, in the order of the definition.
pub(in crate::documents) fn commitments(project: &Project, fund: &Fund) -> Vec<CommitmentView> {
    fund.commitments
        .iter()
        .map(|commitment| CommitmentView {
            label: commitment.label.clone(),
            answer: mark(commitment.field.answer(&project.commitments)),
            source: commitment.source.clone(),
        })
        .collect()
}
