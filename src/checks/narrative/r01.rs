//! Sections of the form.

use super::shared::{heading, no_sections};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Place;

/// Sections of the form.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-01",
    title: "Toutes les rubriques du formulaire sont rédigées",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque rubrique du fonds est cherchée parmi les titres « ## » de description.md, et ne doit pas être vide.",
        why: "Une rubrique absente de l’impression est réputée non remplie.",
        basis: Basis::Sheet("Rubriques du fonds (chacune porte sa source dans fund.toml)"),
        mend: "Ajoutez le titre et son texte dans description.md.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let sections = &scope.fund().sections;
        if sections.is_empty() {
            answers.missing(no_sections());
            return;
        }
        let Some(description) = scope.description else {
            // As much is missing as from an empty file.
            let file = scope.project().identity.description.as_str();
            answers.finding(
                Finding::new(say!("à renseigner : {} manque, aucune rubrique n’est rédigée", file))
                    .at(&Place::file(file))
                    .expected(say!(
                        "un titre « ## » suivi d’un texte pour chaque rubrique : {}",
                        Fact::list(sections.iter().map(|section| section.title.as_str()))
                    )),
            );
            return;
        };
        for section in sections {
            let written = description.find(&section.description, &scope.fund().identity.id);
            answers.expect(written.is_some_and(|section| !section.is_empty()), || {
                Finding::new(say!("à renseigner : la rubrique « {} »", &section.title))
                    .at(&heading(scope, written))
                    .found(if written.is_some() { "un titre sans texte" } else { "aucun titre de ce nom" })
                    .expected(say!("un titre « ## {} » suivi d’un texte", &section.description))
            });
        }
        answers.compared(
            sections.len(),
            say!(
                "{} dans la description",
                Fact::count(sections.len(), "rubrique cherchée", "rubriques cherchées")
            ),
        );
    }),
};
