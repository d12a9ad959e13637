//! What the conventions state.

use super::shared::{CITATION, SENTENCE, is_called, is_collaborative, others};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::partnership::Mention;

/// What the conventions state.
pub(in crate::checks) const CHECK: Check = Check {
    code: "G-03",
    title: "Une convention lie chaque partenaire et porte les mentions du décret",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque partenaire est cherché dans projet.toml › conventions, et les mentions que le demandeur y a relevées sont comparées aux cinq du décret. Son texte est lu par G-06.",
        why: "La convention est annexée à l’acte attributif : sans ses mentions, les dépenses des partenaires ne sont pas éligibles.",
        basis: Basis::Text { citation: CITATION, sentence: Some(SENTENCE) },
        mend: "Faites compléter la convention, puis ses mentions dans projet.toml : plan_de_financement, obligations, reversement, litiges, indus.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        if !is_collaborative(scope, answers) {
            return;
        }
        let conventions = &scope.project().conventions;
        if conventions.is_empty() {
            answers.missing_field("conventions");
            return;
        }
        let mut compared = 0;
        for partner in others(scope) {
            compared += 1;
            let is_bound =
                conventions.iter().any(|one| one.partners.iter().any(|bound| is_called(partner, bound)));
            answers.expect(is_bound, || {
                Finding::new(say!("aucune convention ne lie « {} »", &partner.name))
                    .at_field("conventions")
                    .expected("son identifiant dans conventions.partenaires")
            });
        }
        answers.compared(
            compared,
            Fact::count(
                compared,
                "partenaire cherché parmi les conventions",
                "partenaires cherchés parmi les conventions",
            ),
        );
        for (index, convention) in conventions.iter().enumerate() {
            let field = format!("conventions[{index}].mentions");
            let Some(mentions) = &convention.mentions else {
                answers.missing_field(field.as_str());
                continue;
            };
            let lacking: Vec<&str> = Mention::ALL
                .iter()
                .filter(|mention| !mentions.contains(mention))
                .map(|mention| mention.french())
                .collect();
            if lacking.is_empty() {
                answers.declared("la convention porte les cinq mentions, d’après le demandeur");
                continue;
            }
            answers.finding(
                Finding::new("la convention n’a pas toutes les mentions du décret")
                    .at_field(field)
                    .expected(Fact::list_with(lacking, " ; ")),
            );
        }
    }),
};
