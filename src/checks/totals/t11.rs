//! Formulas that nobody computed.

use crate::checks::totals::formulas::RULE;
use crate::checks::totals::formulas::anomaly;
use crate::checks::totals::formulas::compared;
use crate::checks::totals::formulas::complete;
use crate::checks::totals::formulas::formula;
use crate::checks::totals::formulas::french;
use crate::checks::totals::formulas::told_by_reading;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::formula::Outcome;
use crate::source::table::IssueKind;

/// Formulas that nobody computed.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-11",
    title: "Aucune formule dont dépend le plan n’est sans résultat enregistré",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les formules que le classeur contient sans leur résultat sont signalées, dans les tableaux et sur toute feuille que lisent leurs formules.",
        why: "Un fichier produit par un logiciel, ou enregistré sans calcul, porte des formules et aucun montant : rien ne dit ce que l’officier a vu.",
        source: RULE,
        mend: "Ouvrez le classeur dans Excel ou LibreOffice, recalculez-le (Ctrl+Maj+F9) puis enregistrez-le.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        for issue in &scope.reading.issues {
            if !matches!(issue.kind, IssueKind::UncachedFormula { .. }) {
                continue;
            }
            let message = crate::checks::reading::shared::with_column(
                "formule sans résultat enregistré".to_owned(),
                issue,
            );
            let mut found = Finding::new(message)
                .at(&issue.place)
                .found(&issue.shown)
                .expected("un classeur recalculé et enregistré");
            complete(scope, &mut found, answers.findings.len());
            answers.finding(found);
        }
        let told = told_by_reading(scope);
        for (at, one) in scope.recalculation.cells() {
            let Outcome::Uncached(computed) = &one.outcome else { continue };
            if !told.contains(&at) {
                answers.finding(
                    anomaly(scope, at, "formule sans résultat enregistré".to_owned())
                        .found(formula(scope, at))
                        .expected(format!("{}, que donne la formule", french(computed))),
                );
            }
        }
        compared(scope, answers);
    }),
};
