//! Names and labels.

use super::printing::{GLYPHS, read, signs, texts};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Severity};

/// Names and labels.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-07",
    title: "Les noms et les intitulés s’impriment signe pour signe",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque signe des noms et des intitulés (cellules du classeur, projet.toml, noms de fichiers et de feuilles) est cherché dans les quatre polices des documents. Les écritures de droite à gauche ne sont pas mises en page.",
        why: "Un signe que la police n’a pas est imprimé comme une case vide : le nom du demandeur, d’un partenaire ou d’une dépense ne se lit plus sur la pièce déposée.",
        basis: Basis::Usage(GLYPHS),
        mend: "Écrivez ce nom en lettres latines. Pour un brouillon, utilisez --draft : les cases vides y restent visibles.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        signs(scope, answers, true);
        // A fund's definition holds sentences only.
        let [project, _] = scope.surveys;
        answers.compared(read(&[project]), say!("noms et intitulés, parmi {}", texts(&[project])));
    }),
};
