//! What several checks of this family share.

use rust_decimal::Decimal;

use crate::checks::Scope;
use crate::findings::{Answers, Fact, Missing};
use crate::model::fund::NatureRole;
use crate::model::{Money, Place, Rate};
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

/// A rate with all its decimals: the reader may multiply by it.
pub(in crate::checks) fn exact(rate: Rate) -> Fact {
    Fact::quantity(rate.fraction().saturating_mul(Decimal::ONE_HUNDRED).normalize(), "%")
}

/// The amount of a rate on a base, as the fund rounds it.
pub(in crate::checks) fn share_of(scope: &Scope<'_>, base: Money, rate: Rate) -> Option<Money> {
    let product = base.to_decimal().checked_mul(rate.fraction())?;
    scope.ledger().rounding().to_cents(product)
}
