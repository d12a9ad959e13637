//! Totals rounded once over lines rounded one by one.

use super::shared::{RULE, at_cell, formulas_compared};
use super::vat_methods;
use crate::audit::totals::{Verdict, to_type};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Severity};

/// Totals rounded once over lines rounded one by one.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-18",
    title: "La somme des montants arrondis est le total arrondi",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Quand des lignes portent plus de deux décimales, la somme de leurs montants arrondis au centime est comparée au total arrondi.",
        why: "L’instructeur additionne ce qu’il lit : un centime d’écart suffit à faire renvoyer le plan.",
        basis: Basis::Arithmetic(RULE),
        mend: "Arrondissez chaque ligne au centime dans sa formule, par exemple =ARRONDI(G7*H7;2), puis additionnez.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        for (total, verdict) in audit.totals() {
            let Verdict::Drift { stated, sum } = verdict else { continue };
            let Some(at) = audit.cell_of(&total.place) else { continue };
            if let Some(finding) = vat_methods::told(audit, total, *stated, *sum) {
                answers.finding(finding);
                continue;
            }
            answers.finding(
                at_cell(
                    audit,
                    at,
                    say!(
                        "le total « {} » est arrondi une fois, ses lignes une par une (écart de {})",
                        &total.label,
                        stated.distance(*sum)
                    ),
                )
                .found(say!("{} ({})", *stated, audit.formula(at)))
                .expected(say!("{}, somme des montants arrondis", *sum))
                .mended_by(&total.place, to_type(audit, &total.place, *stated, *sum)),
            );
        }
        formulas_compared(audit, answers);
    }),
};
