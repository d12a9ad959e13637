//! Formulas that are their neighbours’ and one number more.

use super::shared::{SEEN, likely, looked_at, of_sheet};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Severity, Sureness};

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
        for one in lone.added {
            let finding =
                of_sheet(audit, one.at, "formule de ses voisines, à un nombre près", Sureness::Probable);
            answers.finding(
                finding
                    .at(&audit.place(one.model))
                    .found(audit.formula(one.at))
                    .expected(likely(audit, one.at, one.model, one.count, one.way)),
            );
        }
        looked_at(
            answers,
            lone.compared,
            "formule comparée",
            "formules comparées",
            "aucune formule n’a de voisines",
        );
    }),
};
