//! Dates among numbers that are added up.

use super::shared::{SEEN, of_sheet, ranges_looked_at};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Sentence, Severity, Sureness};

/// Dates among numbers that are added up.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-11",
    title: "Aucune date n’est additionnée",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les dates qui se trouvent dans une plage additionnée, parmi des nombres, sont signalées ; l’année en tête d’une plage aussi, quand celles d’à côté la suivent ou la précèdent.",
        why: "Une date vaut un nombre de jours depuis 1900 : 45 000 s’ajoute au total, ou 2 026 pour une année d’en-tête.",
        basis: Basis::Usage(SEEN),
        mend: "Retapez le montant, ou sortez la date de la plage.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let summed = sheets.summed();
        for (at, sum) in summed.dates.iter().map(|(at, sum)| (*at, *sum)) {
            answers.finding(
                of_sheet(audit, at, "date comptée comme un nombre", Sureness::Certain)
                    .at(&audit.place(sum))
                    .found(Sentence::of(audit.saved(at)))
                    .expected(say!("un nombre, dans la plage de {}", audit.name(sum, at.sheet))),
            );
        }
        for (at, sum) in summed.years.iter().map(|(at, sum)| (*at, *sum)) {
            answers.finding(
                of_sheet(audit, at, "année d’en-tête comptée comme un montant", Sureness::Probable)
                    .at(&audit.place(sum))
                    .found(Sentence::of(audit.saved(at)))
                    .expected(say!("une plage qui commence après, en {}", audit.name(sum, at.sheet))),
            );
        }
        ranges_looked_at(answers, summed.seen, summed.unseen);
    }),
};
