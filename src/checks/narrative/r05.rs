//! Commitments.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;

/// Commitments.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-05",
    title: "Les engagements du demandeur sont pris",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "projet.toml › engagements doit répondre oui à chaque engagement que le fonds demande.",
        why: "Un engagement non tenu fait réduire l’aide : pour la publicité du FEDER, jusqu’à 3 %.",
        source: "Engagements du fonds (chacun porte sa source dans fund.toml)",
        mend: "Répondez à chaque engagement par true ou false ; un refus doit être expliqué à l’autorité.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let mut made = 0usize;
        for commitment in &scope.fund().commitments {
            let field = commitment.field.name();
            match commitment.field.answer(&scope.project().commitments) {
                Some(true) => made += 1,
                Some(false) => answers.finding(
                    Finding::new(format!("engagement refusé : {}", commitment.label))
                        .at_field(format!("engagements.{field}"))
                        .found("non")
                        .expected("oui")
                        .basis(commitment.source.clone()),
                ),
                None => answers.missing_at(
                    format!("l’engagement « {} » n’a pas de réponse", commitment.label),
                    format!("engagements.{field}"),
                ),
            }
        }
        if made > 0 {
            answers.compliant(counted(made, "engagement pris", "engagements pris"));
        }
        if scope.fund().commitments.is_empty() {
            answers.missing("la définition du fonds ne liste pas d’engagements");
        }
    }),
};
