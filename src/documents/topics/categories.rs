//! The categories of expense of the plan.

use schemars::JsonSchema;
use serde::Serialize;

use super::flat_rates::{FlatRateView, flat_rate};
use super::joined::Joined;
use super::lines::{Carried, LineView, line};
use super::values::{FigureView, figure, figures};
use crate::figures::Ledger;
use crate::figures::plan::Plan;
use crate::model::{Budget, Fund, Project};

/// A category of expense.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CategoryView {
    /// Name.
    pub label: String,
    /// Total.
    pub total: FigureView,
    /// What its lines add up to excluding VAT.
    pub excl_vat: Option<FigureView>,
    /// The VAT of its lines.
    pub vat: Option<FigureView>,
    /// True for indirect costs by flat rate: direct costs are added up before them.
    pub is_indirect: bool,
    /// Total of each year.
    pub by_year: Vec<FigureView>,
    /// Lines, in the order of the workbook.
    pub lines: Vec<LineView>,
    /// The flat rate that gives it, when no line does.
    pub flat_rate: Option<FlatRateView>,
    /// Supporting documents expected.
    pub documents: Vec<String>,
}

/// Fill the categories, in the order of the plan.
pub(super) fn categories(
    ledger: &Ledger,
    plan: &Plan,
    (budget, project): (&Budget, &Project),
    fund: &Fund,
) -> Vec<CategoryView> {
    // From one category to the next: the foot of a page carries the whole plan so far.
    let mut carried = Carried::new(ledger);
    let joined = Joined::new(project);
    plan.categories
        .iter()
        .map(|category| CategoryView {
            label: category.label.clone(),
            total: figure(ledger, category.total),
            excl_vat: category.excl_vat.map(|key| figure(ledger, key)),
            vat: category.vat.map(|key| figure(ledger, key)),
            is_indirect: plan.indirect.as_ref().is_some_and(|flat| flat.amount == category.total),
            by_year: figures(ledger, &category.by_year),
            lines: category
                .lines
                .iter()
                .map(|index| line(ledger, &plan.lines[*index], (budget, project), &joined, &mut carried))
                .collect(),
            flat_rate: plan.flat_rate_of(category).map(|flat| flat_rate(ledger, flat, fund)),
            documents: category
                .category
                .and_then(|index| fund.categories.get(index))
                .map(|definition| definition.documents.clone())
                .unwrap_or_default(),
        })
        .collect()
}
