//! Sections of the form.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;

/// Sections of the form.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-01",
    title: "Toutes les rubriques du formulaire sont rédigées",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque rubrique du fonds est cherchée parmi les titres « ## » de description.md, et ne doit pas être vide.",
        why: "Une rubrique absente de l’impression est réputée non remplie.",
        source: "Rubriques du fonds (chacune porte sa source dans fund.toml) ; motifs de renvoi constatés",
        mend: "Ajoutez le titre et son texte dans description.md.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(description) = scope.description else {
            answers.missing(format!("{} est introuvable", scope.project().identity.description));
            return;
        };
        for section in &scope.fund().sections {
            let written =
                description.find(&section.description).is_some_and(|section| section.characters > 0);
            answers.expect(written, || {
                Finding::new(format!("la rubrique « {} » n’est pas rédigée", section.title))
                    .at(&crate::model::Place::file(scope.project().identity.description.as_str()))
                    .expected(format!("un titre « ## {} » suivi d’un texte", section.description))
            });
        }
        if scope.fund().sections.is_empty() {
            answers.missing("la définition du fonds ne liste pas de rubriques");
        } else {
            answers.compliant(counted(scope.fund().sections.len(), "rubrique rédigée", "rubriques rédigées"));
        }
    }),
};
