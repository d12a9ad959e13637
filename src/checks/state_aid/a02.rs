//! Dates of grant.

use super::NONE;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// Dates of grant.
pub(in crate::checks) const CHECK: Check = Check {
    code: "A-02",
    title: "Les aides de minimis déclarées sont déjà octroyées",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "La date d’octroi de chaque aide est comparée à la date d’effet du dossier.",
        why: "Une aide datée de l’avenir est une faute de frappe ou une aide seulement demandée.",
        basis: Basis::Text { citation: "Règlement (UE) 2023/2831, art. 3, § 3", sentence: None },
        mend: "Corrigez la date, ou retirez l’aide tant qu’elle n’est pas octroyée.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let aids = &scope.project().de_minimis;
        if aids.is_empty() {
            answers.declared(NONE);
            return;
        }
        let Some(today) = scope.effective_date else {
            answers.missing_field("projet.date_effet");
            return;
        };
        for (index, aid) in aids.iter().enumerate() {
            answers.expect(aid.granted_on <= today, || {
                Finding::new("aide de minimis datée après la date d’effet")
                    .at_field(format!("de_minimis[{index}].date_octroi"))
                    .found(aid.granted_on)
                    .expected(say!("le {} au plus tard", today))
            });
        }
        answers.compared(
            aids.len(),
            say!(
                "{} à la date d’effet du {}",
                Fact::count(aids.len(), "date d’octroi comparée", "dates d’octroi comparées"),
                today
            ),
        );
    }),
};
