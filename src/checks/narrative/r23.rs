//! Length of the summary.

use super::shared::characters;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::text::normalise;

/// Most characters of a summary, as `projet.toml` announces it beside the field.
const LONGEST: usize = 500;

/// Length of the summary.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-23",
    title: "Le résumé tient en 500 caractères",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "La longueur du résumé (projet.resume), espaces compris, est comparée aux 500 caractères que projet.toml annonce.",
        why: "Le résumé s’imprime en tête du dossier, en deux phrases : plus long, il est coupé, ou nul ne le lit.",
        basis: Basis::Usage("Usage de ce logiciel : deux phrases, 500 caractères au plus"),
        mend: "Raccourcissez le résumé ; ce qu’il a de trop a sa place dans la description.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        let summary = scope.project().identity.summary.as_deref().map(str::trim);
        // One that nobody has written is told by I-06.
        let written = summary.filter(|text| !text.is_empty() && !normalise(text).starts_with("a renseigner"));
        let Some(summary) = written else {
            answers.not_applicable("le projet n’a pas de résumé");
            return;
        };
        let length = summary.chars().count();
        answers.expect(length <= LONGEST, || {
            Finding::new("le résumé est trop long")
                .at_field("projet.resume")
                .found(characters(length))
                .expected(say!("au plus {}", characters(LONGEST)))
        });
        answers.compared(1, say!("{}, pour {} au plus", characters(length), characters(LONGEST)));
    }),
};
