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

/// A sum that the chart draws and that is no figure of the plan.
#[derive(Debug)]
pub struct ChartSum {
    /// What the chart calls it.
    pub label: String,
    /// What it is worth.
    pub amount: Money,
    /// The figures that it adds up.
    pub of: Vec<FigureKey>,
}

/// Fill the chart; nothing is drawn when an amount is missing.
pub(super) fn chart(ledger: &Ledger, plan: &Plan) -> ChartView {
    let (own, others) = parts(ledger, plan);
    let series = own.iter().map(|category| series(ledger, category.label.clone(), &[category]));
    let rest = (!others.is_empty()).then(|| self::series(ledger, name_of_others(&others), &others));
    ChartView { series: series.chain(rest).collect::<Option<Vec<_>>>().unwrap_or_default() }
}

/// The sums of the categories that are not drawn by themselves: in all, then for each year.
#[must_use]
pub fn sums(ledger: &Ledger, plan: &Plan) -> Vec<ChartSum> {
    let (_, others) = parts(ledger, plan);
    if others.is_empty() {
        return Vec::new();
    }
    let name = name_of_others(&others);
    let total = (name.clone(), others.iter().map(|category| category.total).collect());
    let by_year = plan.years.iter().enumerate().map(|(index, year)| {
        let of = others.iter().filter_map(|category| category.by_year.get(index).copied());
        (format!("{name}, {year}"), of.collect())
    });
    let all = std::iter::once(total).chain(by_year);
    all.filter_map(|(label, of): (String, Vec<FigureKey>)| {
        Some(ChartSum { label, amount: sum(ledger, of.iter().copied())?, of })
    })
    .collect()
}

/// The categories that are drawn by themselves, the largest first, and the others.
fn parts<'a>(ledger: &Ledger, plan: &'a Plan) -> (Vec<&'a CategoryPlan>, Vec<&'a CategoryPlan>) {
    let mut own: Vec<&CategoryPlan> = plan.categories.iter().collect();
    own.sort_by_key(|category| std::cmp::Reverse(ledger.value(category.total).money()));
    // One category left over has a name of its own.
    let drawn = if own.len() <= DRAWN + 1 { own.len() } else { DRAWN };
    let others = own.split_off(drawn);
    (own, others)
}

fn name_of_others(others: &[&CategoryPlan]) -> String {
    format!("Les {} autres postes", others.len())
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
