//! Sums of several currencies or units.

use super::shared::{SEEN, of_sheet, ranges_looked_at};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Severity, Sureness};

/// Sums of several currencies or units.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-15",
    title: "Une somme n’additionne qu’une unité",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les formats des cellules d’une plage additionnée disent leur monnaie ou leur unité : deux unités dans une même somme sont signalées.",
        why: "Des dollars et des francs, des euros et des k€ ne s’additionnent pas.",
        basis: Basis::Usage(SEEN),
        mend: "Convertissez les montants dans une seule unité, dans une colonne à part.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let summed = sheets.summed();
        for (at, units) in &summed.mixed {
            answers.finding(
                of_sheet(audit, *at, "somme de montants de plusieurs unités", Sureness::Probable)
                    .found(say!("{} : {}", audit.formula(*at), Fact::list(units.iter().cloned())))
                    .expected("une seule unité"),
            );
        }
        ranges_looked_at(answers, summed.seen, summed.unseen);
    }),
};
