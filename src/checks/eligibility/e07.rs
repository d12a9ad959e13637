//! A document behind each line.

use std::collections::BTreeMap;

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Missing, Severity, say};
use crate::model::Place;
use crate::source::table::ColumnRole;

/// A document behind each line.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-07",
    title: "Chaque dépense nomme sa pièce justificative",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Chaque ligne de dépense et de personnel, de chaque volet aussi, doit nommer un devis, une note d’estimation, un contrat ou une fiche.",
        why: "Une dépense sans pièce n’est pas instruite.",
        basis: Basis::Usage(
            "Usage : motifs de renvoi constatés par les services instructeurs (à confirmer) : chaque dépense a sa pièce",
        ),
        mend: "Complétez la colonne « Pièce justificative ».",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let (mut with, mut without) = (0, 0);
        let mut headers: BTreeMap<Place, usize> = BTreeMap::new();
        for row in scope.rows() {
            if row.document().as_ref().is_some_and(|cell| !cell.value.trim().is_empty()) {
                with += 1;
                continue;
            }
            without += 1;
            // A column that the table lacks is one fault, whatever the number of its lines.
            if let Some(header) = scope.header_without(row, ColumnRole::Document) {
                *headers.entry(header).or_default() += 1;
                continue;
            }
            let cell = scope.cell(row, ColumnRole::Document);
            answers.finding(Finding::new("la ligne ne nomme aucune pièce justificative").at(&cell));
        }
        for line in scope.budget().sides.iter().flat_map(|side| &side.lines) {
            if line.document.as_ref().is_some_and(|cell| !cell.value.trim().is_empty()) {
                with += 1;
            } else {
                without += 1;
                let message = "la ligne d’un volet ne nomme aucune pièce justificative";
                answers.finding(Finding::new(message).at(&line.place));
            }
        }
        for (header, lines) in headers {
            answers.finding(
                Finding::new("le tableau n’a pas de colonne « Pièce justificative »")
                    .at(&header)
                    .found(say!("{} sans pièce", Fact::count(lines, "ligne", "lignes")))
                    .expected("une colonne « Pièce justificative »"),
            );
        }
        if with + without == 0 {
            answers.missing(Missing::of_workbook("le classeur n’a pas de ligne de dépense"));
        }
        answers
            .compared(with, Fact::count(with, "ligne qui nomme sa pièce", "lignes qui nomment leur pièce"));
    }),
};
