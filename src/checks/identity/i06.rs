//! What nobody has filled in.

use crate::checks::written::texts_of;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity, field_name};
use crate::model::text::normalise;

/// What nobody has filled in.
pub(in crate::checks) const CHECK: Check = Check {
    code: "I-06",
    title: "Rien ne reste à renseigner dans projet.toml",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque texte de projet.toml est lu : « À renseigner », que « dossier init » écrit là où il ne sait rien, ne doit plus y être.",
        why: "Un dossier déposé avec ces mots serait renvoyé.",
        basis: Basis::Usage("Usage de ce logiciel : ce que nul n’a dit n’est pas imprimé comme s’il l’était"),
        mend: "Écrivez le renseignement, ou ôtez la ligne s’il est inconnu et facultatif.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let texts = texts_of(&scope.folder.project_file.bytes);
        let mut filled = 0;
        for (path, text) in &texts {
            if !normalise(text).starts_with("a renseigner") {
                filled += 1;
                continue;
            }
            let named = field_name(path).map_or_else(|| say!("{}", path), |name| say!("{}", name));
            answers.finding(
                Finding::new(say!("à renseigner : {}", named)).at_field(path.clone()).found(Fact::text(text)),
            );
        }
        answers.compared(filled, Fact::count(filled, "texte lu", "textes lus"));
    }),
};
