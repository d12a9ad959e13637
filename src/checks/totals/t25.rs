//! Dates among amounts.

use crate::checks::reading::shared::TYPED;
use crate::checks::totals::cells::By;
use crate::checks::totals::cells::Told;
use crate::checks::totals::cells::read;
use crate::checks::totals::cells::report;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::source::table::IssueKind;

/// Dates among amounts.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-25",
    title: "Aucune date n’est prise pour un montant",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les cellules de montant qui portent une date sont signalées ; elles ne sont pas lues.",
        why: "Un tableur change « 12/5 » en date, et la somme compte alors son numéro de jour : 45 000 et plus.",
        source: TYPED,
        mend: "Mettez la cellule au format Nombre, puis tapez à nouveau le montant.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, By::Column, |kind| match kind {
            IssueKind::DateInAmountColumn => Some(Told {
                one: "date ou heure dans une colonne de montants".to_owned(),
                several: "dates ou heures dans une colonne de montants",
                expected: Some("un montant".to_owned()),
            }),
            _ => None,
        });
        read(scope, answers);
    }),
};
