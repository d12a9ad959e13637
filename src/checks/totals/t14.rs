//! Constants among formulas.

use crate::checks::totals::formulas::RULE;
use crate::checks::totals::formulas::anomaly;
use crate::checks::totals::formulas::columns;
use crate::checks::totals::formulas::compared;
use crate::checks::totals::formulas::french;
use crate::checks::totals::formulas::saved;
use crate::checks::totals::formulas::told_by_arithmetic;
use crate::checks::totals::formulas::told_unreadable;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::model::french::counted;
use crate::formula::{Area, CellRef, Value};
use std::collections::BTreeSet;

/// Constants among formulas.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-14",
    title: "Aucune constante n’est tapée dans une colonne de formules",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Dans une colonne dont les lignes partagent une formule, les nombres tapés sont comparés à ce que donnerait la formule ; les cellules que signalent déjà T-01 à T-05 ne sont pas répétées.",
        why: "Une constante tapée sur une formule ne suit plus la quantité, le prix ni le taux quand ils changent.",
        source: RULE,
        mend: "Recopiez la formule de la ligne voisine sur cette cellule ; si la valeur est voulue, dites pourquoi dans une note.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.recalculation.has_lost_formulas() {
            answers.missing("le format .xls ne dit pas quelles valeurs sont des formules (voir T-17)");
            return;
        }
        let unreadable = told_unreadable(scope);
        let told: BTreeSet<CellRef> = told_by_arithmetic(scope).union(&unreadable).copied().collect();
        let mut elsewhere = 0usize;
        for column in columns(scope) {
            for at in column.typed.iter().copied() {
                let Some((moved, computed)) = scope.recalculation.as_if_filled(column.model, at) else {
                    continue;
                };
                // What it would read is itself in question.
                let unsure = scope.recalculation.get(column.model).is_some_and(|model| {
                    model.areas.iter().filter_map(Area::single).any(|read| {
                        let moved = CellRef { row: at.row, ..read };
                        read.row == column.model.row && unreadable.contains(&moved)
                    })
                });
                if unsure {
                    continue;
                }
                // An error would come from a cell told elsewhere.
                if matches!(computed, Value::Error(_)) {
                    continue;
                }
                if told.contains(&at) {
                    elsewhere += 1;
                    continue;
                }
                answers.finding(
                    anomaly(scope, at, "constante tapée dans une colonne de formules".to_owned())
                        .at(&scope.recalculation.place(column.model))
                        .found(format!("{} (valeur tapée, sans formule)", saved(scope, at)))
                        .expected(format!("{} (formule ={moved}, celle de ses voisines)", french(&computed))),
                );
            }
        }
        if elsewhere > 0 {
            answers.compliant(counted(
                elsewhere,
                "constante tapée, signalée par T-01 à T-05",
                "constantes tapées, signalées par T-01 à T-05",
            ));
        }
        compared(scope, answers);
    }),
};
