//! The needs that the plan's purchases make: what is bought under one label, over the years, excluding VAT.

use std::collections::BTreeMap;

use crate::checks::Scope;
use crate::findings::say;
use crate::findings::{Answers, Missing};
use crate::model::fund::CategoryRole;
use crate::model::procurement::Contract;
use crate::model::text::normalise;
use crate::model::{ExpenseLine, Money, Place};

/// What the plan buys under one label, by one buyer.
pub(super) struct Need<'a> {
    /// The label as the workbook writes it.
    pub(super) label: &'a str,
    /// The fund's category of its lines.
    pub(super) category: usize,
    /// The cells of its amounts.
    pub(super) places: Vec<&'a Place>,
    /// Its lines, added up.
    pub(super) value: Money,
    /// The contract that covers it, by its rank.
    pub(super) contract: Option<usize>,
}

/// The purchases of the applicant itself, in the order of the workbook. A line without an amount excluding VAT is said: its
/// need is not known.
pub(super) fn needs<'a>(scope: &Scope<'a>, answers: &mut Answers) -> Vec<Need<'a>> {
    let contracts = &scope.project().contracts;
    let mut ranks: BTreeMap<String, usize> = BTreeMap::new();
    let mut needs: Vec<Need<'a>> = Vec::new();
    let mut unknown = 0;
    for (line, expense) in purchases(scope) {
        let Some(label) = expense.label.as_ref() else { continue };
        let Some(amount) = expense.amount_excl_vat.as_ref() else {
            unknown += 1;
            continue;
        };
        let name = normalise(&label.value);
        match ranks.get(&name).and_then(|rank| needs.get_mut(*rank)) {
            Some(need) => {
                need.value = need.value.saturating_add(amount.value);
                need.places.push(&amount.place);
            }
            None => {
                let contract = contracts.iter().position(|contract| covers(contract, &name));
                ranks.insert(name, needs.len());
                needs.push(Need {
                    label: &label.value,
                    category: line,
                    places: vec![&amount.place],
                    value: amount.value,
                    contract,
                });
            }
        }
    }
    if unknown > 0 {
        answers.missing(Missing::of_workbook(say!(
            "{} sans montant HT : ce qu’ils font de la valeur des marchés n’est pas connu",
            crate::findings::Fact::count(unknown, "achat", "achats")
        )));
    }
    needs
}

/// True when a contract names a label.
pub(super) fn covers(contract: &Contract, name: &str) -> bool {
    contract.purchases.iter().any(|purchase| normalise(purchase) == name)
}

/// The lines that somebody is paid for: no staff, no contribution in kind, no depreciation, no land; those of the applicant,
/// since a partner awards its own contracts.
fn purchases<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (usize, &'a ExpenseLine)> {
    let scope = *scope;
    scope.plan().lines.iter().filter_map(move |line| {
        let crate::figures::plan::LineSource::Expense(index) = line.source else { return None };
        let expense = scope.budget().expense_lines.get(index)?;
        let role = scope.category(line)?.role;
        let is_bought =
            matches!(role, CategoryRole::Direct | CategoryRole::Participants | CategoryRole::Investissement);
        let is_own =
            expense.partner.as_ref().is_none_or(|partner| scope.project().is_applicant(&partner.value));
        (is_bought && is_own).then_some((line.category?, expense))
    })
}
