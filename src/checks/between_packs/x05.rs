//! No resource claimed by two funds, no expense by two categories.

use super::shared::each;
use crate::checks::{Check, Explanation, PackView, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;

/// No resource claimed by two funds, no expense by two categories.
pub(in crate::checks) const CHECK: Check = Check {
    code: "X-05",
    title: "Aucune dépense n’est financée deux fois",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Chaque ligne du classeur figure une fois dans chaque dossier, au même poste et au même montant ; le cumul des aides publiques et de l’autofinancement ne dépasse pas le coût.",
        why: "La même dépense ne peut être ni présentée deux fois, ni remboursée au-delà de son coût.",
        source: "Règlement (UE) 2021/1060, art. 63, § 9",
        mend: "Rattachez la dépense à un seul poste, et chaque aide à un seul fonds.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        each(scope, answers, |other, answers| {
            let name = &other.fund.identity.short_title;
            for (here, there) in scope.plan().lines.iter().zip(&other.computation.plan.lines) {
                let amount_here = scope.money(here.amount);
                let amount_there = other.computation.ledger.value(there.amount).money();
                let category = |pack: &PackView<'_>, index: Option<usize>| {
                    index
                        .and_then(|index| pack.fund.categories.get(index))
                        .map(|category| category.id.clone())
                };
                let same_category = category(&scope.pack, here.category) == category(other, there.category);
                answers.expect(amount_here == amount_there && same_category, || {
                    Finding::new(format!(
                        "« {} » n’est pas au même poste ou au même montant dans le dossier « {name} »",
                        scope.label(here)
                    ))
                    .at(scope.place(here))
                    .found(amount_here.map_or_else(|| "inconnu".to_owned(), |amount| amount.to_string()))
                    .expected(amount_there.map_or_else(|| "inconnu".to_owned(), |amount| amount.to_string()))
                });
            }
            answers.compliant(format!(
                "{} à « {name} »",
                counted(scope.plan().lines.len(), "ligne comparée", "lignes comparées")
            ));
        });
        match (scope.money(scope.plan().resources_total), scope.money(scope.plan().total_cost)) {
            (Some(resources), Some(cost)) if resources != cost => answers.finding(
                Finding::new("le total des ressources n’est pas le coût total")
                    .found(resources)
                    .expected(cost),
            ),
            (Some(resources), Some(_)) => {
                answers.compliant(format!("ressources de {resources}, égales au coût total"))
            }
            _ => answers.missing("une ressource ou une dépense n’a pas de montant"),
        }
    }),
};
