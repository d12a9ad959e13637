//! Saved values against their formulas.

use super::shared::{RULE, at_cell, formulas_compared, saved_with_formula};
use crate::audit::fact;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Sentence, Severity};
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
        basis: Basis::Arithmetic(RULE),
        mend: "Ouvrez le classeur, forcez le recalcul (Ctrl+Maj+F9 dans LibreOffice, Ctrl+Alt+F9 dans Excel), puis enregistrez-le.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        for (at, one) in audit.recalculation.cells() {
            let Outcome::Stale { computed, is_cause: true } = &one.outcome else { continue };
            // An error that comes from another cell is told there.
            if matches!(computed, Value::Error(_)) && !audit.is_first_error(at) {
                continue;
            }
            let finding = at_cell(audit, at, "la valeur enregistrée n’est pas celle de la formule")
                .found(saved_with_formula(audit, at))
                .expected(match audit.sources(at) {
                    None => Sentence::of(fact(computed)),
                    Some(cells) => say!("{}, recalculé depuis {}", fact(computed), cells),
                });
            answers.finding(match computed {
                Value::Number(number) => finding.mended_by(&audit.place(at), *number),
                // Recalculating would only show the error.
                Value::Error(_) => {
                    finding.unknown().mend("Corrigez ce que lit la formule : recalculée, elle est en erreur.")
                }
                _ => finding.unknown(),
            });
        }
        formulas_compared(audit, answers);
    }),
};
