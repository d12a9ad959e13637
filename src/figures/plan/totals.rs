//! Totals of the whole, by category, by year and by partner; total cost and eligible base.

use std::collections::BTreeMap;

use super::PlanInputs;
use super::categories::{CategoryPlan, DirectCosts, sum};
use super::flat_rates::FlatRatePlan;
use super::lines::PlanLine;
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Unit};
use crate::model::fund::CategoryRole;

/// The whole cost.
pub struct Costs {
    /// Direct categories, then indirect costs.
    pub categories: Vec<CategoryPlan>,
    /// Total cost by year.
    pub year_totals: Vec<FigureKey>,
    /// Sum of the years.
    pub years_sum: FigureKey,
    /// Total cost by partner.
    pub partner_totals: Vec<(String, FigureKey)>,
    /// Total cost.
    pub total_cost: FigureKey,
    /// Eligible base.
    pub eligible_base: FigureKey,
    /// In-kind contributions among the expenses.
    pub in_kind_total: FigureKey,
}

/// Enter total cost, eligible base, year and partner totals.
pub fn enter(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    lines: &[PlanLine],
    direct: &DirectCosts,
    indirect: Option<&FlatRatePlan>,
    by_rate: &[FigureKey],
    years: &[i32],
) -> Result<Costs, LedgerError> {
    let mut categories = direct.categories.clone();
    let mut cost_parts = vec![direct.total];
    if let Some(indirect) = indirect {
        cost_parts.push(indirect.amount);
        let position = inputs.fund.categories.iter().position(|c| c.role == CategoryRole::Indirects);
        let definition = position.and_then(|index| inputs.fund.categories.get(index));
        categories.push(CategoryPlan {
            category: position,
            id: definition.map_or("indirects", |category| category.id.as_str()).to_owned(),
            label: definition
                .map_or("Coûts indirects (forfait)", |category| category.label.as_str())
                .to_owned(),
            lines: Vec::new(),
            total: indirect.amount,
            excl_vat: None,
            vat: None,
            by_year: indirect.by_year.clone(),
        });
    }
    let total_cost = sum(ledger, "cout_total".into(), "Coût total de l’opération".into(), cost_parts)?;
    let year_totals = years
        .iter()
        .enumerate()
        .map(|(position, year)| {
            let parts = categories.iter().map(|category| category.by_year[position]).collect();
            sum(ledger, format!("annee.{year}.total"), format!("Coût total {year}"), parts)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let years_sum = sum(ledger, "annees.somme".into(), "Somme des années".into(), year_totals.clone())?;
    let excluded: Vec<FigureKey> = categories
        .iter()
        .filter(|plan| plan.category.and_then(|i| inputs.fund.categories.get(i)).is_some_and(|c| !c.eligible))
        .map(|plan| plan.total)
        .collect();
    let eligible_base = ledger.computed(
        "assiette_eligible",
        "Assiette éligible",
        Unit::Euro,
        Expression::Remainder { whole: total_cost, parts: excluded },
        None,
    )?;
    let partner_totals = partners(ledger, inputs, lines, by_rate)?;
    Ok(Costs {
        categories,
        year_totals,
        years_sum,
        partner_totals,
        total_cost,
        eligible_base,
        in_kind_total: direct.in_kind_total,
    })
}

/// The cost each partner bears; what flat rates give stays with the applicant, who declares it.
fn partners(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    lines: &[PlanLine],
    by_rate: &[FigureKey],
) -> Result<Vec<(String, FigureKey)>, LedgerError> {
    let applicant = inputs.project.applicant.legal_name.as_str();
    let mut borne: BTreeMap<String, Vec<FigureKey>> = BTreeMap::new();
    let mut own: Vec<FigureKey> = Vec::new();
    for line in lines {
        match line.partner.as_deref().filter(|written| !inputs.project.is_applicant(written)) {
            Some(written) => {
                borne.entry(inputs.project.bearer(written).to_owned()).or_default().push(line.amount);
            }
            None => own.push(line.amount),
        }
    }
    own.extend(by_rate);
    let mut totals = vec![(
        applicant.to_owned(),
        sum(ledger, "partenaire.demandeur".into(), format!("Coût porté par {applicant}"), own)?,
    )];
    for (position, (name, amounts)) in borne.into_iter().enumerate() {
        let id = format!("partenaire.{:02}", position + 1);
        let total = sum(ledger, id, format!("Coût porté par {name}"), amounts)?;
        totals.push((name, total));
    }
    Ok(totals)
}
