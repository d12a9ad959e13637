//! Sentences.

use super::printing::{GLYPHS, read, signs, texts};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Severity};

/// Sentences.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-08",
    title: "Les textes rédigés s’impriment signe pour signe",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque signe de la description, des textes libres de projet.toml et de la définition du fonds est cherché dans les quatre polices des documents.",
        why: "Un signe que la police n’a pas est imprimé comme une case vide, au milieu de la phrase.",
        basis: Basis::Usage(GLYPHS),
        mend: "Remplacez le signe par un mot ou par un signe de l’alphabet latin.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        signs(scope, answers, false);
        answers.compared(
            read(&scope.surveys),
            say!("description, textes libres et définition du fonds, parmi {}", texts(&scope.surveys)),
        );
    }),
};
