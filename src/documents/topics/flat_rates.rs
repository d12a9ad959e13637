//! The costs that a flat rate gives: of which base, at which rate, by which article.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{FigureView, figure};
use crate::figures::Ledger;
use crate::figures::plan::FlatRatePlan;
use crate::model::Fund;

/// Costs by flat rate.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FlatRateView {
    /// Name of the flat rate.
    pub label: String,
    /// Rate.
    pub rate: FigureView,
    /// Base.
    pub base: FigureView,
    /// What the base is.
    pub base_label: String,
    /// Amount.
    pub amount: FigureView,
    /// Article.
    pub source: String,
}

/// Fill a flat rate of the plan.
pub(super) fn flat_rate(ledger: &Ledger, plan: &FlatRatePlan, fund: &Fund) -> FlatRateView {
    let flat = &fund.flat_rates[plan.flat_rate];
    FlatRateView {
        label: flat.label.clone(),
        rate: figure(ledger, plan.rate),
        base: figure(ledger, plan.base),
        base_label: flat.base.french().to_owned(),
        amount: figure(ledger, plan.amount),
        source: flat.source.clone(),
    }
}
