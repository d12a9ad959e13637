//! Indirect costs by flat rate (CPR art. 54 and 56).

use super::PlanInputs;
use super::categories::DirectCosts;
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::fund::FlatRateBase;
use crate::model::{Place, Rate};

/// Indirect costs.
#[derive(Debug, Clone)]
pub struct IndirectPlan {
    /// Index into the fund's flat rates.
    pub flat_rate: usize,
    /// The rate asked for.
    pub rate: FigureKey,
    /// The base it applies to.
    pub base: FigureKey,
    /// The amount: base × rate, on the category's total.
    pub amount: FigureKey,
    /// By year: pro rata of the base, the last year takes the remainder.
    pub by_year: Vec<FigureKey>,
}

/// Enter the flat rate the project asks for; `None` when it asks for none or for one the fund does not know
/// (a check then says so).
pub fn enter(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    direct: &DirectCosts,
    years: &[i32],
) -> Result<Option<IndirectPlan>, LedgerError> {
    let Some(choice) = &inputs.project.indirect_costs else { return Ok(None) };
    let Some(position) = inputs.fund.flat_rates.iter().position(|flat| flat.id == choice.rule) else {
        return Ok(None);
    };
    let flat = &inputs.fund.flat_rates[position];
    let value = Rate::parse_percent(&choice.rate).map_or(Value::Missing, Value::Rate);
    let rate = ledger.given(
        "couts_indirects.taux",
        format!("Taux forfaitaire demandé ({})", flat.label),
        Unit::Rate,
        value,
        Origin::Input(Place::field("projet.toml", "couts_indirects.taux")),
    )?;
    let (base, base_by_year) = match flat.base {
        FlatRateBase::Personnel => (direct.staff_total, direct.staff_by_year.as_ref()),
        FlatRateBase::Directs => (direct.total, Some(&direct.by_year)),
    };
    let amount = ledger.computed(
        "couts_indirects.montant",
        "Coûts indirects (forfait)",
        Unit::Euro,
        Expression::Product { amount: base, rate },
        Some(&flat.source),
    )?;
    let mut by_year = Vec::with_capacity(years.len());
    for (index, year) in years.iter().enumerate() {
        let expression = match base_by_year {
            _ if index + 1 == years.len() => Expression::Remainder { whole: amount, parts: by_year.clone() },
            Some(yearly) => Expression::ProRata { amount, factor: yearly[index], divisor: base },
            None => Expression::Sum(Vec::new()),
        };
        let id = format!("couts_indirects.{year}");
        by_year.push(ledger.computed(id, format!("Coûts indirects {year}"), Unit::Euro, expression, None)?);
    }
    Ok(Some(IndirectPlan { flat_rate: position, rate, base, amount, by_year }))
}
