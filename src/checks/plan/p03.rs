//! The line of the fund.

use super::shared::GUIDE;
use crate::checks::{Anomaly, Check, Explanation, Severity};

/// The line of the fund.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-03",
    title: "Le plan porte l’aide demandée à ce fonds",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Une ligne de la feuille Ressources doit être rattachée à ce fonds par [[cofinanceurs]] de projet.toml.",
        why: "Sans elle, la demande n’a pas de montant.",
        source: GUIDE,
        mend: "Dans projet.toml, ajoutez fonds = \"<identifiant du fonds>\" au cofinanceur de même nom que la ligne.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let fund = &scope.fund().identity;
        match scope.plan().grant.requested {
            None => answers.anomaly(
                Anomaly::new(format!("aucune ressource n’est rattachée au fonds « {} »", fund.short_title))
                    .at_field("cofinanceurs")
                    .expected("un cofinanceur rattaché à ce fonds"),
            ),
            Some(key) => answers.compliant(format!("aide demandée : {}", scope.ledger().value(key).french())),
        }
    },
};
