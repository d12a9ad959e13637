//! The figures of all the options in one ledger, so that a workbook may hold their formulas.
//!
//! Those of an option's plan are copied with what they are computed from, down to the totals of categories: the lines behind
//! these stand in the workbook of the plan.

use std::sync::Arc;

use super::AppliedRate;
use crate::figures::plan::{Computation, PlanInputs};
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::Place;
use crate::model::fund::Covers;

/// The figures of an option, in the ledger of the simulation.
#[derive(Debug, Clone)]
pub struct OptionFigures {
    /// Total cost.
    pub total_cost: FigureKey,
    /// Eligible base.
    pub eligible: FigureKey,
    /// The aid; `None` when neither a rate nor an amount is asked.
    pub grant: Option<FigureKey>,
    /// What the aid and the other resources leave to the applicant.
    pub own: Option<FigureKey>,
    /// Rate, base and amount of each flat rate.
    pub rates: Vec<[FigureKey; 3]>,
}

/// Enter the figures of an option.
pub fn enter(
    into: &mut Ledger,
    inputs: PlanInputs<'_>,
    simulated: &Computation,
    name: &str,
) -> Result<OptionFigures, LedgerError> {
    let plan = &simulated.plan;
    let mut copy = Copy { from: &simulated.ledger, into, name };
    for flat in plan.flat_rates() {
        copy.ceiling(inputs, flat.flat_rate, flat.rate)?;
    }
    let total_cost = copy.figure(plan.total_cost)?;
    let eligible = copy.figure(plan.eligible_base)?;
    let mut rates = Vec::new();
    for flat in plan.flat_rates() {
        rates.push([copy.figure(flat.rate)?, copy.figure(flat.base)?, copy.figure(flat.amount)?]);
    }
    let grant = match plan.grant.requested_amount.filter(|_| plan.grant.is_by_amount()) {
        Some(amount) => {
            let amount = copy.figure(amount)?;
            let least = Expression::Minimum(vec![amount, eligible]);
            Some(copy.computed("aide", "Montant d’aide demandé, dans la limite de l’assiette", least)?)
        }
        None => plan.grant.capped.or(plan.grant.computed).map(|key| copy.figure(key)).transpose()?,
    };
    let fund = inputs.fund.identity.id.as_str();
    let own = match grant {
        Some(grant) => {
            let others = plan.resources.iter().filter(|line| line.fund.as_deref() != Some(fund));
            let mut parts = others.map(|line| copy.figure(line.amount)).collect::<Result<Vec<_>, _>>()?;
            parts.push(grant);
            let left = Expression::Remainder { whole: total_cost, parts };
            Some(copy.computed("autofinancement", "Autofinancement", left)?)
        }
        None => None,
    };
    Ok(OptionFigures { total_cost, eligible, grant, own, rates })
}

/// The amounts of a rate.
pub fn applied(ledger: &Ledger, flat_rate: usize, [rate, base, amount]: [FigureKey; 3]) -> AppliedRate {
    AppliedRate {
        flat_rate,
        rate: ledger.value(rate).rate(),
        base: ledger.value(base).money(),
        amount: ledger.value(amount).money(),
    }
}

struct Copy<'a> {
    from: &'a Ledger,
    into: &'a mut Ledger,
    name: &'a str,
}

