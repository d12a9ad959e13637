//! Decimals that the format hides.

use super::shared::{TYPED, cells_looked_at};
use crate::checks::reading::issues::report;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::Money;
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
        basis: Basis::Usage(TYPED),
        mend: "Arrondissez au centime dans la formule, par exemple =ARRONDI(G7*H7;2), ou tapez le montant exact.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        report(audit, answers, CHECK.code, |issue| match &issue.kind {
            IssueKind::MoreThanTwoDecimals { rounded } => Some(
                Finding::new("montant à plus de deux décimales")
                    .expected(say!("{}, retenu ici", *rounded))
                    .stake(Money::ZERO)
                    .mended_by(&issue.place, rounded.to_decimal()),
            ),
            _ => None,
        });
        cells_looked_at(audit, answers);
    }),
};
