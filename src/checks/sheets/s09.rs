//! Sums that count the same lines twice.

use super::shared::{NO_SUM, SEEN, of_sheet, searched};
use crate::checks::totals::saved_with_formula;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Severity, Sureness};

/// Sums that count the same lines twice.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-09",
    title: "Aucune somme ne compte deux fois les mêmes lignes",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Une somme dont la plage contient une autre somme et les lignes que celle-ci additionne déjà est signalée.",
        why: "Le sous-total et ses lignes s’ajoutent : le total est trop grand d’autant.",
        basis: Basis::Usage(SEEN),
        mend: "Additionnez les sous-totaux, ou les lignes : jamais les deux.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let search = sheets.doubled();
        for one in &search.found {
            answers.finding(
                of_sheet(audit, one.at, "somme qui compte un sous-total avec ses lignes", Sureness::Probable)
                    .at(&audit.place(one.inner))
                    .found(saved_with_formula(audit, one.at))
                    .expected(say!(
                        "sans {} ({}), ou sans les lignes qu’elle additionne",
                        audit.name(one.inner, one.at.sheet),
                        audit.formula(one.inner)
                    )),
            );
        }
        searched(answers, &search, "somme regardée", "sommes regardées", NO_SUM);
    }),
};
