//! Formulas beyond the program.

use std::collections::BTreeMap;

use super::shared::{RULE, formulas_compared};
use crate::checks::{Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Missing, Severity};
use crate::formula::{CellRef, Outcome};

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
    run: Run::Workbook(|audit, answers| {
        if audit.recalculation.has_lost_formulas() {
            answers.missing(
                Missing::of_workbook("le format .xls ne livre pas toutes ses formules : celles qui manquent sont lues comme des valeurs tapées")
                    .how("Enregistrez le classeur en .xlsx ou en .ods."),
            );
        }
        // Cells that the same thing keeps from being recomputed are named together.
        let mut reasons: BTreeMap<(usize, String), Vec<CellRef>> = BTreeMap::new();
        for (at, one) in audit.recalculation.cells() {
            let reason = match &one.outcome {
                Outcome::Cannot(cannot) => cannot.reason.clone(),
                Outcome::Dangling(cell) => {
                    format!("dépend de {}, qui n’a pas de valeur", audit.name(*cell, at.sheet))
                }
                _ => continue,
            };
            reasons.entry((at.sheet, reason)).or_default().push(at);
        }
        for ((_, reason), cells) in reasons {
            let Some(first) = cells.first() else { continue };
            let what = if cells.len() > 1 {
                say!(
                    "{} ({}, valeur enregistrée {}) et {} : {}",
                    audit.place(*first),
                    audit.formula(*first),
                    audit.saved(*first),
                    audit.names(cells.get(1..).unwrap_or_default(), first.sheet),
                    reason
                )
            } else {
                say!(
                    "{} ({}, valeur enregistrée {}) : {}",
                    audit.place(*first),
                    audit.formula(*first),
                    audit.saved(*first),
                    reason
                )
            };
            answers.missing(Missing::of_workbook(what).how(
                "Vérifiez ces cellules à la main, ou écrivez-les avec les fonctions usuelles (SOMME, SOMME.SI, ARRONDI, SI, RECHERCHEV…).",
            ));
        }
        formulas_compared(audit, answers);
    }),
};
