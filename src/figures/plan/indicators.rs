//! The indicators of the workbook: what each is worth before the operation, and what it aims at. No figure is computed
//! from them; they are entered so that whoever reads one in a document is led to its cell.

use rust_decimal::Decimal;

use super::PlanInputs;
use crate::figures::{FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::Located;
use crate::model::budget::{Indicator, Maybe};

/// The figures of an indicator; `None` for what the workbook leaves blank.
#[derive(Debug, Clone, Copy, Default)]
pub struct IndicatorPlan {
    /// What it is worth before the operation.
    pub baseline: Option<FigureKey>,
    /// What it aims at.
    pub target: Option<FigureKey>,
}

/// Enter them, in the order of the workbook.
pub fn enter(ledger: &mut Ledger, inputs: PlanInputs<'_>) -> Result<Vec<IndicatorPlan>, LedgerError> {
    let mut plans = Vec::with_capacity(inputs.budget.indicators.len());
    for (index, indicator) in inputs.budget.indicators.iter().enumerate() {
        let (id, name) = (format!("indicateur.{:02}", index + 1), name(indicator, inputs));
        let mut given = |end: &str, what: &str, cell: &Maybe<Decimal>| -> Result<_, LedgerError> {
            let Some(Located { value, place }) = cell else { return Ok(None) };
            let (id, label) = (format!("{id}.{end}"), format!("{name} – {what}"));
            let origin = Origin::Input(place.clone());
            ledger.given(id, label, Unit::Number, Value::Number(*value), origin).map(Some)
        };
        plans.push(IndicatorPlan {
            baseline: given("depart", "valeur de départ", &indicator.baseline)?,
            target: given("cible", "cible", &indicator.target)?,
        });
    }
    Ok(plans)
}

/// « RCO04 Entreprises bénéficiant d’un soutien non financier », by the programme's own label where there is one.
fn name(indicator: &Indicator, inputs: PlanInputs<'_>) -> String {
    let code = indicator.code.as_ref().map_or("", |cell| cell.value.trim());
    let known = inputs.fund.indicators.iter().find(|known| known.code.eq_ignore_ascii_case(code));
    let label = match known {
        Some(known) => known.label.as_str(),
        None => indicator.label.as_ref().map_or("", |cell| cell.value.trim()),
    };
    let name = [code, label].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if name.is_empty() { "Indicateur".to_owned() } else { name }
}
