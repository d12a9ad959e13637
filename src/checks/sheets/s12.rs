//! Numbers that are counted and that nobody sees.

use super::shared::{SEEN, looked_at, of_sheet};
use crate::audit::sheets::summed::Hidden;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Severity, Sureness};

/// Numbers that are counted and that nobody sees.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-12",
    title: "Tout ce qui est additionné se voit",
    severity: Severity::Note,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les nombres additionnés dont la ligne ou la colonne est masquée, qu’un filtre, un format ou une couleur cache, ou qui sont barrés, sont signalés.",
        why: "Qui relit la feuille refait le total à la main et ne le retrouve pas.",
        basis: Basis::Usage(SEEN),
        mend: "Affichez la ligne ou la colonne, retirez le filtre, ou sortez le nombre de la somme.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        for (at, (why, sum)) in sheets.summed().hidden {
            let message = match why {
                Hidden::Row => "nombre d’une ligne masquée, et pourtant compté",
                Hidden::Filter => "nombre d’une ligne que le filtre cache, et pourtant compté",
                Hidden::Column => "nombre d’une colonne masquée, et pourtant compté",
                Hidden::Unseen => "nombre que son format ou sa couleur cache, et pourtant compté",
                Hidden::Struck => "nombre barré, et pourtant compté",
            };
            answers.finding(
                of_sheet(audit, at, message, Sureness::Doubtful)
                    .at(&audit.place(sum))
                    .found(say!("{}, compté par {}", audit.saved(at), audit.name(sum, at.sheet))),
            );
        }
        looked_at(audit, answers);
    }),
};
