//! The indicators: baseline, target, and the action that moves each.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{FigureView, figure, text};
use crate::figures::FigureKey;
use crate::figures::plan::Computation;
use crate::model::Fund;
use crate::prepare::Prepared;

/// An indicator.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IndicatorView {
    /// Code.
    pub code: String,
    /// Label.
    pub label: String,
    /// Unit.
    pub unit: String,
    /// Baseline.
    pub baseline: Option<FigureView>,
    /// Target.
    pub target: Option<FigureView>,
    /// Action that moves it.
    pub action: Option<String>,
    /// Source of the data.
    pub source: Option<String>,
}

/// Fill the indicators, in the order of the workbook. One of the programme bears the programme's own label.
pub(in crate::documents) fn indicators(
    prepared: &Prepared,
    computed: &Computation,
    fund: &Fund,
) -> Vec<IndicatorView> {
    let links = &prepared.folder.project.indicators;
    let shown = |key: Option<FigureKey>| key.map(|key| figure(&computed.ledger, key));
    prepared
        .reading
        .budget
        .indicators
        .iter()
        .zip(&computed.plan.indicators)
        .map(|(indicator, plan)| {
            let code = text(&indicator.code);
            let link = links.iter().find(|link| link.code == code);
            let known = fund.indicators.iter().find(|known| known.code.eq_ignore_ascii_case(code.trim()));
            IndicatorView {
                label: known.map_or_else(|| text(&indicator.label), |known| known.label.clone()),
                unit: text(&indicator.unit),
                baseline: shown(plan.baseline),
                target: shown(plan.target),
                action: link.and_then(|link| link.action.clone()),
                source: indicator.source.as_ref().map(|cell| cell.value.to_string()),
                code,
            }
        })
        .collect()
}
