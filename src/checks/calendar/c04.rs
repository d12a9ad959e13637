//! Not completed before filing.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::french_date;

/// Not completed before filing.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-04",
    title: "L’opération n’est pas achevée avant le dépôt",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "La fin de l’opération est comparée à la date de dépôt.",
        why: "Une opération matériellement achevée avant la demande n’est pas retenue.",
        source: "Règlement (UE) 2021/1060, art. 63, § 6",
        mend: "Une opération achevée ne peut plus être présentée.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| match (scope.project().calendar.filing, scope.project().calendar.end) {
        (Some(filing), Some(end)) if end <= filing => {
            answers.finding(
                Finding::new("l’opération est achevée avant le dépôt")
                    .at_field("calendrier.fin")
                    .found(french_date(end))
                    .expected(format!("après le {}", french_date(filing))),
            );
        }
        (Some(_), Some(end)) => answers.compliant(format!("fin le {}", french_date(end))),
        _ => answers.missing("la date de dépôt ou la fin de l’opération n’est pas renseignée"),
    }),
};
