//! Texts that read as two amounts.

use super::shared::{TYPED, cells_looked_at};
use crate::checks::reading::issues::report;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::source::table::IssueKind;

/// Texts that read as two amounts.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-20",
    title: "Aucun montant n’a deux lectures possibles",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Un texte comme « 1.234 » ou « 1,234 » peut dire un euro et des centimes ou mille deux cent trente-quatre euros : il n’est pas lu.",
        why: "Une valeur devinée est une valeur fausse : le programme refuse plutôt que de choisir.",
        basis: Basis::Usage(TYPED),
        mend: "Tapez le montant comme un nombre, sans séparateur de milliers, ou avec ses centimes : 1 234,00.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        report(audit, answers, CHECK.code, |issue| match &issue.kind {
            IssueKind::AmbiguousAmount { readings: (decimal, thousands) } => Some(
                Finding::new("montant ambigu : deux lectures possibles")
                    .expected(say!("{} ou {} : à vous de le dire", *decimal, *thousands))
                    .unknown(),
            ),
            _ => None,
        });
        cells_looked_at(audit, answers);
    }),
};
