//! The line of the fund.

use super::shared::GUIDE;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// The line of the fund.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-03",
    title: "Le plan porte l’aide demandée à ce fonds",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Une ligne de la feuille Ressources doit être rattachée à ce fonds par [[cofinanceurs]] de projet.toml.",
        why: "Sans elle, la demande n’a pas de montant.",
        source: GUIDE,
        mend: "Dans projet.toml, ajoutez fonds = \"<identifiant du fonds>\" au cofinanceur de même nom que la ligne.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let fund = &scope.fund().identity;
        match scope.plan().grant.requested {
            None => answers.finding(
                Finding::new(format!("aucune ressource n’est rattachée au fonds « {} »", fund.short_title))
                    .at_field("cofinanceurs")
                    .expected("un cofinanceur rattaché à ce fonds"),
            ),
            Some(key) => answers.compliant(format!("aide demandée : {}", scope.ledger().value(key).french())),
        }
    }),
};
