//! Errors, in the tables and wherever their formulas lead.

use crate::checks::reading::shared::TYPED;
use crate::checks::totals::cells::By;
use crate::checks::totals::cells::Told;
use crate::checks::totals::cells::read;
use crate::checks::totals::cells::report;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::source::table::IssueKind;

/// Errors, in the tables and wherever their formulas lead.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-26",
    title: "Aucune cellule dont dépend le plan n’est en erreur",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les erreurs (#REF!, #DIV/0!, #N/A…) sont suivies jusqu’à la cellule où elles naissent, dans les tableaux et sur toute feuille que lisent leurs formules.",
        why: "Une erreur, même loin du tableau, rend inconnu tout montant qui en dépend.",
        source: TYPED,
        mend: "Corrigez la cellule où naît l’erreur, recalculez le classeur puis enregistrez-le.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, By::Column, |kind| match kind {
            IssueKind::ErrorCell => Some(Told {
                one: "cellule en erreur".to_owned(),
                several: "cellules en erreur",
                expected: Some("un montant".to_owned()),
            }),
            _ => None,
        });
        for anomaly in crate::checks::totals::formulas::errors_elsewhere(scope) {
            answers.finding(anomaly);
        }
        read(scope, answers);
    }),
};
