//! The financing plan as documents show it.

use std::sync::Arc;

use super::data::{
    CategoryView, FigureView, FlatRateView, GrantView, LineView, NatureView, PartnerCostView, PlanView,
    ResourceView, YearCostView,
};
use crate::figures::Value;
use crate::figures::plan::{FlatRatePlan, LineSource, Plan, PlanLine};
use crate::figures::{FigureKey, Ledger};
use crate::model::budget::Maybe;
use crate::model::french::french_date;
use crate::model::project::VatBasis;
use crate::model::{Budget, Fund, Money, Place, cell_name};

/// A figure as documents show it.
#[must_use]
pub fn figure(ledger: &Ledger, key: FigureKey) -> FigureView {
    let figure = ledger.get(key);
    FigureView {
        figure_id: figure.id.to_string(),
        text: ledger.french(key),
        missing: figure.value.is_missing(),
        cents: figure.value.money().map_or(0, crate::model::Money::cents),
    }
}

/// Fill the plan.
#[must_use]
pub fn plan(ledger: &Ledger, plan: &Plan, budget: &Budget, fund: &Fund) -> PlanView {
    let one = |key: FigureKey| figure(ledger, key);
    let many = |keys: &[FigureKey]| keys.iter().map(|key| figure(ledger, *key)).collect::<Vec<_>>();
    let mut carried = Carried::new(ledger);
    let by_rate = |flat: &FlatRatePlan| flat_rate(ledger, flat, fund);
    PlanView {
        basis: plan.basis_said(),
        years: plan.years.iter().map(ToString::to_string).collect(),
        categories: plan
            .categories
            .iter()
            .map(|category| CategoryView {
                label: category.label.clone(),
                total: one(category.total),
                by_year: many(&category.by_year),
                lines: category
                    .lines
                    .iter()
                    .map(|index| line(ledger, &plan.lines[*index], budget, &mut carried))
                    .collect(),
                flat_rate: plan.flat_rate_of(category).map(by_rate),
                documents: category
                    .category
                    .and_then(|index| fund.categories.get(index))
                    .map(|definition| definition.documents.clone())
                    .unwrap_or_default(),
            })
            .collect(),
        direct_total: one(plan.direct_total),
        staff_total: one(plan.staff_total),
        indirect: plan.indirect.as_ref().map(by_rate),
        flat_staff: plan.flat_staff.as_ref().map(by_rate),
        year_totals: many(&plan.year_totals),
        year_costs: plan
            .years
            .iter()
            .zip(&plan.year_totals)
            .map(|(year, total)| YearCostView { year: year.to_string(), total: one(*total) })
            .collect(),
        total_cost: one(plan.total_cost),
        eligible_base: one(plan.eligible_base),
        resources: plan
            .resources
            .iter()
            .map(|line| {
                let resource = &budget.resources[line.resource];
                ResourceView {
                    name: text(&resource.co_financer),
                    nature: line.nature.and_then(|index| fund.natures.get(index)).map_or_else(
                        || format!("non reconnue : {}", text(&resource.nature)),
                        |nature| nature.label.clone(),
                    ),
                    status: text(&resource.status),
                    date: resource.date.as_ref().map(|date| french_date(date.value)).unwrap_or_default(),
                    document: text(&resource.document),
                    amount: one(line.amount),
                    share: one(line.share),
                    is_this_fund: line.fund.as_deref() == Some(fund.identity.id.as_str()),
                    origin: short(resource.amount.as_ref().map_or(&resource.place, |cell| &cell.place)),
                }
            })
            .collect(),
        own_contribution: one(plan.own_contribution),
        own_share: one(plan.own_share),
        own_status: own(plan, budget)
            .map(|own| text(&own.status))
            .filter(|t| !t.is_empty())
            .unwrap_or_else(|| "solde du plan".to_owned()),
        own_date: own(plan, budget)
            .and_then(|own| own.date.as_ref())
            .map_or_else(|| "–".to_owned(), |date| french_date(date.value)),
        own_document: own(plan, budget)
            .map(|own| text(&own.document))
            .filter(|t| !t.is_empty())
            .unwrap_or_else(|| "–".to_owned()),
        resources_total: one(plan.resources_total),
        natures: plan
            .natures
            .iter()
            .map(|nature| NatureView {
                label: fund.natures[nature.nature].label.clone(),
                total: one(nature.total),
                share: one(nature.share),
            })
            .collect(),
        public_aid: one(plan.public_aid),
        own_share_of_public: one(plan.own_share_of_public),
        grant: GrantView {
            requested: plan.grant.requested.map(one),
            requested_rate: plan.grant.requested_rate.map(one),
            requested_amount: plan.grant.requested_amount.map(one),
            by_amount: plan.grant.is_by_amount(),
            computed: plan.grant.computed.map(one),
            displayed_rate: plan.grant.displayed_rate.map(one),
            by_year: many(&plan.grant.by_year),
        },
        partners: plan
            .partner_totals
            .iter()
            .map(|(name, total)| PartnerCostView { name: name.clone(), total: one(*total) })
            .collect(),
        line_count: plan.lines.len(),
    }
}

