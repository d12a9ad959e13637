//! What is asked from this fund.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{FigureView, figure, figures};
use crate::figures::plan::Plan;
use crate::figures::{FigureKey, Ledger};
use crate::rules::catalogue::YEARLY_CEILING;

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
    /// The most that it may be in a year; `None` where the fund has no such ceiling, or none that is known.
    pub yearly_ceiling: Option<FigureView>,
}

/// Fill the grant.
pub(super) fn grant(ledger: &Ledger, plan: &Plan) -> GrantView {
    let grant = &plan.grant;
    let ceiling = plan.parameters.get(YEARLY_CEILING.id).filter(|key| !ledger.value(**key).is_missing());
    let one = |key: FigureKey| figure(ledger, key);
    GrantView {
        requested: grant.requested.map(one),
        requested_rate: grant.requested_rate.map(one),
        requested_amount: grant.requested_amount.map(one),
        by_amount: grant.is_by_amount(),
        computed: grant.computed.map(one),
        displayed_rate: grant.displayed_rate.map(one),
        by_year: figures(ledger, &grant.by_year),
        yearly_ceiling: ceiling.map(|key| one(*key)),
    }
}
