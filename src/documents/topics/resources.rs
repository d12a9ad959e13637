//! The resources of the plan: who pays what, by nature, and the own contribution.

use schemars::JsonSchema;
use serde::Serialize;

use super::joined::Joined;
use super::values::{FigureView, figure, text};
use crate::figures::Ledger;
use crate::figures::plan::Plan;
use crate::model::french::french_date;
use crate::model::fund::{Nature, NatureRole};
use crate::model::project::CoFinancer;
use crate::model::{Budget, Fund, Project, Resource};

/// A resource.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ResourceView {
    /// Co-financer.
    pub name: String,
    /// Nature.
    pub nature: String,
    /// State: asked, granted, planned.
    pub status: String,
    /// Date of the letter or act, in French.
    pub date: String,
    /// Supporting document.
    pub document: String,
    /// Amount.
    pub amount: FigureView,
    /// Share of the total cost.
    pub share: FigureView,
    /// True for what is asked from this fund.
    pub is_this_fund: bool,
    /// True for what is asked from another fund of the project.
    pub is_of_another_fund: bool,
    /// True for an aid that is still to be asked for: neither granted, nor in kind, nor a receipt.
    pub is_to_ask: bool,
    /// True for a contribution in kind.
    pub is_in_kind: bool,
    /// Who signs for the co-financer, and in what capacity.
    pub signatory: Option<String>,
    /// Its postal address.
    pub address: Option<String>,
    /// The aid scheme that it rests on.
    pub regime: Option<String>,
}

/// Resources of one nature.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NatureView {
    /// Name.
    pub label: String,
    /// Total.
    pub total: FigureView,
    /// Share.
    pub share: FigureView,
}

/// What the workbook says of the own contribution, or what is printed in its place.
pub(super) struct OwnView {
    /// Status.
    pub status: String,
    /// Date of the decision, in French.
    pub date: String,
    /// Supporting document.
    pub document: String,
}

/// Fill the resources, in the order of the workbook.
pub(super) fn resources(
    ledger: &Ledger,
    plan: &Plan,
    (budget, project): (&Budget, &Project),
    fund: &Fund,
) -> Vec<ResourceView> {
    let joined = Joined::new(project);
    plan.resources
        .iter()
        .map(|line| {
            let resource = &budget.resources[line.resource];
            let nature = line.nature.and_then(|index| fund.natures.get(index));
            let known = resource.co_financer.as_ref();
            let known = known.and_then(|name| project.co_financer_called(&name.value));
            let asks = |nature: &Nature| matches!(nature.role, NatureRole::AidePublique | NatureRole::Prive);
            ResourceView {
                is_to_ask: nature.is_some_and(asks) && !known.is_some_and(CoFinancer::is_granted),
                is_in_kind: nature.is_some_and(|nature| nature.role == NatureRole::Nature),
                signatory: known.and_then(|known| {
                    let said = [&known.signatory, &known.capacity].into_iter().flatten();
                    let said: Vec<&str> = said.map(String::as_str).collect();
                    (!said.is_empty()).then(|| said.join(", "))
                }),
                address: known.and_then(|known| known.address.clone()),
                regime: known.and_then(|known| known.regime.clone()),
                name: text(&resource.co_financer),
                nature: nature.map_or_else(
                    || format!("non reconnue : {}", text(&resource.nature)),
                    // What a partner brings is its part of the operation, not another authority's grant.
                    |nature| match resource.co_financer.as_ref() {
                        Some(name) if project.is_partner(&name.value) => {
                            format!("{}, part du partenaire", nature.label)
                        }
                        _ => nature.label.clone(),
                    },
                ),
                status: text(&resource.status),
                date: resource.date.as_ref().map(|date| french_date(date.value)).unwrap_or_default(),
                document: joined.with_piece(&text(&resource.document)),
                amount: figure(ledger, line.amount),
                share: figure(ledger, line.share),
                is_of_another_fund: line.fund.as_deref().is_some_and(|of| of != fund.identity.id),
                is_this_fund: line.fund.as_deref() == Some(fund.identity.id.as_str()),
            }
        })
        .collect()
}

/// Fill the natures of the resources.
pub(super) fn natures(ledger: &Ledger, plan: &Plan, fund: &Fund) -> Vec<NatureView> {
    plan.natures
        .iter()
        .map(|nature| NatureView {
            label: fund.natures[nature.nature].label.clone(),
            total: figure(ledger, nature.total),
            share: figure(ledger, nature.share),
        })
        .collect()
}

/// Fill what is said of the own contribution.
pub(super) fn own(plan: &Plan, budget: &Budget) -> OwnView {
    let own = own_line(plan, budget);
    OwnView {
        status: own
            .map(|own| text(&own.status))
            .filter(|t| !t.is_empty())
            .unwrap_or_else(|| "solde du plan".to_owned()),
        date: own
            .and_then(|own| own.date.as_ref())
            .map_or_else(|| "–".to_owned(), |date| french_date(date.value)),
        document: own
            .map(|own| text(&own.document))
            .filter(|t| !t.is_empty())
            .unwrap_or_else(|| "–".to_owned()),
    }
}

/// The workbook's line for the own contribution, when there is exactly one.
fn own_line<'a>(plan: &Plan, budget: &'a Budget) -> Option<&'a Resource> {
    match plan.stated_own.as_slice() {
        [(index, _)] => budget.resources.get(*index),
        _ => None,
    }
}
