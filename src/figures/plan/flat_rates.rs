//! Costs by flat rate (CPR art. 54, 55(1) and 56(1)).

use super::PlanInputs;
use super::categories::{CategoryPlan, DirectCosts, counts_in_bases, has_role, sum};
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Origin, Unit, Value};
use crate::model::fund::{CategoryRole, Covers, FlatRateBase};
use crate::model::{Fund, Place, Rate};

/// Costs by flat rate.
#[derive(Debug, Clone)]
pub struct FlatRatePlan {
    /// Index into the fund's flat rates.
    pub flat_rate: usize,
    /// The rate asked for.
    pub rate: FigureKey,
    /// The base it applies to.
    pub base: FigureKey,
    /// The amount: base × rate, on the total of the base.
    pub amount: FigureKey,
    /// By year: pro rata of the base, the last year takes the remainder.
    pub by_year: Vec<FigureKey>,
}

impl FlatRatePlan {
    /// The category of the direct staff costs that it gives.
    pub fn staff_category(&self, fund: &Fund) -> CategoryPlan {
        let position = fund.categories.iter().position(|category| category.role == CategoryRole::Personnel);
        let name = position.and_then(|index| fund.categories.get(index)).map(|own| own.label.as_str());
        CategoryPlan {
            category: position,
            id: "frais-de-personnel".to_owned(),
            label: format!("{} (forfait)", name.unwrap_or("Personnel")),
            lines: Vec::new(),
            total: self.amount,
            by_year: self.by_year.clone(),
        }
    }
}

/// What a flat rate is asked for, and how its figures are called.
struct Request<'a> {
    section: &'static str,
    label: &'static str,
    flat_rate: usize,
    rate: &'a str,
}

/// A base with its years.
struct Base {
    total: FigureKey,
    by_year: Option<Vec<FigureKey>>,
}

/// Enter the flat rate for direct staff costs that the project asks for: a rate on the other direct costs.
pub fn staff(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    categories: &[CategoryPlan],
    years: &[i32],
) -> Result<Option<FlatRatePlan>, LedgerError> {
    let Some(choice) = &inputs.project.staff_costs else { return Ok(None) };
    let Some(flat_rate) = known(inputs, &choice.rule, Covers::Staff.section()) else { return Ok(None) };
    let others = || {
        categories.iter().filter(|plan| {
            !has_role(inputs.fund, plan, CategoryRole::Personnel) && counts_in_bases(inputs.fund, plan)
        })
    };
    let total = sum(
        ledger,
        "frais_de_personnel.base".into(),
        "Coûts directs autres que de personnel".into(),
        others().map(|plan| plan.total).collect(),
    )?;
    let by_year = years
        .iter()
        .enumerate()
        .map(|(position, year)| {
            let parts = others().map(|plan| plan.by_year[position]).collect();
            let id = format!("frais_de_personnel.base.{year}");
            sum(ledger, id, format!("Coûts directs autres que de personnel {year}"), parts)
        })
        .collect::<Result<_, _>>()?;
    let request = Request {
        section: Covers::Staff.section(),
        label: "Frais de personnel (forfait)",
        flat_rate,
        rate: &choice.rate,
    };
    enter(ledger, inputs, &request, Base { total, by_year: Some(by_year) }, years).map(Some)
}

/// Enter the flat rate for indirect costs, or for all the rest, that the project asks for; `None` when it asks for none or
/// for one the fund does not know (a check then says so).
pub fn indirect(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    direct: &DirectCosts,
    years: &[i32],
) -> Result<Option<FlatRatePlan>, LedgerError> {
    let Some(choice) = &inputs.project.indirect_costs else { return Ok(None) };
    let Some(flat_rate) = known(inputs, &choice.rule, Covers::Indirect.section()) else { return Ok(None) };
    let base = match inputs.fund.flat_rates[flat_rate].base {
        FlatRateBase::Personnel => Base { total: direct.staff_total, by_year: direct.staff_by_year.clone() },
        FlatRateBase::Directs | FlatRateBase::AutresDirects => eligible(ledger, inputs, direct, years)?,
    };
    let request = Request {
        section: Covers::Indirect.section(),
        label: "Coûts indirects (forfait)",
        flat_rate,
        rate: &choice.rate,
    };
    enter(ledger, inputs, &request, base, years).map(Some)
}

/// The flat rate that a section asks for, when it is one of that section.
fn known(inputs: PlanInputs<'_>, rule: &str, section: &str) -> Option<usize> {
    inputs.fund.flat_rates.iter().position(|flat| flat.id == rule && flat.covers().section() == section)
}

/// The eligible direct costs: all of them, but for categories that the fund does not retain and indirect costs at real cost.
fn eligible(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    direct: &DirectCosts,
    years: &[i32],
) -> Result<Base, LedgerError> {
    let out: Vec<&CategoryPlan> =
        direct.categories.iter().filter(|plan| !counts_in_bases(inputs.fund, plan)).collect();
    if out.is_empty() {
        return Ok(Base { total: direct.total, by_year: Some(direct.by_year.clone()) });
    }
    let mut less = |id: String, label: String, whole, parts| {
        ledger.computed(id, label, Unit::Euro, Expression::Remainder { whole, parts }, None)
    };
    let total = less(
        "couts_indirects.base".into(),
        "Coûts directs éligibles".into(),
        direct.total,
        out.iter().map(|plan| plan.total).collect(),
    )?;
    let by_year = years
        .iter()
        .enumerate()
        .map(|(position, year)| {
            let parts = out.iter().map(|plan| plan.by_year[position]).collect();
            let id = format!("couts_indirects.base.{year}");
            less(id, format!("Coûts directs éligibles {year}"), direct.by_year[position], parts)
        })
        .collect::<Result<_, _>>()?;
    Ok(Base { total, by_year: Some(by_year) })
}

fn enter(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    request: &Request<'_>,
    base: Base,
    years: &[i32],
) -> Result<FlatRatePlan, LedgerError> {
    let Request { section, label, flat_rate, .. } = *request;
    let flat = &inputs.fund.flat_rates[flat_rate];
    let rate = ledger.given(
        format!("{section}.taux"),
        format!("Taux forfaitaire demandé ({})", flat.label),
        Unit::Rate,
        Rate::parse_percent(request.rate).map_or(Value::Missing, Value::Rate),
        Origin::Input(Place::field("projet.toml", format!("{section}.taux"))),
    )?;
    let amount = ledger.computed(
        format!("{section}.montant"),
        label,
        Unit::Euro,
        Expression::Product { amount: base.total, rate },
        Some(&flat.source),
    )?;
    let short = label.trim_end_matches(" (forfait)");
    let mut by_year = Vec::with_capacity(years.len());
    for (index, year) in years.iter().enumerate() {
        let expression = match &base.by_year {
            _ if index + 1 == years.len() => Expression::Remainder { whole: amount, parts: by_year.clone() },
            Some(yearly) => Expression::ProRata { amount, factor: yearly[index], divisor: base.total },
            None => Expression::Sum(Vec::new()),
        };
        let id = format!("{section}.{year}");
        by_year.push(ledger.computed(id, format!("{short} {year}"), Unit::Euro, expression, None)?);
    }
    Ok(FlatRatePlan { flat_rate, rate, base: base.total, amount, by_year })
}
