//! The indicators: baseline, target, and the action that moves each.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::values::text;
use crate::model::Fund;
use crate::model::french::french_number;
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
    pub baseline: Option<String>,
    /// Target.
    pub target: Option<String>,
    /// Action that moves it.
    pub action: Option<String>,
    /// Source of the data.
    pub source: Option<String>,
}

/// Fill the indicators, in the order of the workbook. One of the programme bears the programme's own label.
pub(in crate::documents) fn indicators(prepared: &Prepared, fund: &Fund) -> Vec<IndicatorView> {
    let links = &prepared.folder.project.indicators;
    prepared
        .reading
        .budget
        .indicators
        .iter()
        .map(|indicator| {
            let code = text(&indicator.code);
            let link = links.iter().find(|link| link.code == code);
            let number =
                |cell: &crate::model::Maybe<Decimal>| cell.as_ref().map(|cell| french_number(cell.value));
            let known = fund.indicators.iter().find(|known| known.code.eq_ignore_ascii_case(code.trim()));
            IndicatorView {
                label: known.map_or_else(|| text(&indicator.label), |known| known.label.clone()),
                unit: text(&indicator.unit),
                baseline: number(&indicator.baseline),
                target: number(&indicator.target),
                action: link.and_then(|link| link.action.clone()),
                source: indicator.source.as_ref().map(|cell| cell.value.to_string()),
                code,
            }
        })
        .collect()
}
