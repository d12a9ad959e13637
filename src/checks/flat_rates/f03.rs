//! The base exists and is shown.

use super::shared::of_plan;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::Money;

/// The base exists and is shown.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-03",
    title: "La base du taux forfaitaire figure au plan",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "La base du forfait (personnel direct, coûts directs, ou coûts directs autres que de personnel) doit être connue et non nulle.",
        why: "Un taux sur une base que le plan ne montre pas ne peut pas être vérifié.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 54",
            sentence: Some(
                "Lorsqu’un taux forfaitaire est utilisé pour couvrir les coûts indirects d’une opération, celui-ci peut être calculé au moyen de l’un des taux forfaitaires suivants:",
            ),
        },
        mend: "Complétez la feuille Personnel, ou choisissez un forfait assis sur une base que le plan porte.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        for (asked, _, plan) in of_plan(scope, answers) {
            match scope.needed(plan.base, answers) {
                None => {}
                Some(Money::ZERO) => answers.finding(
                    Finding::new("la base du forfait est nulle")
                        .at_field(asked.rule_field())
                        .found(Money::ZERO)
                        .expected("une base que le plan montre")
                        .from_figures([plan.base]),
                ),
                Some(base) => answers.compared(1, say!("base de {}", base)),
            }
        }
    }),
};
