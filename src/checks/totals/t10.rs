//! Saved values against their formulas.

use crate::checks::totals::formulas::RULE;
use crate::checks::totals::formulas::anomaly;
use crate::checks::totals::formulas::compared;
use crate::checks::totals::formulas::formula;
use crate::checks::totals::formulas::french;
use crate::checks::totals::formulas::is_first_error;
use crate::checks::totals::formulas::saved;
use crate::checks::totals::formulas::sources;
use crate::checks::totals::formulas::spread;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::formula::{Outcome, Value};

/// Saved values against their formulas.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-10",
    title: "Chaque valeur enregistrée est celle que donne sa formule",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Chaque formule qui nourrit le plan est recalculée depuis son texte, en décimaux exacts, et comparée à la valeur enregistrée dans le classeur.",
        why: "Un classeur enregistré sans recalcul montre d’anciens montants : le dossier imprime alors un chiffre que personne ne retrouve.",
        source: RULE,
        mend: "Ouvrez le classeur, forcez le recalcul (Ctrl+Maj+F9 dans LibreOffice, Ctrl+Alt+F9 dans Excel), puis enregistrez-le.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        for (at, one) in scope.recalculation.cells() {
            let Outcome::Stale { computed, is_cause: true } = &one.outcome else { continue };
            // An error that comes from another cell is told there.
            if matches!(computed, Value::Error(_)) && !is_first_error(scope, at, one) {
                continue;
            }
            answers.finding(
                anomaly(
                    scope,
                    at,
                    format!(
                        "la valeur enregistrée n’est pas celle de la formule{}",
                        spread(scope, at, answers.findings.len())
                    ),
                )
                .found(format!("{} ({})", saved(scope, at), formula(scope, at)))
                .expected(match sources(scope, one, at.sheet) {
                    cells if cells.is_empty() => french(computed),
                    cells => format!("{}, recalculé depuis {cells}", french(computed)),
                }),
            );
        }
        compared(scope, answers);
    }),
};
