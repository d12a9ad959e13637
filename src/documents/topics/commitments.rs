//! What the applicant commits to.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::fund::CommitmentField;
use crate::model::{Fund, Project};

/// A commitment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CommitmentView {
    /// What is committed to.
    pub label: String,
    /// True when the applicant takes it.
    pub taken: bool,
    /// The accounting code of the operation, for the commitment to separate accounts.
    pub code: Option<String>,
}

/// Fill the commitments, in the order of the definition.
pub(in crate::documents) fn commitments(project: &Project, fund: &Fund) -> Vec<CommitmentView> {
    fund.commitments
        .iter()
        .map(|commitment| CommitmentView {
            label: commitment.label.clone(),
            code: match commitment.field {
                CommitmentField::ComptabiliteSeparee => project.commitments.accounting_code.clone(),
                _ => None,
            },
            taken: commitment.field.answer(&project.commitments) == Some(true),
        })
        .collect()
}
