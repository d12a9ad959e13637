//! Dates among amounts.

use super::shared::{TYPED, cells_looked_at};
use crate::checks::reading::issues::report;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
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
        basis: Basis::Usage(TYPED),
        mend: "Mettez la cellule au format Nombre, puis tapez à nouveau le montant.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        report(audit, answers, CHECK.code, |issue| match issue.kind {
            IssueKind::DateInAmountColumn => Some(
                Finding::new("date ou heure dans une colonne de montants").expected("un montant").unknown(),
            ),
            _ => None,
        });
        cells_looked_at(audit, answers);
    }),
};
