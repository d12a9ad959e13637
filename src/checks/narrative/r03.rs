//! Sections of the description that no section of the form takes.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;

/// Sections of the description that no section of the form takes.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-03",
    title: "Aucune partie de la description n’est laissée de côté",
    severity: Severity::Note,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque titre « ## » de description.md est cherché parmi les rubriques du fonds.",
        why: "Un texte écrit et non repris est une omission silencieuse.",
        source: "Motifs de renvoi constatés (statut : à confirmer)",
        mend: "Renommez le titre comme la rubrique visée ; s’il ne concerne que l’autre fonds, rien n’est à faire.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(description) = scope.description else {
            answers.missing(format!("{} est introuvable", scope.project().identity.description));
            return;
        };
        for section in &description.sections {
            let taken = scope.fund().sections.iter().any(|known| {
                crate::model::text::normalise(&known.description)
                    == crate::model::text::normalise(&section.title)
            });
            answers.expect(taken, || {
                Finding::new(format!(
                    "la partie « {} » n’est reprise par aucune rubrique de ce fonds",
                    section.title
                ))
                .at(&crate::model::Place::file(scope.project().identity.description.as_str()))
            });
        }
        answers.compliant(counted(description.sections.len(), "partie", "parties"));
    }),
};
