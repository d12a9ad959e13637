//! Formulas beyond the program.

use crate::checks::totals::formulas::LISTED;
use crate::checks::totals::formulas::RULE;
use crate::checks::totals::formulas::compared;
use crate::checks::totals::formulas::formula;
use crate::checks::totals::formulas::name;
use crate::checks::totals::formulas::saved;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::model::french::counted;
use crate::formula::Outcome;

/// Formulas beyond the program.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-17",
    title: "Chaque formule qui nourrit le plan a pu être recalculée",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les formules que le programme ne sait pas recalculer sont nommées, cellule par cellule : leur valeur enregistrée est lue, elle n’est pas vérifiée.",
        why: "Ce qui n’a pas été vérifié ne doit pas passer pour conforme.",
        source: RULE,
        mend: "Vérifiez ces cellules à la main, ou écrivez-les avec les fonctions usuelles (SOMME, SOMME.SI, ARRONDI, SI, RECHERCHEV…).",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.recalculation.has_lost_formulas() {
            answers.missing("le format .xls ne livre pas toutes ses formules : celles qui manquent sont lues comme des valeurs tapées ; enregistrez le classeur en .xlsx ou en .ods");
        }
        let mut more = 0usize;
        for (at, one) in scope.recalculation.cells() {
            let reason = match &one.outcome {
                Outcome::Cannot(cannot) => cannot.reason.clone(),
                Outcome::Dangling(cell) => {
                    format!("dépend de {}, qui n’a pas de valeur", name(scope, *cell, at.sheet))
                }
                _ => continue,
            };
            if answers.missing.len() < LISTED {
                answers.missing(format!(
                    "{} : {reason} ({}, valeur enregistrée {})",
                    scope.recalculation.place(at),
                    formula(scope, at),
                    saved(scope, at)
                ));
            } else {
                more += 1;
            }
        }
        if more > 0 {
            answers.missing(counted(more, "autre cellule non recalculée", "autres cellules non recalculées"));
        }
        compared(scope, answers);
    }),
};
