//! The amounts as a portal wants them typed: whole euros, with what the rounding adds or takes, and without VAT beside.

use schemars::JsonSchema;
use serde::Serialize;

use rust_decimal::{Decimal, RoundingStrategy};

use super::values::{FigureView, figure, text};
use crate::figures::plan::Plan;
use crate::figures::{FigureKey, Ledger};
use crate::model::french::french_number;
use crate::model::{Budget, Money};

/// The two sides of the plan.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PortalView {
    /// Expenses, then their total.
    pub expenses: PortalTableView,
    /// Resources, then their total.
    pub resources: PortalTableView,
}

/// Amounts and their total.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PortalTableView {
    /// The amounts.
    pub rows: Vec<PortalRowView>,
    /// Their total, rounded by itself.
    pub total: PortalRowView,
    /// What the rounded rows add up to.
    pub sum: String,
    /// True when that is the rounded total.
    pub agrees: bool,
}

/// An amount to type.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PortalRowView {
    /// What it is.
    pub label: String,
    /// To the cent.
    pub exact: FigureView,
    /// In whole euros.
    pub euros: String,
    /// What rounding adds or takes: `+0,25 €`.
    pub rounding: String,
    /// Without VAT, to the cent, when it is known of every line.
    pub excl_vat: Option<FigureView>,
}

/// Fill the amounts.
pub(in crate::documents) fn portal(ledger: &Ledger, plan: &Plan, budget: &Budget) -> PortalView {
    let bare = plan.balance.categories_excl_vat.iter().copied().chain(std::iter::repeat(None));
    let expenses = plan
        .categories
        .iter()
        .zip(bare)
        .map(|(category, bare)| (category.label.clone(), category.total, bare));
    let resources = plan.resources.iter().map(|line| {
        let resource = budget.resources.get(line.resource);
        (resource.map(|resource| text(&resource.co_financer)).unwrap_or_default(), line.amount, None)
    });
    let own = ("Autofinancement".to_owned(), plan.own_contribution, None);
    PortalView {
        expenses: table(ledger, expenses.collect(), "Coût total", plan.total_cost),
        resources: table(
            ledger,
            resources.chain([own]).collect(),
            "Total des ressources",
            plan.resources_total,
        ),
    }
}

fn table(
    ledger: &Ledger,
    amounts: Vec<(String, FigureKey, Option<FigureKey>)>,
    total: &str,
    of: FigureKey,
) -> PortalTableView {
    let rounded = |key: FigureKey| ledger.value(key).money().map(whole);
    let sum: Option<Decimal> = amounts.iter().map(|(_, key, _)| rounded(*key)).sum();
    let rows = amounts.into_iter().map(|(label, key, bare)| row(ledger, label, key, bare)).collect();
    PortalTableView {
        rows,
        total: row(ledger, total.to_owned(), of, None),
        sum: sum.map(euros).unwrap_or_default(),
        agrees: sum.is_some() && sum == rounded(of),
    }
}

fn row(ledger: &Ledger, label: String, key: FigureKey, excl_vat: Option<FigureKey>) -> PortalRowView {
    let amount = ledger.value(key).money();
    PortalRowView {
        label,
        exact: figure(ledger, key),
        euros: amount.map(|amount| euros(whole(amount))).unwrap_or_default(),
        rounding: amount.map(rounding).unwrap_or_default(),
        excl_vat: excl_vat.map(|key| figure(ledger, key)),
    }
}

/// To the nearest euro, a half away from zero, as people and portals round.
fn whole(amount: Money) -> Decimal {
    amount.to_decimal().round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
}

fn euros(amount: Decimal) -> String {
    format!("{}\u{a0}€", french_number(amount))
}

/// What rounding adds or takes.
fn rounding(amount: Money) -> String {
    let difference = whole(amount) - amount.to_decimal();
    let sign = if difference.is_zero() {
        ""
    } else if difference.is_sign_negative() {
        "−"
    } else {
        "+"
    };
    Money::from_decimal(difference.abs()).map(|difference| format!("{sign}{difference}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_rounded_to_the_nearest_euro_and_says_by_how_much() {
        let typed = |cents| (euros(whole(Money::from_cents(cents))), rounding(Money::from_cents(cents)));
        assert_eq!(
            typed(121_214_497),
            ("1\u{202f}212\u{202f}145\u{a0}€".to_owned(), "+0,03\u{a0}€".to_owned())
        );
        assert_eq!(typed(1_049), ("10\u{a0}€".to_owned(), "−0,49\u{a0}€".to_owned()));
        assert_eq!(typed(1_050), ("11\u{a0}€".to_owned(), "+0,50\u{a0}€".to_owned()));
        assert_eq!(typed(1_000), ("10\u{a0}€".to_owned(), "0,00\u{a0}€".to_owned()));
    }
}