/// A flat rate of the plan.
fn flat_rate(ledger: &Ledger, plan: &FlatRatePlan, fund: &Fund) -> FlatRateView {
    let flat = &fund.flat_rates[plan.flat_rate];
    FlatRateView {
        label: flat.label.clone(),
        rate: figure(ledger, plan.rate),
        base: figure(ledger, plan.base),
        base_label: flat.base.french().to_owned(),
        amount: figure(ledger, plan.amount),
        source: flat.source.clone(),
    }
}

/// What the lines printed so far add up to.
struct Carried<'a> {
    ledger: &'a Ledger,
    /// Missing as soon as one line is.
    sum: Option<Money>,
}

impl<'a> Carried<'a> {
    fn new(ledger: &'a Ledger) -> Self {
        Self { ledger, sum: Some(Money::ZERO) }
    }

    fn after(&mut self, amount: FigureKey) -> String {
        let amount = self.ledger.get(amount).value.money();
        self.sum = self.sum.zip(amount).and_then(|(sum, amount)| sum.checked_add(amount));
        self.sum.map_or(Value::Missing, Value::Money).french()
    }
}

fn line(ledger: &Ledger, line: &PlanLine, budget: &Budget, carried: &mut Carried<'_>) -> LineView {
    let optional = |key: Option<FigureKey>| key.map(|key| figure(ledger, key));
    let (number, label, detail, document) = match line.source {
        LineSource::Expense(index) => {
            let source = &budget.expense_lines[index];
            (&source.number, &source.label, &source.supplier, &source.document)
        }
        LineSource::Staff(index) => {
            let source = &budget.staff_lines[index];
            (&source.number, &source.label, &source.mission, &source.document)
        }
    };
    LineView {
        number: text(number),
        label: text(label),
        detail: text(detail),
        year: line.year.map(|year| year.to_string()).unwrap_or_default(),
        excl_vat: optional(line.excl_vat),
        vat: optional(line.vat),
        amount: figure(ledger, line.amount),
        carried: carried.after(line.amount),
        document: text(document),
        origin: short(origin_cell(line, budget)),
    }
}

/// The workbook's line for the own contribution, when there is exactly one.
fn own<'a>(plan: &Plan, budget: &'a Budget) -> Option<&'a crate::model::Resource> {
    match plan.stated_own.as_slice() {
        [(index, _)] => budget.resources.get(*index),
        _ => None,
    }
}

/// The cell that states a line's amount on the plan's basis; the line's own cell when the workbook states none.
#[must_use]
pub fn origin_cell<'a>(line: &PlanLine, budget: &'a Budget) -> &'a Place {
    let (amount, row) = match line.source {
        LineSource::Expense(index) => {
            let expense = &budget.expense_lines[index];
            let amount = match line.basis {
                VatBasis::ExclVat => &expense.amount_excl_vat,
                VatBasis::InclVat => &expense.amount_incl_vat,
            };
            (amount, &expense.place)
        }
        LineSource::Staff(index) => {
            (&budget.staff_lines[index].stated_cost, &budget.staff_lines[index].place)
        }
    };
    amount.as_ref().map_or(row, |cell| &cell.place)
}

/// A place without its file: `Dépenses › L12`.
#[must_use]
pub fn short(place: &Place) -> String {
    match place {
        Place::Cell { sheet, row, column, .. } if sheet.is_empty() => cell_name(*row, *column),
        Place::Cell { sheet, row, column, .. } => format!("{sheet} › {}", cell_name(*row, *column)),
        other => other.to_string(),
    }
}

/// The text of a cell, empty when there is none.
#[must_use]
pub fn text(cell: &Maybe<Arc<str>>) -> String {
    cell.as_ref().map(|cell| cell.value.to_string()).unwrap_or_default()
}
