//! Dates given and in order.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};

/// Dates given and in order.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-01",
    title: "Les dates de l’opération sont données et dans l’ordre",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "projet.toml › calendrier doit donner dépôt, début et fin ; le début est comparé à la fin.",
        why: "Sans période, aucune dépense ne peut être dite éligible.",
        basis: Basis::Text {
            citation: "Décret n° 2022-608 du 21 avril 2022, art. 4, 2°",
            sentence: Some(
                "Les dépenses sont éligibles si elles ont été effectuées et payées par le bénéficiaire, pendant la période prévue dans l’acte attributif selon les modalités prévues par celui-ci, comme indiqué à l’article 63 du règlement général ;",
            ),
        },
        mend: "Complétez ou corrigez projet.toml › calendrier.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let calendar = &scope.project().calendar;
        for (name, date) in [("depot", calendar.filing), ("debut", calendar.start), ("fin", calendar.end)] {
            if date.is_none() {
                answers.missing_field(&format!("calendrier.{name}"));
            }
        }
        let (Some(start), Some(end)) = (calendar.start, calendar.end) else { return };
        answers.expect(start <= end, || {
            Finding::new("l’opération finit avant de commencer")
                .at_field("calendrier.fin")
                .at_field("calendrier.debut")
                .found(end)
                .expected(say!("le {} au plus tôt", start))
        });
        answers.compared(1, say!("début le {}, fin le {}", start, end));
    }),
};
