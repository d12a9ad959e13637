//! Errors, in the tables and wherever their formulas lead.

use std::collections::BTreeMap;

use super::shared::{TYPED, at_cell, cells_looked_at, saved_with_formula};
use crate::audit::Audit;
use crate::audit::totals::Verdict;
use crate::checks::reading::issues::{placed, told_by};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Finding, Sentence, Severity};
use crate::formula::CellRef;
use crate::model::Place;

/// Errors, in the tables and wherever their formulas lead.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-26",
    title: "Aucune cellule dont dépend le plan n’est en erreur",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les erreurs (#REF!, #DIV/0!, #N/A…) sont suivies jusqu’à la cellule où elles naissent, dans les tableaux et sur toute feuille que lisent leurs formules.",
        why: "Une erreur, même loin du tableau, rend inconnu tout montant qui en dépend.",
        basis: Basis::Usage(TYPED),
        mend: "Corrigez la cellule où naît l’erreur, puis enregistrez le classeur.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        // The errors of one row are born together: a deleted line, a deleted subtotal.
        let mut rows: BTreeMap<(String, u32), Finding> = BTreeMap::new();
        for issue in told_by(audit, CHECK.code) {
            // Where the error is born, and nowhere else.
            if audit.is_error_of_another(&issue.place) {
                continue;
            }
            let Place::Cell { sheet, row, .. } = &issue.place else { continue };
            if let Some(first) = rows.get_mut(&(sheet.to_string(), *row)) {
                first.places.push(issue.place.clone());
                continue;
            }
            let mut finding = Finding::new("cellule en erreur").expected("un montant").unknown();
            let at = audit.cell_of(&issue.place).filter(|_| audit.has_formula(&issue.place));
            if let Some(at) = at {
                finding = finding.found(saved_with_formula(audit, at)).at_all(&mangled_totals(audit, at));
            }
            rows.insert((sheet.to_string(), *row), placed(finding, issue));
        }
        answers.findings_of(rows.into_values());
        let (born, typed) = audit.errors_elsewhere();
        for at in born {
            answers.finding(
                at_cell(audit, at, "cellule en erreur")
                    .found(saved_with_formula(audit, at))
                    .expected("une valeur")
                    .unknown(),
            );
        }
        for at in typed {
            answers.finding(
                at_cell(audit, at, "cellule en erreur, lue par une formule")
                    .found(Sentence::of(audit.saved(at)))
                    .expected("une valeur")
                    .unknown(),
            );
        }
        cells_looked_at(audit, answers);
    }),
};

/// The totals that a formula with a lost reference still reads, and that no longer take their own lines: the deleted row
/// was the bound between two of them.
fn mangled_totals(audit: &Audit<'_>, at: CellRef) -> Vec<Place> {
    let formula = audit.recalculation.content(at).and_then(|cell| cell.formula.as_ref());
    if !formula.is_some_and(|formula| formula.contains("#REF!")) {
        return Vec::new();
    }
    let read = audit.recalculation.precedents(at);
    audit
        .totals()
        .filter(|(total, verdict)| {
            matches!(verdict, Verdict::Range { .. })
                && audit.cell_of(&total.place).is_some_and(|total| {
                    read.iter().any(|cell| (cell.sheet, cell.row) == (total.sheet, total.row))
                })
        })
        .map(|(total, _)| total.place.clone())
        .collect()
}
