//! Other workbooks.

use crate::checks::reading::shared::TYPED;
use crate::checks::totals::cells::By;
use crate::checks::totals::cells::Told;
use crate::checks::totals::cells::read;
use crate::checks::totals::cells::report;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::source::table::IssueKind;

/// Other workbooks.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-27",
    title: "Aucune formule ne va chercher un autre classeur",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les formules qui citent un autre fichier sont signalées ; leur dernier résultat connu est lu.",
        why: "L’auditeur n’aura pas l’autre classeur : le montant n’aura plus d’origine.",
        source: TYPED,
        mend: "Copiez la valeur dans ce classeur, avec une note qui dit d’où elle vient.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, By::Column, |kind| match kind {
            IssueKind::ExternalLink { formula } => Some(Told {
                one: format!("formule vers un autre classeur (={formula})"),
                several: "formules vers un autre classeur",
                expected: None,
            }),
            _ => None,
        });
        for anomaly in crate::checks::totals::formulas::external_links(scope) {
            answers.finding(anomaly);
        }
        read(scope, answers);
    }),
};
