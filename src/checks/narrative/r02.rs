//! Lengths.

use super::shared::characters;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;

/// Lengths.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-02",
    title: "Les rubriques tiennent dans les champs du portail",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "La longueur de chaque rubrique est comparée à la longueur maximale du champ, quand elle est connue.",
        why: "Le portail coupe le texte sans prévenir.",
        source: "Portail de dépôt (longueurs à renseigner dans fund.toml)",
        mend: "Raccourcissez le texte, ou renseignez longueur_max avec sa source.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let mut unknown = Vec::new();
        let mut compared = 0usize;
        for section in &scope.fund().sections {
            let Some(limit) = section.longest else {
                unknown.push(section.title.as_str());
                continue;
            };
            let Some(text) = scope.description.and_then(|description| description.find(&section.description))
            else {
                continue;
            };
            answers.expect(text.characters <= limit, || {
                Finding::new(format!("la rubrique « {} » est trop longue", section.title))
                    .at(&crate::model::Place::file(scope.project().identity.description.as_str()))
                    .found(characters(text.characters))
                    .expected(format!("au plus {}", characters(limit)))
            });
            compared += 1;
        }
        if !unknown.is_empty() {
            answers.missing(format!("longueur maximale inconnue pour : {}", unknown.join(", ")));
        }
        if compared > 0 {
            answers.compliant(counted(compared, "rubrique mesurée", "rubriques mesurées"));
        }
    }),
};
