//! Calculations that read what is no number.

use super::shared::{SEEN, looked_at, of_sheet};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Severity, Sureness};

/// Calculations that read what is no number.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-16",
    title: "Aucun calcul ne lit un texte, ni une case vide que ses voisins ne liraient pas",
    severity: Severity::Note,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Les cellules seules que lit un calcul sont suivies : un texte est signalé, une case vide aussi quand quatre calculs voisins au moins, recopiés l’un de l’autre, lisent tous un nombre.",
        why: "Un texte dans un calcul donne une erreur ou vaut zéro selon le tableur ; une case vide vaut zéro sans le dire.",
        basis: Basis::Usage(SEEN),
        mend: "Remplissez la cellule, ou corrigez la référence.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let found = sheets.no_numbers();
        let compared = found.compared;
        for (cells, message, what) in [
            (found.texts, "calcul qui lit un texte", "un nombre"),
            (
                found.blanks,
                "calcul qui lit une case vide, où ses voisins lisent un nombre",
                "un nombre, comme en lisent ses voisins",
            ),
        ] {
            for one in cells {
                answers.finding(
                    of_sheet(audit, one.at, message, Sureness::Doubtful)
                        .at(&audit.place(one.cell))
                        .found(say!(
                            "{} : {} vaut {}",
                            audit.formula(one.at),
                            audit.name(one.cell, one.at.sheet),
                            audit.saved(one.cell)
                        ))
                        .expected(what),
                );
            }
        }
        looked_at(
            answers,
            compared,
            "calcul suivi",
            "calculs suivis",
            "aucun calcul ne lit une cellule seule",
        );
    }),
};
