//! Sums that leave out the numbers that touch them.

use super::shared::{NO_SUM, SEEN, of_sheet, searched};
use crate::checks::totals::saved_with_formula;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Severity, Sureness};

/// Sums that leave out the numbers that touch them.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-08",
    title: "Aucune somme n’oublie le nombre qui la touche",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Entre une somme et la plage qu’elle prend, les nombres qui restent sont signalés.",
        why: "Une ligne ajoutée au bas d’un tableau, sous la plage, n’entre pas dans le total.",
        basis: Basis::Usage(SEEN),
        mend: "Étendez la plage jusqu’à la dernière ligne, ou sortez ces nombres du tableau.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let search = sheets.missed();
        for one in &search.found {
            let places: Vec<_> = one.left_out.iter().map(|at| audit.place(*at)).collect();
            answers.finding(
                of_sheet(
                    audit,
                    one.at,
                    "somme qui laisse des nombres entre elle et sa plage",
                    Sureness::Probable,
                )
                .at_all(&places)
                .found(saved_with_formula(audit, one.at))
                .expected(say!("avec {}", audit.names(&one.left_out, one.at.sheet))),
            );
        }
        searched(answers, &search, "somme regardée", "sommes regardées", NO_SUM);
    }),
};
