//! Formulas that are their neighbours’ and one number more.

use super::shared::{SEEN, tell_lone};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Severity};

/// Formulas that are their neighbours’ and one number more.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-03",
    title: "Aucune formule n’ajoute un nombre que ses voisines n’ajoutent pas",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "La formule d’une cellule entourée de deux formules semblables est comparée à elles : un nombre ajouté ou retranché en plus est signalé.",
        why: "Un ajustement tapé dans une formule ne se voit pas à l’écran et ne suit plus rien.",
        basis: Basis::Usage(SEEN),
        mend: "Retirez le nombre ajouté ; si l’ajustement est voulu, donnez-lui sa ligne et dites pourquoi.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let lone = sheets.lone();
        let message = "formule de ses voisines, à un nombre près";
        tell_lone(audit, answers, &lone.added, lone.compared, message);
    }),
};
