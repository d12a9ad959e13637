//! The payments that the applicant wishes, as typed: the authority decides.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Fund, Project};

/// A payment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PaymentView {
    /// What it is.
    pub label: String,
    /// When it is asked for.
    pub due: Option<String>,
    /// Its share of the grant.
    pub share: Option<String>,
}

/// Fill the payments asked from this fund.
pub(in crate::documents) fn payments(project: &Project, fund: &Fund) -> Vec<PaymentView> {
    let request = project.fund_requests.get(&fund.identity.id);
    let payments = request.into_iter().flat_map(|request| &request.payments);
    payments
        .map(|payment| PaymentView {
            label: payment.label.clone(),
            due: payment.due.clone(),
            share: payment.share.clone(),
        })
        .collect()
}
