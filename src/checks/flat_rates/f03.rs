//! The base exists and is shown.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::Money;

/// The base exists and is shown.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-03",
    title: "La base du taux forfaitaire figure au plan",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "La base du forfait (personnel direct ou coûts directs) doit être connue et non nulle.",
        why: "Un taux sur une base que le plan ne montre pas ne peut pas être vérifié.",
        source: "Règlement (UE) 2021/1060, art. 54 ; motifs de renvoi constatés",
        mend: "Complétez la feuille Personnel, ou choisissez un forfait assis sur les coûts directs.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| match &scope.plan().indirect {
        None if scope.project().indirect_costs.is_some() => {
            answers.missing("le forfait demandé n’est pas connu du fonds")
        }
        None => answers.not_applicable("aucun forfait demandé"),
        Some(indirect) => match scope.money(indirect.base) {
            None => answers.missing("la base du forfait contient un montant manquant"),
            Some(Money::ZERO) => answers.finding(
                Finding::new("la base du forfait est nulle")
                    .at_field("couts_indirects.regle")
                    .found(Money::ZERO),
            ),
            Some(base) => answers.compliant(format!("base de {base}")),
        },
    }),
};
