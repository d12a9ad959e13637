//! Formulas that are not their neighbours'.

use super::shared::{RULE, at_cell, formulas_compared, saved_with_formula};
use crate::audit::fact;
use crate::checks::reading::issues::is_unreadable;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Severity};
use crate::formula::{Recalculated, Value};

/// Formulas that are not their neighbours'.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-15",
    title: "Les formules d’une colonne se ressemblent",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Les formules d’une colonne sont comparées comme si on les avait recopiées de ligne en ligne ; celle qui diffère et donne autre chose que ses voisines est signalée.",
        why: "Une formule décalée d’une ligne ou faite à part donne un montant plausible et faux.",
        basis: Basis::Arithmetic(RULE),
        mend: "Recopiez la formule de la ligne voisine ; si la différence est voulue, dites pourquoi dans une note.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        let unreadable = audit.noticed(is_unreadable);
        for column in audit.columns() {
            for at in column.odd.iter().copied().filter(|at| !unreadable.contains(at)) {
                // A formula without result is told by T-16 or T-17.
                let Some(own) = audit.recalculation.get(at).and_then(Recalculated::computed) else {
                    continue;
                };
                let model = column.neighbour(at);
                let filled = audit.recalculation.as_if_filled(model, at);
                let Some((moved, computed)) = filled else { continue };
                if *own == computed || matches!(computed, Value::Error(_)) {
                    continue;
                }
                let finding = at_cell(audit, at, "formule différente de celle de ses voisines")
                    .at(&audit.place(model))
                    .found(saved_with_formula(audit, at))
                    .expected(say!("{} (formule ={}, celle de ses voisines)", fact(&computed), moved));
                answers.finding(match computed {
                    Value::Number(number) => finding.mended_by(&audit.place(at), number),
                    _ => finding,
                });
            }
        }
        formulas_compared(audit, answers);
    }),
};
