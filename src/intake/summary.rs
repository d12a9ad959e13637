//! What a workbook says, in a few lines: costs and their basis, years, funders, and whether the plan balances.

use std::collections::BTreeSet;

use super::{Draft, Understood};
use crate::model::Money;
use crate::model::budget::Maybe;
use crate::model::french::{counted, listed};

/// The lines, in French; none for a workbook without amounts.
#[must_use]
pub fn lines(draft: &Draft<'_>, understood: &Understood) -> Vec<String> {
    let budget = &understood.reading.budget;
    let mut lines = Vec::new();
    let excluding = total(budget.expense_lines.iter().map(|line| &line.amount_excl_vat));
    let including = total(budget.expense_lines.iter().map(|line| &line.amount_incl_vat));
    let totals: Vec<String> = [(excluding, "HT"), (including, "TTC")]
        .into_iter()
        .filter_map(|(total, basis)| Some(format!("{} {basis}", total?)))
        .collect();
    if !totals.is_empty() {
        let count = counted(budget.expense_lines.len(), "ligne", "lignes");
        lines.push(format!("dépenses : {count}, {}", listed(&totals)));
    }
    if !budget.staff_lines.is_empty() {
        lines.push(format!("personnel : {}", counted(budget.staff_lines.len(), "ligne", "lignes")));
    }
    let years: BTreeSet<i32> = budget
        .expense_lines
        .iter()
        .filter_map(|line| line.year.as_ref())
        .chain(budget.staff_lines.iter().filter_map(|line| line.year.as_ref()))
        .map(|year| year.value)
        .collect();
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    let years = if years.is_empty() { "aucune n’est dite".to_owned() } else { listed(&years) };
    lines.push(format!("années : {years}"));
    let funders: Vec<String> = draft
        .funders
        .iter()
        .map(|funder| match &funder.nature {
            Some(nature) => format!("{} ({nature})", funder.name),
            None => format!("{} (nature à dire)", funder.name),
        })
        .collect();
    if funders.is_empty() {
        return lines;
    }
    lines.push(format!("financeurs : {}", listed(&funders)));
    let resources = total(budget.resources.iter().map(|one| &one.amount));
    // Staff costs are computed, not read: a plan with staff is balanced by `check`.
    if let (Some(resources), true) = (resources, budget.staff_lines.is_empty()) {
        let balanced =
            [(excluding, "HT"), (including, "TTC")].into_iter().find(|(total, _)| *total == Some(resources));
        let said = match (balanced, excluding.or(including)) {
            (Some((_, basis)), _) => format!("ressources : {resources}, équilibré avec le coût {basis}"),
            (None, Some(cost)) => format!("ressources : {resources}, écart de {}", cost.distance(resources)),
            (None, None) => format!("ressources : {resources}"),
        };
        lines.push(said);
    }
    lines
}

/// The sum of the amounts that are there; none without any.
fn total<'a>(amounts: impl Iterator<Item = &'a Maybe<Money>>) -> Option<Money> {
    let mut known = amounts.flatten().map(|amount| amount.value);
    known.try_fold(Money::ZERO, Money::checked_add).filter(|total| *total != Money::ZERO)
}
