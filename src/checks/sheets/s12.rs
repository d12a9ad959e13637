//! Numbers that are counted and that nobody sees.

use std::collections::BTreeMap;

use super::shared::{SEEN, ranges_looked_at};
use crate::audit::sheets::summed::Hidden;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity, Sureness};
use crate::formula::CellRef;
use crate::model::Place;

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
        let summed = sheets.summed();
        for (at, (why, sum)) in &summed.hidden {
            reasons.entry((at.sheet, *why)).or_default().push((*at, *sum));
        }
        for ((_, why), cells) in reasons {
            let Some((at, sum)) = cells.first().copied() else { continue };
            let message = match why {
                Hidden::Row => "nombres de lignes masquées, et pourtant comptés",
                Hidden::Filter => "nombres de lignes que le filtre cache, et pourtant comptés",
                Hidden::Column => "nombres de colonnes masquées, et pourtant comptés",
                Hidden::Unseen => "nombres que leur format ou leur couleur cache, et pourtant comptés",
                Hidden::Struck => "nombres barrés, et pourtant comptés",
            };
            let found = say!("{}, compté par {}", audit.saved(at), audit.name(sum, at.sheet));
            let found = say!("{} : {}", audit.name(at, at.sheet), found);
            let found = match cells.len() - 1 {
                0 => found,
                more => {
                    found.then(say!(" ; {} de même", Fact::count(more, "autre nombre", "autres nombres")))
                }
            };
            // What is to be changed is the row, the column or the filter: no cell of it is wrong.
            let place = match audit.place(at) {
                Place::Cell { sheet, .. } if !matches!(why, Hidden::Unseen | Hidden::Struck) => {
                    Place::Sheet { sheet }
                }
                place => place,
            };
            answers.finding(
                Finding::new(message)
                    .at(&place)
                    .at(&audit.place(at))
                    .found(found)
                    .sure(Sureness::Doubtful)
                    .of_sheet(),
            );
        }
        ranges_looked_at(answers, summed.seen, summed.unseen);
    }),
};
