//! Decimals that the format hides.

use crate::checks::reading::shared::TYPED;
use crate::checks::totals::cells::By;
use crate::checks::totals::cells::Told;
use crate::checks::totals::cells::read;
use crate::checks::totals::cells::report;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::source::table::IssueKind;

/// Decimals that the format hides.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-21",
    title: "Aucun montant ne cache plus de deux décimales",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les montants dont la valeur enregistrée a plus de deux décimales, que le format de la cellule n’affiche pas, sont signalés ; chacun est arrondi au centime.",
        why: "La feuille additionne des millièmes que personne ne voit : la somme des montants lus n’est plus le total lu.",
        source: TYPED,
        mend: "Arrondissez au centime dans la formule, par exemple =ARRONDI(G7*H7;2), ou tapez le montant exact.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, By::Column, |kind| match kind {
            IssueKind::MoreThanTwoDecimals { rounded } => Some(Told {
                one: "montant à plus de deux décimales".to_owned(),
                several: "montants à plus de deux décimales",
                expected: Some(format!("{rounded}, retenu ici")),
            }),
            _ => None,
        });
        read(scope, answers);
    }),
};