impl Copy<'_> {
    fn own(&self, id: &str) -> Arc<str> {
        format!("simulation.{}.{id}", self.name).into()
    }

    /// A flat rate: the one that the project asks for, or the ceiling that stands in for it.
    fn ceiling(
        &mut self,
        inputs: PlanInputs<'_>,
        flat_rate: usize,
        rate: FigureKey,
    ) -> Result<(), LedgerError> {
        let flat = &inputs.fund.flat_rates[flat_rate];
        let project = inputs.project;
        let asked = match flat.covers() {
            Covers::Staff => project.staff_costs.as_ref().map(|choice| (&choice.rule, &choice.rate)),
            Covers::Indirect | Covers::AllTheRest => {
                project.indirect_costs.as_ref().map(|choice| (&choice.rule, &choice.rate))
            }
        };
        let value = self.from.value(rate);
        let is_asked = asked.is_some_and(|(rule, typed)| {
            *rule == flat.id && crate::model::Rate::parse_percent(typed) == value.rate()
        });
        let figure = self.from.get(rate);
        let origin = match &figure.expression {
            Expression::Given(origin) if is_asked => origin.clone(),
            _ => Origin::Parameter {
                place: Place::field(inputs.fund.path.as_str(), format!("forfaits.{}.taux_max", flat.id)),
                source: flat.source.as_str().into(),
                status: flat.status.label().into(),
            },
        };
        let label = format!("{} – taux", flat.label);
        self.into.given(self.own(&figure.id), label, Unit::Rate, value, origin).map(|_| ())
    }

    /// A figure with those behind it.
    fn figure(&mut self, key: FigureKey) -> Result<FigureKey, LedgerError> {
        let figure = self.from.get(key);
        let is_total = figure.id.starts_with("poste.");
        // What is given is the same under every option, but for the rates, which are there already.
        let own = self.own(&figure.id);
        if let Some(known) = self.into.find(&own) {
            return Ok(known);
        }
        if is_total || matches!(figure.expression, Expression::Given(_)) {
            if let Some(known) = self.into.find(&figure.id) {
                return Ok(known);
            }
            let origin = match &figure.expression {
                Expression::Given(origin) => origin.clone(),
                _ => Origin::Input(Place::field("classeur du plan", figure.id.to_string())),
            };
            return self.into.given(
                Arc::clone(&figure.id),
                Arc::clone(&figure.label),
                figure.unit,
                figure.value,
                origin,
            );
        }
        let expression = self.expression(&figure.expression)?;
        let label = format!("{} – {}", self.name, figure.label);
        let key = self.into.computed(own, label, figure.unit, expression, figure.rule.as_deref())?;
        debug_assert_eq!(self.into.value(key), figure.value, "{}", figure.id);
        Ok(key)
    }

    fn expression(&mut self, expression: &Expression) -> Result<Expression, LedgerError> {
        Ok(match expression {
            Expression::Given(origin) => Expression::Given(origin.clone()),
            Expression::Sum(keys) => Expression::Sum(self.all(keys)?),
            Expression::Minimum(keys) => Expression::Minimum(self.all(keys)?),
            Expression::Remainder { whole, parts } => {
                Expression::Remainder { whole: self.figure(*whole)?, parts: self.all(parts)? }
            }
            Expression::Product { amount, rate } => {
                Expression::Product { amount: self.figure(*amount)?, rate: self.figure(*rate)? }
            }
            Expression::ProRata { amount, factor, divisor } => Expression::ProRata {
                amount: self.figure(*amount)?,
                factor: self.figure(*factor)?,
                divisor: self.figure(*divisor)?,
            },
            Expression::Ratio { part, whole } => {
                Expression::Ratio { part: self.figure(*part)?, whole: self.figure(*whole)? }
            }
        })
    }

    fn all(&mut self, keys: &[FigureKey]) -> Result<Vec<FigureKey>, LedgerError> {
        keys.iter().map(|key| self.figure(*key)).collect()
    }

    fn computed(&mut self, id: &str, label: &str, expression: Expression) -> Result<FigureKey, LedgerError> {
        let label = format!("{} – {label}", self.name);
        self.into.computed(self.own(id), label, Unit::Euro, expression, None)
    }
}

/// The sum of the lines that an option takes out of the plan.
pub fn left_out(
    into: &mut Ledger,
    asked: &Ledger,
    keys: &[FigureKey],
    name: &str,
) -> Result<FigureKey, LedgerError> {
    let value = super::total(asked, keys.iter().copied()).map_or(Value::Missing, Value::Money);
    let origin = Origin::Input(Place::field("classeur du plan", "lignes couvertes"));
    into.given(
        format!("simulation.{name}.hors_plan"),
        format!("{name} – lignes que l’option couvre"),
        Unit::Euro,
        value,
        origin,
    )
}
