//! The expenses as a chart that can be read: the largest categories, and the others together.

use schemars::JsonSchema;
use serde::Serialize;

use crate::figures::plan::{CategoryPlan, Plan};
use crate::figures::{FigureKey, Ledger};
use crate::model::Money;

/// Categories drawn by themselves: more colours are told apart by nobody.
const DRAWN: usize = 5;

/// The chart of the expenses.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChartView {
    /// Its parts, the largest first.
    pub series: Vec<SeriesView>,
}

/// A part, over the years.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SeriesView {
    /// What it is.
    pub label: String,
    /// Its total, in French.
    pub text: String,
    /// A year each.
    pub items: Vec<SeriesItemView>,
}

/// A part in one year.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SeriesItemView {
    /// Cents.
    pub cents: i64,
    /// In French.
    pub text: String,
}

/// Fill the chart; nothing is drawn when an amount is missing.
pub(super) fn chart(ledger: &Ledger, plan: &Plan) -> ChartView {
    let money = |key: FigureKey| ledger.value(key).money();
    let mut categories: Vec<&CategoryPlan> = plan.categories.iter().collect();
    categories.sort_by_key(|category| std::cmp::Reverse(money(category.total)));
    // One category left over has a name of its own.
    let drawn = if categories.len() <= DRAWN + 1 { categories.len() } else { DRAWN };
    let (own, others) = categories.split_at(drawn.min(categories.len()));
    let series = own.iter().map(|category| series(ledger, category.label.clone(), &[category]));
    let rest = (!others.is_empty()).then(|| series_of_others(ledger, others));
    ChartView { series: series.chain(rest).collect::<Option<Vec<_>>>().unwrap_or_default() }
}

fn series_of_others(ledger: &Ledger, others: &[&CategoryPlan]) -> Option<SeriesView> {
    series(ledger, format!("Les {} autres postes", others.len()), others)
}

fn series(ledger: &Ledger, label: String, categories: &[&CategoryPlan]) -> Option<SeriesView> {
    let years = categories.first()?.by_year.len();
    let items = (0..years).map(|year| {
        let amount =
            sum(ledger, categories.iter().filter_map(|category| category.by_year.get(year).copied()))?;
        Some(SeriesItemView { cents: amount.cents(), text: amount.to_string() })
    });
    let items = items.collect::<Option<Vec<_>>>()?;
    let total = sum(ledger, categories.iter().map(|category| category.total))?;
    Some(SeriesView { label, text: total.to_string(), items })
}

fn sum(ledger: &Ledger, mut keys: impl Iterator<Item = FigureKey>) -> Option<Money> {
    keys.try_fold(Money::ZERO, |sum, key| sum.checked_add(ledger.value(key).money()?))
}
