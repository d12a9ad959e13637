//! Sections of the description that no section of the form takes.

use super::shared::{heading, no_description};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::text::normalise;
use std::collections::BTreeSet;

/// Sections of the description that no section of the form takes.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-03",
    title: "Les parties de la description que le formulaire ne reprend pas sont signalées",
    severity: Severity::Note,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque titre « ## » de description.md est cherché parmi les rubriques du fonds.",
        why: "Un texte écrit et non repris est une omission silencieuse.",
        basis: Basis::Usage("Usage : motifs de renvoi constatés par les services instructeurs (à confirmer)"),
        mend: "Renommez le titre comme la rubrique visée ; s’il ne concerne que l’autre fonds, rien n’est à faire.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(description) = scope.description else {
            answers.missing(no_description(scope));
            return;
        };
        if description.sections.is_empty() {
            answers.not_applicable("la description est vide");
            return;
        }
        let taken: BTreeSet<String> =
            scope.fund().sections.iter().map(|section| normalise(&section.description)).collect();
        // What is written for another fund alone is not meant for this one.
        let own = |fund: &String| *fund == scope.fund().identity.id;
        let sections = description.sections.iter().filter(|section| section.fund.as_ref().is_none_or(own));
        for section in sections {
            answers.expect(taken.contains(&normalise(&section.title)), || {
                Finding::new(say!(
                    "la partie « {} » n’est reprise par aucune rubrique de ce fonds",
                    &section.title
                ))
                .at(&heading(scope, Some(section)))
            });
        }
        let parts = description.sections.len();
        answers.compared(
            parts,
            say!(
                "{} parmi les rubriques du fonds",
                Fact::count(parts, "partie cherchée", "parties cherchées")
            ),
        );
    }),
};
