//! Numbers that are counted and that nobody sees.

use std::collections::BTreeMap;

use super::shared::{SEEN, looked_at, of_sheet};
use crate::audit::sheets::summed::Hidden;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Severity, Sureness};
use crate::formula::CellRef;

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
        // What one reason hides in a sheet is told once.
        let mut reasons: BTreeMap<(usize, Hidden), Vec<(CellRef, CellRef)>> = BTreeMap::new();
        for (at, (why, sum)) in sheets.summed().hidden {
            reasons.entry((at.sheet, why)).or_default().push((at, sum));
        }
        for ((_, why), cells) in reasons {
            let Some((at, sum)) = cells.first().copied() else { continue };
            let message = match why {
                Hidden::Row => "nombre d’une ligne masquée, et pourtant compté",
                Hidden::Filter => "nombre d’une ligne que le filtre cache, et pourtant compté",
                Hidden::Column => "nombre d’une colonne masquée, et pourtant compté",
                Hidden::Unseen => "nombre que son format ou sa couleur cache, et pourtant compté",
                Hidden::Struck => "nombre barré, et pourtant compté",
            };
            let found = say!("{}, compté par {}", audit.saved(at), audit.name(sum, at.sheet));
            let found = match cells.len() - 1 {
                0 => found,
                more => found.then(say!(" ; {} de même", Fact::count(more, "autre nombre", "autres nombres"))),
            };
            answers.finding(
                of_sheet(audit, at, message, Sureness::Doubtful).at(&audit.place(sum)).found(found),
            );
        }
        looked_at(audit, answers);
    }),
};
