//! The payments that the applicant wishes, as typed: the authority decides.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{FigureView, figure};
use crate::figures::Ledger;
use crate::figures::plan::Plan;
use crate::model::french::french_date;
use crate::model::{Fund, Project};

/// A payment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PaymentView {
    /// What it is.
    pub label: String,
    /// When it is asked for.
    pub due: Option<String>,
    /// The day it is expected, in French.
    pub date: Option<String>,
    /// Its share of the grant.
    pub share: Option<String>,
    /// What that makes.
    pub amount: Option<FigureView>,
}

/// The cash at the end of a year.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct YearOfClaimsView {
    /// Civil year.
    pub year: String,
    /// The grant on what is spent.
    pub earned: FigureView,
    /// What is paid of it.
    pub paid: FigureView,
    /// What the applicant advances of it.
    pub advanced: FigureView,
}

/// Fill the cash of each year.
pub(in crate::documents) fn cash(ledger: &Ledger, plan: &Plan) -> Vec<YearOfClaimsView> {
    plan.claims
        .years
        .iter()
        .map(|of| YearOfClaimsView {
            year: of.year.to_string(),
            earned: figure(ledger, of.earned),
            paid: figure(ledger, of.paid),
            advanced: figure(ledger, of.advanced),
        })
        .collect()
}

/// Fill the payments asked from this fund.
pub(in crate::documents) fn payments(
    ledger: &Ledger,
    plan: &Plan,
    project: &Project,
    fund: &Fund,
) -> Vec<PaymentView> {
    let request = project.fund_requests.get(&fund.identity.id);
    let payments = request.into_iter().flat_map(|request| &request.payments);
    payments
        .enumerate()
        .map(|(index, payment)| PaymentView {
            date: payment.date.map(french_date),
            amount: plan.claims.amounts.get(index).copied().flatten().map(|key| figure(ledger, key)),
            label: payment.label.clone(),
            due: payment.due.clone(),
            share: payment.share.clone(),
        })
        .collect()
}
