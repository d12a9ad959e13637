//! Not completed before filing.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};

/// Not completed before filing.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-04",
    title: "L’opération n’est pas achevée avant le dépôt",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "La fin de l’opération est comparée à la date de dépôt.",
        why: "Une opération matériellement achevée avant la demande n’est pas retenue.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 63, § 6",
            sentence: Some(
                "Une opération n’est pas retenue pour bénéficier du soutien des Fonds si elle a été matériellement achevée ou totalement mise en œuvre avant que la demande de financement au titre du programme ne soit soumise, indépendamment du fait que tous les paiements s’y rapportant aient ou non été effectués.",
            ),
        },
        mend: "Une opération achevée ne peut plus être présentée.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let calendar = &scope.project().calendar;
        let (Some(filing), Some(end)) = (calendar.filing, calendar.end) else {
            for (field, date) in [("calendrier.depot", calendar.filing), ("calendrier.fin", calendar.end)] {
                if date.is_none() {
                    answers.missing_field(field);
                }
            }
            return;
        };
        answers.expect(end > filing, || {
            Finding::new("l’opération est achevée avant le dépôt")
                .at_field("calendrier.fin")
                .at_field("calendrier.depot")
                .found(end)
                .expected(say!("après le {}", filing))
        });
        answers.compared(1, say!("fin de l’opération le {}, dépôt de la demande le {}", end, filing));
    }),
};
