//! Totals that were typed.

use super::shared::{SEEN, of_sheet, searched};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Severity, Sureness};

/// Totals that were typed.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-18",
    title: "Aucun total n’est tapé à la main",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Sur une feuille qui a des formules, chaque nombre tapé, à trois chiffres au moins, est comparé à la somme des nombres qui le précèdent dans sa colonne ou dans sa ligne, quatre au moins.",
        why: "Un total tapé reste juste jusqu’à la première ligne changée, et rien ne dit alors qu’il ne l’est plus.",
        basis: Basis::Usage(SEEN),
        mend: "Remplacez la valeur par la somme de ses lignes.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let search = sheets.typed_totals();
        for one in &search.found {
            let range = audit.name_of_area(&one.range, one.at.sheet);
            answers.finding(
                of_sheet(audit, one.at, "total tapé à la main", Sureness::Probable)
                    .found(say!("{} (valeur tapée, sans formule)", audit.saved(one.at)))
                    .expected(say!("=SOMME({}), qui donne ce nombre", range)),
            );
        }
        searched(
            answers,
            &search,
            "nombre comparé",
            "nombres comparés",
            "aucune feuille n’a à la fois des formules et des nombres tapés",
        );
    }),
};
