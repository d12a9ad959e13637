//! What is asked from the fund of the pack: requested, computed, by year.

use std::collections::BTreeMap;

use super::PlanInputs;
use super::categories::sum;
use super::resources::Resources;
use super::totals::Costs;
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::{Place, Rate};
use crate::source::amount::parse_amount;

/// The grant asked from a fund.
#[derive(Debug, Clone)]
pub struct GrantPlan {
    /// The amount asked: the resources marked for this fund. `None` when no resource is.
    pub requested: Option<FigureKey>,
    /// The rate asked for in `projet.toml`.
    pub requested_rate: Option<FigureKey>,
    /// The amount asked for in `projet.toml`.
    pub requested_amount: Option<FigureKey>,
    /// Eligible base × rate asked for.
    pub computed: Option<FigureKey>,
    /// The computed grant within the ceilings that are known.
    pub capped: Option<FigureKey>,
    /// Amount asked ÷ eligible base, displayed half-up to two decimals.
    pub displayed_rate: Option<FigureKey>,
    /// By year: pro rata of the cost, the last year takes the remainder.
    pub by_year: Vec<FigureKey>,
}

impl GrantPlan {
    /// True when an amount is asked and no rate: the rate shown is then what the amount makes of the base.
    #[must_use]
    pub const fn is_by_amount(&self) -> bool {
        self.requested_rate.is_none() && self.requested_amount.is_some()
    }
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
    let request = inputs.project.fund_requests.get(fund);
    let requested_amount = request
        .and_then(|request| request.requested_amount.as_deref())
        .map(|text| {
            ledger.given(
                "aide.montant_demande",
                "Montant d’aide demandé",
                Unit::Euro,
                parse_amount(text).map_or(Value::Missing, |parsed| Value::Money(parsed.money)),
                Origin::Input(Place::field("projet.toml", format!("fonds.{fund}.montant_demande"))),
            )
        })
        .transpose()?;
    let requested_rate = request
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
    Ok(GrantPlan { requested, requested_rate, requested_amount, computed, capped, displayed_rate, by_year })
}
