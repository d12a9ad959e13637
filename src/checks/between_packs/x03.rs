//! Each grant, seen from both sides.

use super::shared::each;
use crate::checks::plan::shared::grant_cells;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::figures::FigureKey;
use crate::findings::say;
use crate::findings::{Class, Finding, Missing, Severity};
use crate::model::Money;

/// Each grant, seen from both sides.
pub(in crate::checks) const CHECK: Check = Check {
    code: "X-03",
    title: "L’aide de chaque fonds est la même vue des deux côtés",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "L’aide demandée dans chaque autre dossier est comparée à la ligne de cofinancement de même fonds dans celui-ci.",
        why: "Un financeur vérifie chez l’autre le montant annoncé.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : l’aide demandée à un fonds est la même dans tous les dossiers",
        ),
        mend: "Mettez le même montant dans la feuille Ressources ; vérifiez le rattachement au fonds dans [[cofinanceurs]].",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        each(scope, answers, |other, answers| {
            let identity = &other.fund.identity;
            let name = &identity.short_title;
            let lines = scope.plan().resources.iter();
            let keys: Vec<FigureKey> = lines
                .filter(|line| line.fund.as_ref() == Some(&identity.id))
                .map(|line| line.amount)
                .collect();
            let asked = other.computation.plan.grant.requested;
            if keys.is_empty() && asked.is_none() {
                answers.missing(Missing::of_applicant(
                    say!("aucune ressource n’est rattachée au fonds « {} »", name),
                    "cofinanceurs",
                ));
                return;
            }
            let here: Vec<Option<Money>> = keys.iter().map(|key| scope.needed(*key, answers)).collect();
            let here = here.into_iter().try_fold(Money::ZERO, |sum, amount| sum.checked_add(amount?));
            let there = asked.map_or(Some(Money::ZERO), |key| other.computation.ledger.value(key).money());
            let (Some(here), Some(there)) = (here, there) else {
                if here.is_some() {
                    answers.missing(Missing::of_workbook(say!(
                        "l’aide demandée n’est pas connue dans le dossier « {} »",
                        name
                    )));
                }
                return;
            };
            if here == there {
                answers.compared(1, say!("« {} » : {} des deux côtés", name, here));
                return;
            }
            answers.finding(
                Finding::new(say!("l’aide « {} » diffère d’un dossier à l’autre", name))
                    .at_all(&grant_cells(scope, &identity.id))
                    .found(here)
                    .expected(say!("{}, comme dans le dossier « {} »", there, name))
                    .from_figures(keys),
            );
        });
    }),
};
