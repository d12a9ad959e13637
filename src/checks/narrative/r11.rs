//! Parts of the description that are not printed.

use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Severity};
use crate::model::Place;
use crate::source::description::{Loss, Lost};

/// Parts of the description that are not printed.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-11",
    title: "Tout ce que dit la description est imprimé",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Les images, les notes de bas de page, les titres des liens, les adresses de liens que rien n’appelle et ce qui suit un commentaire jamais fermé ne sont pas imprimés : chaque perte est dite avec sa ligne.",
        why: "Un texte repris d’un traitement de texte perd ses images et ses notes sans que rien le montre.",
        basis: Basis::Usage("Usage de ce logiciel : rien ne se perd sans être dit"),
        mend: "Mettez l’image en pièce jointe et la note dans le texte, ou retirez-les ; fermez le commentaire par -->.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        tell(scope, answers, |loss| {
            match &loss.what {
            Lost::Picture(address) => {
                Some(Finding::new("l’image n’est pas imprimée").found(say!("« {} »", address)))
            }
            Lost::Footnote(note) => {
                Some(Finding::new("la note de bas de page n’est pas imprimée").found(say!("« {} »", note)))
            }
            Lost::Title(title) => {
                Some(Finding::new("le titre du lien n’est pas imprimé").found(say!("« {} »", title)))
            }
            Lost::Address(typed) => Some(
                Finding::new(
                    "la ligne se lit comme l’adresse d’un lien que rien n’appelle, ou qui a déjà la sienne : elle n’est pas imprimée",
                )
                .found(say!("« {} »", typed))
                .mend("Retirez les crochets, ou les deux points qui les suivent."),
            ),
            Lost::OpenComment => Some(
                Finding::new("le commentaire n’est jamais fermé : rien de ce qui le suit n’est imprimé")
                    .found("<!--")
                    .expected("-->"),
            ),
            Lost::Mark(_) => None,
        }
        });
    }),
};

/// A finding for each loss of a kind; how many lines were read.
pub(super) fn tell(scope: &Scope<'_>, answers: &mut Answers, told: impl Fn(&Loss) -> Option<Finding>) {
    let Some((file, description)) = scope.folder.description.as_ref().zip(scope.description) else {
        answers.not_applicable("le projet n’a pas de description");
        return;
    };
    for loss in &description.losses {
        if let Some(finding) = told(loss) {
            answers.finding(finding.at(&Place::line(file.name.as_str(), loss.line)));
        }
    }
    let lines = description.lines.len();
    if lines == 0 && answers.is_empty() {
        answers.not_applicable("la description est vide");
    }
    answers.compared(lines, Fact::count(lines, "ligne imprimée", "lignes imprimées"));
}
