//! Formulas frozen by Google Sheets.

use super::frozen::{REDO, own_formula};
use super::shared::{TYPED, at_cell, formulas_compared};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Sentence, Severity};
use crate::formula::{CellRef, Outcome};
use crate::source::workbook::sheet::shorten;

/// Formulas frozen by Google Sheets.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-41",
    title: "Aucune formule n’est restée dans Google Sheets",
    severity: Severity::Note,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les formules que seul Google Sheets calcule (IMPORTRANGE, QUERY, ARRAYFORMULA…) sont comptées : à l’export, il n’en reste que le dernier résultat.",
        why: "Ce résultat ne suivra plus rien : ni un prix corrigé ici, ni une nouvelle version de la feuille en ligne.",
        basis: Basis::Usage(TYPED),
        mend: REDO,
        since: "0.2.0",
    },
    run: Run::Workbook(|audit, answers| {
        let is_frozen = |outcome: &Outcome| matches!(outcome, Outcome::Cannot(cannot) if cannot.is_frozen);
        let cells = audit.recalculation.cells().filter(|(_, one)| is_frozen(&one.outcome));
        let cells: Vec<CellRef> = cells.map(|(at, _)| at).collect();
        if let Some((first, others)) = cells.split_first() {
            let first = *first;
            let message = if others.is_empty() {
                say!("cette cellule garde le dernier résultat d’une formule propre à Google Sheets")
            } else {
                say!(
                    "{} gardent le dernier résultat de formules propres à Google Sheets : celle-ci, {}",
                    Fact::count(cells.len(), "cellule", "cellules"),
                    audit.names(others, first.sheet)
                )
            };
            let found = match own_formula(audit, first) {
                Some(formula) => say!("{}, de ={}", audit.saved(first), shorten(&formula)),
                None => Sentence::of(audit.saved(first)),
            };
            answers.finding(at_cell(audit, first, message).found(found));
        }
        formulas_compared(audit, answers);
    }),
};
