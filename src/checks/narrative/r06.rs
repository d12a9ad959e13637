//! Invented amounts.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// Invented amounts.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-06",
    title: "Un exemple fictif est signalé",
    severity: Severity::Note,
    class: Class::Application,
    explanation: Explanation {
        what: "projet.toml › projet.exemple_fictif signale un dossier dont les montants sont inventés ; chaque document le dit.",
        why: "Un exemple déposé par erreur engagerait la collectivité sur des montants inventés.",
        basis: Basis::Usage("Usage de ce logiciel : un exemple ne se dépose pas"),
        mend: "Pour un vrai dossier, retirez exemple_fictif de projet.toml.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.project().identity.is_fictitious_example {
            answers.finding(
                Finding::new(
                    "ce dossier est un exemple fictif : ses montants sont inventés ; ne le déposez pas",
                )
                .at_field("projet.exemple_fictif"),
            );
            answers.declared("exemple fictif, selon le demandeur");
        } else {
            answers.declared("dossier réel, selon le demandeur");
        }
    }),
};
