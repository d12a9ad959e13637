//! Errors, in the tables and wherever their formulas lead.

use super::shared::{TYPED, at_cell, cells_looked_at, saved_with_formula};
use crate::checks::reading::issues::{placed, told_by};
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Sentence, Severity};

/// Errors, in the tables and wherever their formulas lead.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-26",
    title: "Aucune cellule dont dépend le plan n’est en erreur",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les erreurs (#REF!, #DIV/0!, #N/A…) sont suivies jusqu’à la cellule où elles naissent, dans les tableaux et sur toute feuille que lisent leurs formules.",
        why: "Une erreur, même loin du tableau, rend inconnu tout montant qui en dépend.",
        source: TYPED,
        mend: "Corrigez la cellule où naît l’erreur, puis enregistrez le classeur.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        for issue in told_by(audit, CHECK.code) {
            // Where the error is born, and nowhere else.
            if audit.is_error_of_another(&issue.place) {
                continue;
            }
            let mut finding = Finding::new("cellule en erreur").expected("un montant").unknown();
            if let Some(at) = audit.cell_of(&issue.place).filter(|_| audit.has_formula(&issue.place)) {
                finding = finding.found(saved_with_formula(audit, at));
            }
            answers.finding(placed(finding, issue));
        }
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
