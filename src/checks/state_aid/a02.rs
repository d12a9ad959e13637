//! Dates of grant.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;

/// Dates of grant.
pub(in crate::checks) const CHECK: Check = Check {
    code: "A-02",
    title: "Les aides de minimis déclarées sont déjà octroyées",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "La date d’octroi de chaque aide est comparée à la date d’effet du dossier.",
        why: "Une aide datée de l’avenir est une faute de frappe ou une aide seulement demandée.",
        source: "Règlement (UE) 2023/2831, art. 3, § 2 et 3",
        mend: "Corrigez la date, ou retirez l’aide tant qu’elle n’est pas octroyée.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(today) = scope.effective_date else {
            answers.missing("la date d’effet n’est pas connue");
            return;
        };
        for (index, aid) in scope.project().de_minimis.iter().enumerate() {
            answers.expect(aid.granted_on <= today, || {
                Finding::new("aide de minimis datée après la date d’effet")
                    .at_field(format!("de_minimis[{index}].date_octroi"))
                    .found(aid.granted_on)
            });
        }
        answers.compliant(counted(scope.project().de_minimis.len(), "aide déclarée", "aides déclarées"));
    }),
};
