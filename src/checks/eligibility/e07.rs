//! A document behind each line.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;

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
        let expenses = scope.budget().expense_lines.iter().map(|line| (&line.place, &line.document));
        let staff = scope.budget().staff_lines.iter().map(|line| (&line.place, &line.document));
        let mut count = 0usize;
        for (place, document) in expenses.chain(staff) {
            count += 1;
            answers.expect(document.as_ref().is_some_and(|cell| !cell.value.trim().is_empty()), || {
                Finding::new("la ligne ne nomme aucune pièce justificative").at(place)
            });
        }
        if count == 0 {
            answers.missing("le classeur n’a pas de ligne de dépense");
        } else {
            answers.compliant(counted(count, "ligne avec sa pièce", "lignes avec leur pièce"));
        }
    }),
};
