//! A remainder below zero.

use super::shared::{adjusted, largest};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::fund::NatureRole;
use crate::rules::catalogue::ADJUSTED;

/// A remainder below zero.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-02",
    title: "Les ressources ne dépassent pas le coût total",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le total des ressources autres que l’autofinancement est comparé au coût total : le solde ne doit pas être négatif.",
        why: "Une opération financée à plus de 100 % est inéligible.",
        basis: Basis::Arithmetic("Règle arithmétique : les ressources sont égales au coût"),
        mend: "Réduisez les aides demandées : la part européenne est la variable d’ajustement.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let plan = scope.plan();
        let Some(own) = scope.needed(plan.own_contribution, answers) else { return };
        let Some(cost) = scope.money(plan.total_cost) else { return };
        if plan.resources.is_empty() {
            answers.not_applicable("le plan n’a pas d’autre ressource que l’autofinancement");
            return;
        }
        let others = cost.checked_sub(own).unwrap_or(cost);
        if own.is_negative() {
            use NatureRole::{AidePublique, Nature, Prive, Recettes};
            let cell = largest(scope, &[AidePublique]).or_else(|| largest(scope, &[Prive, Recettes, Nature]));
            let finding = Finding::new("les ressources autres que l’autofinancement dépassent le coût total")
                .at_all(&cell)
                .found(others)
                .expected(say!("au plus {}, le coût total", cost))
                .from_figures([plan.own_contribution]);
            answers.finding(match adjusted(scope, ADJUSTED, others.distance(cost)) {
                Some(mend) => finding.mend(mend),
                None => finding,
            });
            return;
        }
        answers.compared(
            1,
            say!("{} de ressources hors autofinancement, pour un coût total de {}", others, cost),
        );
    }),
};
