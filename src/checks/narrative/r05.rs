//! Commitments.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};

/// Commitments.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-05",
    title: "Les engagements du demandeur sont pris",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "projet.toml › engagements doit répondre oui à chaque engagement que le fonds demande. La réponse est celle du demandeur.",
        why: "Un engagement non tenu fait réduire l’aide : pour la publicité du FEDER, jusqu’à 3 %.",
        basis: Basis::Sheet("Engagements du fonds (chacun porte sa source dans fund.toml)"),
        mend: "Prenez l’engagement ; un refus doit être expliqué à l’autorité.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let commitments = &scope.fund().commitments;
        if commitments.is_empty() {
            if let Some(reason) = &scope.fund().identity.none.commitments {
                answers.not_applicable(say!("ce fonds ne demande pas d’engagement : {}", reason));
                return;
            }
            answers.missing(
                Missing::of_authority("les engagements que le fonds demande ne sont pas connus")
                    .how("Inscrivez-les dans fund.toml, une entrée [[engagements]] par engagement."),
            );
            return;
        }
        let mut made = 0;
        for commitment in commitments {
            let field = format!("engagements.{}", commitment.field.name());
            match commitment.field.answer(&scope.project().commitments) {
                Some(true) => made += 1,
                Some(false) => answers.finding(
                    Finding::new(say!("engagement refusé : {}", &commitment.label))
                        .at_field(field)
                        .found("non")
                        .expected("oui")
                        .basis(commitment.source.clone()),
                ),
                None => answers.missing(
                    Missing::of_applicant(
                        say!("l’engagement « {} » n’a pas de réponse", &commitment.label),
                        field,
                    )
                    .how("Répondez par true ou false."),
                ),
            }
        }
        if made > 0 {
            answers.declared(Fact::count(
                made,
                "engagement pris par le demandeur",
                "engagements pris par le demandeur",
            ));
        }
    }),
};
