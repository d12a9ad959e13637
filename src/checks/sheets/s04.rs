//! Numbers that are the results of their neighbours’ formula.

use super::shared::{SEEN, looked_at, of_sheet};
use crate::audit::fact;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Missing, Severity, Sureness};
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
        for one in typed.results {
            answers.finding(
                of_sheet(audit, one.at, "résultat tapé à la place de sa formule", Sureness::Probable)
                    .at(&audit.place(one.model))
                    .found(say!("{} (valeur tapée, sans formule)", audit.saved(one.at)))
                    .expected(say!(
                        "={}, la formule de {}, qui donne {}",
                        shorten(&one.formula),
                        audit.name(one.model, one.at.sheet),
                        fact(&one.computed)
                    )),
            );
        }
        if typed.untried > 0 {
            answers.missing(Missing::of_workbook(say!(
                "{} : le classeur en a trop pour qu’elles soient toutes comparées aux formules voisines",
                Fact::count(typed.untried, "valeur tapée", "valeurs tapées")
            )));
        }
        looked_at(
            answers,
            typed.tried,
            "valeur comparée",
            "valeurs comparées",
            "aucune valeur tapée n’est voisine d’une formule",
        );
    }),
};
