//! What is asked from the fund of the pack: requested, computed, by year.

use std::collections::BTreeMap;

use super::PlanInputs;
use super::categories::sum;
use super::resources::Resources;
use super::totals::Costs;
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::{Place, Rate};

/// The grant asked from a fund.
#[derive(Debug, Clone)]
pub struct GrantPlan {
    /// The amount asked: the resources marked for this fund. `None` when no resource is.
    pub requested: Option<FigureKey>,
    /// The rate asked for in `projet.toml`.
    pub requested_rate: Option<FigureKey>,
    /// Eligible base × rate asked for.
    pub computed: Option<FigureKey>,
    /// The computed grant within the ceilings that are known.
    pub capped: Option<FigureKey>,
    /// Amount asked ÷ eligible base, displayed half-up to two decimals.
    pub displayed_rate: Option<FigureKey>,
    /// By year: pro rata of the cost, the last year takes the remainder.
    pub by_year: Vec<FigureKey>,
}

/// Enter the grant.
pub fn enter(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    costs: &Costs,
    resources: &Resources,
    parameters: &BTreeMap<String, FigureKey>,
    years: &[i32],
) -> Result<GrantPlan, LedgerError> {
    let fund = inputs.fund.identity.id.as_str();
    let asked: Vec<FigureKey> = resources
        .lines
        .iter()
        .filter(|line| line.fund.as_deref() == Some(fund))
        .map(|line| line.amount)
        .collect();
    let requested = if asked.is_empty() {
        None
    } else {
        Some(sum(
            ledger,
            "aide.demandee".into(),
            format!("Aide demandée – {}", inputs.fund.identity.short_title),
            asked,
        )?)
    };
    let requested_rate = inputs
        .project
        .fund_requests
        .get(fund)
        .and_then(|request| request.requested_rate.as_deref())
        .map(|text| {
            ledger.given(
                "aide.taux_demande",
                "Taux d’aide demandé",
                Unit::Rate,
                Rate::parse_percent(text).map_or(Value::Missing, Value::Rate),
                Origin::Input(Place::field("projet.toml", format!("fonds.{fund}.taux_demande"))),
            )
        })
        .transpose()?;
    let computed = requested_rate
        .map(|rate| {
            let expression = Expression::Product { amount: costs.eligible_base, rate };
            ledger.computed(
                "aide.calculee",
                "Aide calculée : assiette éligible × taux demandé",
                Unit::Euro,
                expression,
                None,
            )
        })
        .transpose()?;
    let ceiling = parameters.get("plafond").copied().filter(|key| !ledger.value(*key).is_missing());
    let capped = match (computed, ceiling) {
        (Some(computed), Some(ceiling)) => Some(ledger.computed(
            "aide.plafonnee",
            "Aide calculée, dans la limite du plafond du fonds",
            Unit::Euro,
            Expression::Minimum(vec![computed, ceiling]),
            None,
        )?),
        _ => None,
    };
    let displayed_rate = requested
        .map(|part| {
            let expression = Expression::Ratio { part, whole: costs.eligible_base };
            ledger.computed(
                "aide.taux_affiche",
                "Aide demandée ÷ assiette éligible",
                Unit::Rate,
                expression,
                None,
            )
        })
        .transpose()?;
    let mut by_year = Vec::new();
    if let Some(amount) = requested {
        for (index, year) in years.iter().enumerate() {
            let expression = if index + 1 == years.len() {
                Expression::Remainder { whole: amount, parts: by_year.clone() }
            } else {
                Expression::ProRata { amount, factor: costs.year_totals[index], divisor: costs.total_cost }
            };
            by_year.push(ledger.computed(
                format!("aide.{year}"),
                format!("Aide demandée {year}"),
                Unit::Euro,
                expression,
                None,
            )?);
        }
    }
    Ok(GrantPlan { requested, requested_rate, computed, capped, displayed_rate, by_year })
}
