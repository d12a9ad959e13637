//! Stated own contribution against the remainder.

use crate::checks::line_faults::LineFaults;
use crate::checks::{Anomaly, Check, Explanation, Severity};
use crate::model::french::listed;
use crate::model::{Money, Place};

/// Stated own contribution against the remainder.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-01",
    title: "Le plan de financement est équilibré",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Le coût total, moins les ressources autres que l’autofinancement, est comparé à l’autofinancement inscrit au classeur, au centime.",
        why: "Un plan non équilibré est renvoyé sans instruction.",
        source: "Guide du porteur : l’autofinancement est le solde (statut : à confirmer)",
        mend: "Recalculez l’autofinancement : coût total − autres ressources. Si une ressource a changé, reportez-la d’abord.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let plan = scope.plan();
        let Some(expected) = scope.money(plan.own_contribution) else {
            answers.missing(
                "le coût total ou une ressource n’est pas connu : le solde ne peut pas être calculé",
            );
            return;
        };
        if plan.stated_own.is_empty() {
            answers.expect(expected == Money::ZERO, || {
                Anomaly::new("les ressources ne couvrent pas le coût total, et le classeur n’a pas de ligne Autofinancement")
                    .at(&Place::file(scope.folder.budget.name.as_str()))
                    .found("aucune ligne Autofinancement")
                    .expected(format!("une ligne Autofinancement de {expected}"))
            });
            answers.compliant("ressources égales au coût total, sans autofinancement");
            return;
        }
        if let [_, second, ..] = plan.stated_own.as_slice() {
            answers.anomaly(
                Anomaly::new("deux lignes sont de nature Autofinancement : une seule peut recevoir le solde")
                    .at(&scope.budget().resources[second.0].place)
                    .mend("Donnez à chaque cofinanceur sa propre nature ; gardez une ligne Autofinancement pour le demandeur."),
            );
        }
        let mut stated = Money::ZERO;
        let mut anomaly = Anomaly::new("l’autofinancement inscrit n’équilibre pas le plan");
        for (resource, key) in &plan.stated_own {
            let Some(amount) = scope.money(*key) else {
                answers.missing(format!(
                    "{} : montant d’autofinancement illisible",
                    scope.budget().resources[*resource].place
                ));
                return;
            };
            stated = stated.checked_add(amount).unwrap_or(stated);
            let cell = &scope.budget().resources[*resource].amount;
            anomaly = anomaly
                .at(cell.as_ref().map_or(&scope.budget().resources[*resource].place, |cell| &cell.place));
        }
        if stated == expected {
            answers.compliant(format!("autofinancement de {expected}, égal au solde du plan"));
        } else {
            // The plan may be right but for a line that another check finds wrong: to mend first.
            let (short, culprits) = LineFaults::of_the_plan(scope);
            if !culprits.is_empty() && stated.cents().checked_sub(expected.cents()) == Some(short) {
                let names: Vec<String> = culprits.iter().take(NAMED).map(ToString::to_string).collect();
                anomaly.message.push_str(&format!(
                    " : c’est l’écart {} {}, à corriger d’abord",
                    if culprits.len() > 1 { "des cellules" } else { "de la cellule" },
                    listed(&names)
                ));
            }
            answers.anomaly(anomaly.found(stated).expected(format!(
                "{expected} = coût total {} − autres ressources (écart de {})",
                scope.ledger().value(plan.total_cost).french(),
                stated.distance(expected)
            )));
        }
    },
};

/// Most wrong cells named as the cause of an unbalanced plan.
const NAMED: usize = 6;
