//! Negative amounts.

use crate::checks::totals::cells::By;
use crate::checks::totals::cells::Told;
use crate::checks::totals::cells::read;
use crate::checks::totals::cells::report;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::source::table::IssueKind;

/// Negative amounts.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-22",
    title: "Aucun montant n’est négatif",
    severity: Severity::Error,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Chaque montant du classeur est comparé à zéro ; les montants d’une même ligne sont signalés ensemble.",
        why: "Un avoir ou une correction ne se présente pas comme une dépense négative.",
        source: "Guide du porteur : une ligne par dépense (statut : à confirmer)",
        mend: "Diminuez la ligne concernée au lieu d’en ajouter une négative.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, By::Row, |kind| match kind {
            IssueKind::NegativeAmount { amount } => Some(Told {
                one: format!("montant négatif : {amount}"),
                several: "montants négatifs sur la même ligne",
                expected: Some("un montant positif ou nul".to_owned()),
            }),
            _ => None,
        });
        read(scope, answers);
    }),
};
