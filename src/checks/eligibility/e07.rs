//! A document behind each line.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::source::table::ColumnRole;

/// A document behind each line.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-07",
    title: "Chaque dépense nomme sa pièce justificative",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Chaque ligne de dépense et de personnel doit nommer un devis, une note d’estimation, un contrat ou une fiche.",
        why: "Une dépense sans pièce n’est pas instruite.",
        source: "Décret n° 2022-608 du 21 avril 2022, art. 7 ; guide du porteur (statut : à confirmer)",
        mend: "Complétez la colonne « Pièce justificative ».",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let (mut with, mut without) = (0, 0);
        for row in scope.rows() {
            if row.document().as_ref().is_some_and(|cell| !cell.value.trim().is_empty()) {
                with += 1;
                continue;
            }
            without += 1;
            let cell = scope.cell(row, ColumnRole::Document);
            answers.finding(Finding::new("la ligne ne nomme aucune pièce justificative").at(&cell));
        }
        if with + without == 0 {
            answers.missing(Missing::of_workbook("le classeur n’a pas de ligne de dépense"));
        }
        answers
            .compared(with, Fact::count(with, "ligne qui nomme sa pièce", "lignes qui nomment leur pièce"));
    }),
};
