//! Direct costs, by category and by year.

use std::collections::BTreeMap;

use super::PlanInputs;
use super::lines::PlanLine;
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Unit};
use crate::model::Fund;
use crate::model::fund::CategoryRole;

/// A category of the plan.
#[derive(Debug, Clone)]
pub struct CategoryPlan {
    /// Index into the fund's categories; `None` gathers the lines whose category is not recognised.
    pub category: Option<usize>,
    /// Identifier used in figure identifiers.
    pub id: String,
    /// Name printed.
    pub label: String,
    /// Indices into [`super::Plan::lines`], in the order of the workbook.
    pub lines: Vec<usize>,
    /// Total of the category.
    pub total: FigureKey,
    /// What its lines add up to excluding VAT, and their VAT: of those that state it, when any does.
    pub excl_vat: Option<FigureKey>,
    /// See `excl_vat`.
    pub vat: Option<FigureKey>,
    /// Total of each year of [`super::Plan::years`].
    pub by_year: Vec<FigureKey>,
}

/// The direct costs.
pub struct DirectCosts {
    /// Categories that hold lines.
    pub categories: Vec<CategoryPlan>,
    /// Their total.
    pub total: FigureKey,
    /// Direct staff costs.
    pub staff_total: FigureKey,
    /// Direct staff costs of each year.
    pub staff_by_year: Option<Vec<FigureKey>>,
    /// Direct costs of each year.
    pub by_year: Vec<FigureKey>,
    /// In-kind contributions.
    pub in_kind_total: FigureKey,
}

/// True when a category of the plan has a role.
pub fn has_role(fund: &Fund, plan: &CategoryPlan, role: CategoryRole) -> bool {
    plan.category.and_then(|index| fund.categories.get(index)).is_some_and(|category| category.role == role)
}

/// True when a category counts among the eligible direct costs that flat rates rest on.
pub fn counts_in_bases(fund: &Fund, plan: &CategoryPlan) -> bool {
    let category = plan.category.and_then(|index| fund.categories.get(index));
    category.is_none_or(|category| category.eligible && category.role != CategoryRole::Indirects)
}

/// Enter the total of each category that holds lines.
pub fn of_lines(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    lines: &[PlanLine],
    years: &[i32],
) -> Result<Vec<CategoryPlan>, LedgerError> {
    let mut by_category: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let unrecognised = inputs.fund.categories.len();
    for (index, line) in lines.iter().enumerate() {
        by_category.entry(line.category.unwrap_or(unrecognised)).or_default().push(index);
    }
    let mut categories = Vec::new();
    for (index, members) in by_category {
        let definition = inputs.fund.categories.get(index);
        let id = definition.map_or("non-reconnu", |category| category.id.as_str()).to_owned();
        let label = definition.map_or("Poste non reconnu", |category| category.label.as_str()).to_owned();
        let amounts = members.iter().map(|member| lines[*member].amount).collect();
        let total = sum(ledger, format!("poste.{id}.total"), format!("Total {label}"), amounts)?;
        let mut column = |suffix: &str, name: &str, of: fn(&PlanLine) -> Option<FigureKey>| {
            let stated: Vec<FigureKey> = members.iter().filter_map(|member| of(&lines[*member])).collect();
            let id = format!("poste.{id}.{suffix}");
            let entered = || sum(ledger, id, format!("{label}, {name}"), stated.clone());
            if stated.is_empty() { Ok(None) } else { entered().map(Some) }
        };
        let excl_vat = column("ht", "hors taxes", |line| line.excl_vat)?;
        let vat = column("tva", "TVA", |line| line.vat)?;
        let by_year = years
            .iter()
            .map(|year| {
                let amounts = members.iter().filter_map(|member| lines[*member].amount_in(*year)).collect();
                sum(ledger, format!("poste.{id}.{year}"), format!("{label} {year}"), amounts)
            })
            .collect::<Result<_, _>>()?;
        categories.push(CategoryPlan {
            category: definition.map(|_| index),
            id,
            label,
            lines: members,
            total,
            excl_vat,
            vat,
            by_year,
        });
    }
    Ok(categories)
}

/// Enter the totals of direct costs.
pub fn enter(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    categories: Vec<CategoryPlan>,
    years: &[i32],
) -> Result<DirectCosts, LedgerError> {
    let total = sum(
        ledger,
        "couts_directs.total".into(),
        "Total des coûts directs".into(),
        categories.iter().map(|c| c.total).collect(),
    )?;
    let by_year = years
        .iter()
        .enumerate()
        .map(|(position, year)| {
            let parts = categories.iter().map(|category| category.by_year[position]).collect();
            sum(ledger, format!("couts_directs.{year}"), format!("Coûts directs {year}"), parts)
        })
        .collect::<Result<_, _>>()?;
    let with_role =
        |role: CategoryRole| categories.iter().filter(move |plan| has_role(inputs.fund, plan, role));
    let staff_total = sum(
        ledger,
        "personnel.total".into(),
        "Coûts directs de personnel".into(),
        with_role(CategoryRole::Personnel).map(|plan| plan.total).collect(),
    )?;
    let staff: Vec<&CategoryPlan> = with_role(CategoryRole::Personnel).collect();
    let staff_by_year = match staff.as_slice() {
        [] => None,
        [only] => Some(only.by_year.clone()),
        several => {
            let of_year = |(position, year): (usize, &i32)| {
                let parts = several.iter().map(|plan| plan.by_year[position]).collect();
                let id = format!("personnel.annee.{year}");
                sum(ledger, id, format!("Coûts directs de personnel {year}"), parts)
            };
            Some(years.iter().enumerate().map(of_year).collect::<Result<_, _>>()?)
        }
    };
    let in_kind_total = sum(
        ledger,
        "nature.depenses".into(),
        "Contributions en nature (dépenses)".into(),
        with_role(CategoryRole::Nature).map(|plan| plan.total).collect(),
    )?;
    Ok(DirectCosts { total, staff_total, staff_by_year, by_year, in_kind_total, categories })
}

/// Enter a sum of amounts.
pub fn sum(
    ledger: &mut Ledger,
    id: String,
    label: String,
    keys: Vec<FigureKey>,
) -> Result<FigureKey, LedgerError> {
    ledger.computed(id, label, Unit::Euro, Expression::Sum(keys), None)
}
