//! Numbers that are the results of their neighbours’ formula.

use super::shared::{SEEN, tell_typed, typed_looked_at};
use crate::audit::fact;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Severity, Sureness};
use crate::source::workbook::sheet::shorten;

/// Numbers that are the results of their neighbours’ formula.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-04",
    title: "Aucun résultat n’est tapé à la place de sa formule",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Chaque nombre tapé est comparé à ce que donnerait, à sa place, la formule d’une cellule voisine de sa ligne ou de sa colonne ; celui qui en est le résultat, à trois chiffres au moins, est signalé.",
        why: "Un résultat collé en valeur ne suit plus les cellules dont il vient : il reste juste jusqu’au premier changement.",
        basis: Basis::Usage(SEEN),
        mend: "Recopiez la formule de la cellule voisine sur cette valeur.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let typed = sheets.typed();
        let told = ("résultat tapé à la place de sa formule", Sureness::Probable);
        tell_typed(audit, answers, &typed.results, told, |one| {
            say!(
                "={}, la formule de {}, qui donne {}",
                shorten(&one.formula),
                audit.name(one.model, one.at.sheet),
                fact(&one.computed)
            )
        });
        typed_looked_at(answers, typed);
    }),
};
