//! What several checks of this family share.

use rust_decimal::Decimal;

use crate::checks::Scope;
use crate::checks::reliance::reserve;
use crate::findings::{Answers, Fact, Missing, Sentence, say};
use crate::model::fund::NatureRole;
use crate::model::{Money, Place, Rate};
use crate::rules::{Known, RuleValue};
use crate::source::table::ColumnRole;

pub(in crate::checks) const GUIDE: &str =
    "Usage : guide officiel d’une autorité de gestion voisine (2023 ; à confirmer)";

/// The cells that state the aid asked from a fund.
pub(in crate::checks) fn grant_cells(scope: &Scope<'_>, fund: &str) -> Vec<Place> {
    let asked = scope.plan().resources.iter().filter(|line| line.fund.as_deref() == Some(fund));
    asked
        .map(|line| scope.resource_cell(&scope.budget().resources[line.resource], ColumnRole::Amount))
        .collect()
}

/// The aid asked from the fund of the pack; what it lacks is said when it is not known.
pub(in crate::checks) fn requested(scope: &Scope<'_>, answers: &mut Answers) -> Option<Money> {
    let Some(key) = scope.plan().grant.requested else {
        answers.missing(no_grant());
        return None;
    };
    scope.needed(key, answers)
}

/// The rate of the aid asked from the fund of the pack; what it lacks is said when it is not known.
pub(in crate::checks) fn requested_share(scope: &Scope<'_>, answers: &mut Answers) -> Option<Rate> {
    let Some(key) = scope.plan().grant.displayed_rate else {
        answers.missing(no_grant());
        return None;
    };
    scope.needed_rate(key, answers)
}

fn no_grant() -> Missing {
    Missing::of_applicant(
        "aucune ressource du classeur n’est rattachée à ce fonds : l’aide demandée n’est pas connue",
        "cofinanceurs",
    )
    .how("Donnez fonds = \"<identifiant du fonds>\" au cofinanceur de même nom que la ligne.")
}

/// The cell of the largest resource among some roles: where a plan with too much of them is brought down. It follows from
/// the workbook, so that every pack names the same.
pub(in crate::checks) fn largest(scope: &Scope<'_>, roles: &[NatureRole]) -> Option<Place> {
    let among = scope
        .plan()
        .resources
        .iter()
        .filter(|line| scope.nature_role(line.nature).is_some_and(|role| roles.contains(&role)));
    // The first of the largest ones.
    let line = among.rev().max_by_key(|line| scope.money(line.amount))?;
    Some(scope.resource_cell(&scope.budget().resources[line.resource], ColumnRole::Amount))
}

/// How to bring public aid down by what it has too much: the resource that gives way, by the fund's rule, and what it
/// becomes. `None` where the fund has no such rule, or the plan no such resource.
pub(in crate::checks) fn adjusted(scope: &Scope<'_>, rule: &Known, excess: Money) -> Option<Sentence> {
    let held = scope.rules().held(rule)?.typed(RuleValue::text)?;
    let nature = scope.fund().find_nature(&held.value)?;
    let amounts = scope.plan().resources.iter().filter(|line| line.nature == Some(nature));
    let brought: Money = amounts.filter_map(|line| scope.money(line.amount)).sum();
    if brought == Money::ZERO {
        return None;
    }
    let left = brought.checked_sub(excess)?;
    let name = scope.fund().natures.get(nature).map_or(&*held.value, |nature| &nature.label);
    Some(if left.is_negative() {
        say!(
            "Réduisez les aides : « {} » est la ressource qui s’ajuste{}, mais même sans elle il resterait {} de trop.",
            name,
            reserve(&held),
            left.distance(Money::ZERO)
        )
    } else {
        say!(
            "Ramenez « {} » de {} à {} : c’est la ressource qui s’ajuste{}.",
            name,
            brought,
            left,
            reserve(&held)
        )
    })
}

/// A rate with all its decimals: the reader may multiply by it.
pub(in crate::checks) fn exact(rate: Rate) -> Fact {
    Fact::quantity(rate.fraction().saturating_mul(Decimal::ONE_HUNDRED).normalize(), "%")
}

/// The amount of a rate on a base, as the fund rounds it.
pub(in crate::checks) fn share_of(scope: &Scope<'_>, base: Money, rate: Rate) -> Option<Money> {
    let product = base.to_decimal().checked_mul(rate.fraction())?;
    scope.ledger().rounding().to_cents(product)
}
