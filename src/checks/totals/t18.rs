//! Totals rounded once over lines rounded one by one.

use crate::checks::table_totals::{Verdict, judge};
use crate::checks::totals::formulas::RULE;
use crate::checks::totals::formulas::anomaly;
use crate::checks::totals::formulas::compared;
use crate::checks::totals::formulas::formula;
use crate::checks::{Check, Explanation, Run};
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
        source: RULE,
        mend: "Arrondissez chaque ligne au centime dans sa formule, par exemple =ARRONDI(G7*H7;2), puis additionnez.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        for (total, verdict) in judge(scope) {
            let Verdict::Drift { stated, sum } = verdict else { continue };
            let Some(at) = scope.recalculation.cell_of(&total.place) else { continue };
            answers.finding(
                anomaly(
                    scope,
                    at,
                    format!(
                        "le total « {} » est arrondi une fois, ses lignes une par une (écart de {})",
                        total.label,
                        stated.distance(*sum)
                    ),
                )
                .found(format!("{stated} ({})", formula(scope, at)))
                .expected(format!("{sum}, somme des montants arrondis")),
            );
        }
        compared(scope, answers);
    }),
};
