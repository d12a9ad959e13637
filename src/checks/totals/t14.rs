//! Constants among formulas.

use std::collections::BTreeMap;

use super::shared::{RULE, at_cell, formulas_compared};
use crate::audit::{Audit, fact};
use crate::checks::reading::issues::is_unreadable;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Answers, Class, Finding, Missing, Severity};
use crate::formula::{Area, CellRef, Value};
use crate::model::{DeclaredTotal, Place};

/// Constants among formulas.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-14",
    title: "Aucune constante n’est tapée dans une colonne de formules",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Dans une colonne dont les lignes partagent une formule, les nombres tapés sont comparés à ce que donnerait la formule ; les cellules que signalent déjà T-01 à T-05 ne sont pas répétées.",
        why: "Une constante tapée sur une formule ne suit plus la quantité, le prix ni le taux quand ils changent.",
        basis: Basis::Arithmetic(RULE),
        mend: "Recopiez la formule de la ligne voisine sur cette cellule ; si la valeur est voulue, dites pourquoi dans une note.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        if audit.recalculation.has_lost_formulas() {
            answers.missing(
                Missing::of_workbook("le format .xls ne dit pas quelles valeurs sont des formules")
                    .how("Enregistrez le classeur en .xlsx ou en .ods."),
            );
            return;
        }
        let unreadable = audit.noticed(is_unreadable);
        for column in audit.columns() {
            for at in column.typed.iter().copied() {
                let model = column.neighbour(at);
                let Some((moved, computed)) = audit.recalculation.as_if_filled(model, at) else { continue };
                // What it would read is itself in question.
                let unsure = audit.recalculation.areas(model).iter().filter_map(Area::single).any(|read| {
                    let moved = CellRef { row: at.row, ..read };
                    read.row == model.row && unreadable.contains(&moved)
                });
                // An error would come from a cell told elsewhere.
                if unsure || matches!(computed, Value::Error(_)) {
                    continue;
                }
                answers.finding(
                    at_cell(audit, at, "constante tapée dans une colonne de formules")
                        .at(&audit.place(model))
                        .found(say!("{} (valeur tapée, sans formule)", audit.saved(at)))
                        .expected(say!("{} (formule ={}, celle de ses voisines)", fact(&computed), moved)),
                );
            }
        }
        typed_totals(audit, answers);
        formulas_compared(audit, answers);
    }),
};

/// Totals typed by hand in a row where the other totals are formulas.
fn typed_totals(audit: &Audit<'_>, answers: &mut Answers) {
    let mut rows: BTreeMap<(&str, u32), Vec<&DeclaredTotal>> = BTreeMap::new();
    for total in &audit.budget().declared_totals {
        if let Place::Cell { sheet, row, .. } = &total.place {
            rows.entry((sheet, *row)).or_default().push(total);
        }
    }
    for row in rows.values() {
        let Some(model) = row.iter().find(|total| total.formula.is_some()) else { continue };
        for total in row.iter().filter(|total| total.formula.is_none() && total.value.is_some()) {
            let Some(value) = total.value else { continue };
            answers.finding(
                Finding::new(say!(
                    "constante tapée dans une ligne de totaux (« {} ») dont les autres cellules sont des formules",
                    &total.label
                ))
                .at(&total.place)
                .at(&model.place)
                .found(say!("{} (valeur tapée, sans formule)", super::shared::in_its_unit(total, value)))
                .expected("la formule de ses voisines")
                .stake(crate::model::Money::ZERO),
            );
        }
    }
}
