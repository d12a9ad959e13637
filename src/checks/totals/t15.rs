//! Formulas that are not their neighbours'.

use crate::checks::totals::formulas::RULE;
use crate::checks::totals::formulas::anomaly;
use crate::checks::totals::formulas::columns;
use crate::checks::totals::formulas::compared;
use crate::checks::totals::formulas::formula;
use crate::checks::totals::formulas::french;
use crate::checks::totals::formulas::saved;
use crate::checks::totals::formulas::told_by_arithmetic;
use crate::checks::totals::formulas::told_unreadable;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::model::french::counted;
use crate::formula::{CellRef, Recalculated, Value};
use std::collections::BTreeSet;

/// Formulas that are not their neighbours'.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-15",
    title: "Les formules d’une colonne se ressemblent",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Les formules d’une colonne sont comparées comme si on les avait recopiées de ligne en ligne ; celle qui diffère et donne autre chose que ses voisines est signalée.",
        why: "Une formule décalée d’une ligne ou faite à part donne un montant plausible et faux.",
        source: RULE,
        mend: "Recopiez la formule de la ligne voisine ; si la différence est voulue, dites pourquoi dans une note.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let told: BTreeSet<CellRef> =
            told_by_arithmetic(scope).union(&told_unreadable(scope)).copied().collect();
        let mut alike = 0usize;
        for column in columns(scope) {
            for at in column.odd.iter().copied() {
                // A formula without result is told by T-16 or T-17.
                let Some(own) = scope.recalculation.get(at).and_then(Recalculated::computed) else {
                    continue;
                };
                let filled = scope.recalculation.as_if_filled(column.model, at);
                let Some((moved, computed)) = filled else { continue };
                if *own == computed || matches!(computed, Value::Error(_)) || told.contains(&at) {
                    alike += 1;
                    continue;
                }
                answers.finding(
                    anomaly(scope, at, "formule différente de celle de ses voisines".to_owned())
                        .at(&scope.recalculation.place(column.model))
                        .found(format!("{} ({})", saved(scope, at), formula(scope, at)))
                        .expected(format!("{} (formule ={moved}, celle de ses voisines)", french(&computed))),
                );
            }
        }
        if alike > 0 {
            answers.compliant(counted(
                alike,
                "formule écrite autrement, de même résultat ou déjà signalée",
                "formules écrites autrement, de même résultat ou déjà signalées",
            ));
        }
        compared(scope, answers);
    }),
};
