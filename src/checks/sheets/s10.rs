//! Numbers kept as texts where a sum leaves them out.

use super::shared::{SEEN, of_sheet, ranges_looked_at};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Sentence, Severity, Sureness};

/// Numbers kept as texts where a sum leaves them out.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-10",
    title: "Aucun nombre additionné n’est enregistré en texte",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les textes qui se lisent comme des nombres, dans les plages additionnées, sont signalés : le tableur ne les compte pas.",
        why: "Un nombre en texte se voit comme les autres et vaut zéro dans la somme.",
        basis: Basis::Usage(SEEN),
        mend: "Retapez le nombre dans une cellule au format Nombre.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let summed = sheets.summed();
        for (at, sum) in summed.texts.iter().map(|(at, sum)| (*at, *sum)) {
            answers.finding(
                of_sheet(
                    audit,
                    at,
                    "nombre enregistré en texte, qu’une somme ne compte pas",
                    Sureness::Certain,
                )
                .at(&audit.place(sum))
                .found(Sentence::of(audit.saved(at)))
                .expected(say!("un nombre, compté par {}", audit.name(sum, at.sheet))),
            );
        }
        ranges_looked_at(answers, summed.seen, summed.unseen);
    }),
};
