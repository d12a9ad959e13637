//! Marks printed as they are typed.

use super::r11::tell;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::source::description::Lost;

/// Marks printed as they are typed.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-12",
    title: "Aucune marque de mise en forme n’est imprimée telle quelle",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Les marques que le programme ne met pas en forme (texte barré, cases à cocher, balises HTML, appels de note) sont imprimées comme elles sont tapées : chacune est dite avec sa ligne.",
        why: "« ~~budget~~ » ou « <u>important</u> » dans un dossier déposé se remarque.",
        basis: Basis::Usage("Usage de ce logiciel (mise en page des documents)"),
        mend: "Retirez la marque : gras et italique se tapent **ainsi** et *ainsi*.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        tell(scope, answers, |loss| match &loss.what {
            Lost::Mark(mark) => {
                Some(Finding::new("la marque est imprimée telle quelle").found(say!("« {} »", mark)))
            }
            _ => None,
        });
    }),
};
