//! The sum of the grants.

use super::shared::ALONE;
use crate::checks::needed::listed;
use crate::checks::plan::shared::grant_cells;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::figures::FigureKey;
use crate::findings::say;
use crate::findings::{Class, Finding, Missing, Severity};
use crate::model::fund::FundIdentity;
use crate::model::{Money, Place};
use crate::source::table::ColumnRole;

/// The sum of the grants.
pub(in crate::checks) const CHECK: Check = Check {
    code: "X-04",
    title: "La somme des aides demandées ne dépasse pas le coût total",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Les aides demandées dans tous les dossiers du projet sont additionnées et comparées au coût total.",
        why: "Au-delà, l’opération serait surfinancée.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : les aides demandées ne dépassent pas ensemble le coût",
        ),
        mend: "Réduisez une demande : la part européenne est la variable d’ajustement.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        // One grant alone is compared with the cost by P-02.
        if scope.others.is_empty() {
            answers.not_applicable(ALONE);
            return;
        }
        let plan = scope.plan();
        let mut sum = Money::ZERO;
        let mut largest: Option<(Money, Option<Place>)> = None;
        let mut figures: Vec<FigureKey> = vec![plan.total_cost];
        let mut packs: Vec<_> = std::iter::once(&scope.pack).chain(scope.others).collect();
        // The same order in every pack, so that all of them name the same grant.
        packs.sort_by_key(|pack| &pack.fund.identity.id);
        for pack in packs {
            let identity = &pack.fund.identity;
            let Some(asked) = pack.computation.ledger.money("aide.demandee") else {
                answers.missing(unknown(scope, identity));
                continue;
            };
            sum = sum.checked_add(asked).unwrap_or(sum);
            let lines = plan.resources.iter().filter(|line| line.fund.as_ref() == Some(&identity.id));
            figures.extend(lines.map(|line| line.amount));
            if largest.as_ref().is_none_or(|(most, _)| asked > *most) {
                largest = Some((asked, grant_cells(scope, &identity.id).into_iter().next()));
            }
        }
        let Some(cost) = scope.needed(plan.total_cost, answers) else { return };
        // What is not known can only add to the sum.
        if sum > cost {
            answers.finding(
                Finding::new("les aides demandées dépassent le coût total")
                    .at_all(largest.as_ref().and_then(|(_, cell)| cell.as_ref()))
                    .found(sum)
                    .expected(say!("au plus {}, le coût total", cost))
                    .from_figures(figures),
            );
        } else if answers.missing.is_empty() {
            answers.compared(1, say!("{} demandés, pour un coût total de {}", sum, cost));
        }
    }),
};

/// What keeps the aid asked from a fund from being known: cells without amount, or no resource of that fund.
fn unknown(scope: &Scope<'_>, fund: &FundIdentity) -> Missing {
    let of_fund = scope.plan().resources.iter().filter(|line| line.fund.as_ref() == Some(&fund.id));
    let empty = of_fund.filter(|line| scope.money(line.amount).is_none());
    let cells: Vec<Place> = empty
        .filter_map(|line| scope.budget().resources.get(line.resource))
        .map(|resource| scope.resource_cell(resource, ColumnRole::Amount))
        .collect();
    if cells.is_empty() {
        return Missing::of_applicant(
            say!("l’aide demandée au fonds « {} » n’est pas connue", &fund.short_title),
            "cofinanceurs",
        );
    }
    Missing::of_workbook(say!(
        "l’aide demandée au fonds « {} » n’est pas connue : sans montant lisible en {}",
        &fund.short_title,
        listed(cells)
    ))
}
