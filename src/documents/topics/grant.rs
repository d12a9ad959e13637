//! What is asked from this fund.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{FigureView, figure, figures};
use crate::figures::plan::GrantPlan;
use crate::figures::{FigureKey, Ledger};

/// The grant.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GrantView {
    /// Amount asked.
    pub requested: Option<FigureView>,
    /// Rate asked.
    pub requested_rate: Option<FigureView>,
    /// Amount asked in `projet.toml`.
    pub requested_amount: Option<FigureView>,
    /// True when an amount is asked and no rate: the rate shown is then what the amount makes of the base.
    pub by_amount: bool,
    /// Eligible base × rate.
    pub computed: Option<FigureView>,
    /// Amount asked ÷ eligible base.
    pub displayed_rate: Option<FigureView>,
    /// By year.
    pub by_year: Vec<FigureView>,
}

/// Fill the grant.
pub(super) fn grant(ledger: &Ledger, grant: &GrantPlan) -> GrantView {
    let one = |key: FigureKey| figure(ledger, key);
    GrantView {
        requested: grant.requested.map(one),
        requested_rate: grant.requested_rate.map(one),
        requested_amount: grant.requested_amount.map(one),
        by_amount: grant.is_by_amount(),
        computed: grant.computed.map(one),
        displayed_rate: grant.displayed_rate.map(one),
        by_year: figures(ledger, &grant.by_year),
    }
}
