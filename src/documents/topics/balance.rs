//! The plan on one page: expenses on one side, resources on the other, row beside row.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{FigureView, figure};
use crate::figures::plan::Plan;
use crate::figures::plan::balance::{Group, SectionPlan, Shared};
use crate::figures::{FigureKey, Ledger};
use crate::model::text::capitalised;
use crate::model::{Budget, Fund};

/// The balanced page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BalanceView {
    /// The total cost excluding VAT, when the plan includes it.
    pub excl_vat: Option<FigureView>,
    /// The sections that hold something, with what each costs; none when there is but one.
    pub sections: Vec<BalanceSectionView>,
    /// The rows.
    pub rows: Vec<BalanceRowView>,
    /// The last row of each side.
    pub cost: BalanceSideView,
    /// The total of the resources.
    pub resources: BalanceSideView,
}

/// A section of the budget.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BalanceSectionView {
    /// « de fonctionnement ».
    pub label: String,
    /// What it costs.
    pub total: FigureView,
}

/// An expense beside a resource; where one side is longer, the other is empty.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BalanceRowView {
    /// On the left.
    pub expense: Option<BalanceSideView>,
    /// On the right.
    pub resource: Option<BalanceSideView>,
}

/// One side of a row.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BalanceSideView {
    /// What it is.
    pub label: String,
    /// Amount.
    pub amount: FigureView,
    /// Amount excluding VAT, on the side of the expenses, when the plan includes it.
    pub excl_vat: Option<FigureView>,
    /// Share of the total cost.
    pub share: FigureView,
    /// True for the sum of the rows above it.
    pub is_subtotal: bool,
    /// True for what is asked from this fund.
    pub is_asked: bool,
}

/// Fill the balance.
pub(super) fn balance(ledger: &Ledger, plan: &Plan, budget: &Budget, fund: &Fund) -> BalanceView {
    let expenses = expenses(ledger, plan);
    let resources = resources(ledger, plan, budget, fund);
    let count = expenses.len().max(resources.len());
    let (mut expenses, mut resources) = (expenses.into_iter(), resources.into_iter());
    let balance = &plan.balance;
    let rows =
        (0..count).map(|_| BalanceRowView { expense: expenses.next(), resource: resources.next() }).collect();
    BalanceView {
        excl_vat: balance.excl_vat.map(|key| figure(ledger, key)),
        sections: sections(ledger, plan),
        rows,
        cost: BalanceSideView {
            excl_vat: balance.excl_vat.map(|key| figure(ledger, key)),
            ..subtotal(ledger, "Total des dépenses", balance.cost)
        },
        resources: subtotal(ledger, "Total des recettes", balance.resources),
    }
}

fn sections(ledger: &Ledger, plan: &Plan) -> Vec<BalanceSectionView> {
    let sections = &plan.balance.sections;
    if sections.len() < 2 {
        return Vec::new();
    }
    let view = |section: &SectionPlan| BalanceSectionView {
        label: section.section.french().to_owned(),
        total: figure(ledger, section.total.amount),
    };
    sections.iter().map(view).collect()
}

fn expenses(ledger: &Ledger, plan: &Plan) -> Vec<BalanceSideView> {
    let balance = &plan.balance;
    let mut sides = Vec::new();
    for section in &balance.sections {
        for part in &section.categories {
            let Some(category) = plan.categories.get(part.index) else { continue };
            sides.push(BalanceSideView {
                excl_vat: part.excl_vat.map(|key| figure(ledger, key)),
                ..side(ledger, category.label.clone(), part.cost.amount, part.cost.share)
            });
        }
        // Of one section alone, the sum is the total.
        if balance.sections.len() > 1 {
            let label = format!("Sous-total {}", section.section.french());
            sides.push(BalanceSideView {
                excl_vat: section.excl_vat.map(|key| figure(ledger, key)),
                ..subtotal(ledger, &label, section.total)
            });
        }
    }
    sides
}

fn resources(ledger: &Ledger, plan: &Plan, budget: &Budget, fund: &Fund) -> Vec<BalanceSideView> {
    let rows = |group: &Group| -> Vec<BalanceSideView> {
        let lines = group.members.iter().filter_map(|index| plan.resources.get(*index));
        let named = lines.map(|line| {
            let name = budget.resources.get(line.resource).and_then(|one| one.co_financer.as_ref());
            let name = name.map_or_else(|| "Cofinanceur sans nom".to_owned(), |cell| cell.value.to_string());
            BalanceSideView {
                is_asked: line.fund.as_deref() == Some(fund.identity.id.as_str()),
                ..side(ledger, name, line.amount, line.share)
            }
        });
        let own = || {
            let label = "Autofinancement du demandeur".to_owned();
            side(ledger, label, plan.own_contribution, plan.own_share)
        };
        named.chain(group.holds_own.then(own)).collect()
    };
    let (public, private) = (&plan.balance.public, &plan.balance.private);
    let mut sides = rows(public);
    if !sides.is_empty() {
        sides.push(subtotal(ledger, "Sous-total public", public.total));
    }
    let others = rows(private);
    if !others.is_empty() {
        sides.extend(others);
        sides.push(subtotal(ledger, "Sous-total privé et recettes", private.total));
    }
    sides
}

fn side(ledger: &Ledger, label: String, amount: FigureKey, share: FigureKey) -> BalanceSideView {
    BalanceSideView {
        label: capitalised(&label),
        amount: figure(ledger, amount),
        excl_vat: None,
        share: figure(ledger, share),
        is_subtotal: false,
        is_asked: false,
    }
}

fn subtotal(ledger: &Ledger, label: &str, shared: Shared) -> BalanceSideView {
    BalanceSideView { is_subtotal: true, ..side(ledger, label.to_owned(), shared.amount, shared.share) }
}
