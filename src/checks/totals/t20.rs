//! Texts that read as two amounts.

use crate::checks::reading::shared::TYPED;
use crate::checks::totals::cells::By;
use crate::checks::totals::cells::Told;
use crate::checks::totals::cells::read;
use crate::checks::totals::cells::report;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
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
        source: TYPED,
        mend: "Tapez le montant comme un nombre, sans séparateur de milliers, ou avec ses centimes : 1 234,00.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, By::Column, |kind| match kind {
            IssueKind::AmbiguousAmount { readings: (decimal, thousands) } => Some(Told {
                one: "montant ambigu : deux lectures possibles".to_owned(),
                several: "montants ambigus, à deux lectures possibles",
                expected: Some(format!("{decimal} ou {thousands} : à vous de le dire")),
            }),
            _ => None,
        });
        read(scope, answers);
    }),
};
