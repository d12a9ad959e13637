//! Lengths.

use super::shared::{characters, heading, no_description, no_sections};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};

/// Lengths.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-02",
    title: "Les rubriques tiennent dans les champs du portail",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "La longueur de chaque rubrique est comparée à la longueur maximale du champ, quand elle est connue.",
        why: "Le portail coupe le texte sans prévenir.",
        basis: Basis::Sheet("Portail de dépôt (longueurs à renseigner dans fund.toml)"),
        mend: "Raccourcissez le texte.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let sections = &scope.fund().sections;
        if sections.is_empty() {
            answers.missing(no_sections());
            return;
        }
        let (limited, unlimited): (Vec<_>, Vec<_>) =
            sections.iter().partition(|section| section.longest.is_some());
        if !unlimited.is_empty() {
            let titles = unlimited.iter().map(|section| section.title.as_str());
            answers.missing(
                Missing::of_authority(say!(
                    "la longueur maximale n’est pas connue pour {} : {}",
                    Fact::count(unlimited.len(), "rubrique", "rubriques"),
                    Fact::list(titles)
                ))
                .how("Inscrivez longueur_max dans fund.toml, à chaque rubrique, avec sa source."),
            );
        }
        if limited.is_empty() {
            return;
        }
        let Some(description) = scope.description else {
            answers.missing(no_description(scope));
            return;
        };
        let mut compared = 0;
        for (section, limit) in limited.iter().filter_map(|section| Some((section, section.longest?))) {
            let written = description.find(&section.description, &scope.fund().identity.id);
            let Some(text) = written else { continue };
            compared += 1;
            let length = text.length(&|id| scope.ledger().printed(id));
            answers.expect(length <= limit, || {
                Finding::new(say!("la rubrique « {} » est trop longue", &section.title))
                    .at(&heading(scope, Some(text)))
                    .found(characters(length))
                    .expected(say!("au plus {}", characters(limit)))
            });
        }
        answers.compared(compared, Fact::count(compared, "rubrique mesurée", "rubriques mesurées"));
        if compared == 0 {
            answers.not_applicable("aucune rubrique de longueur connue n’est rédigée");
        }
    }),
};
