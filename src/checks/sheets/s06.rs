//! Calculations of numbers alone among typed numbers.

use super::shared::{SEEN, looked_at, of_sheet};
use crate::checks::totals::saved_with_formula;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Severity, Sureness};

/// Calculations of numbers alone among typed numbers.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-06",
    title: "Aucune valeur n’est un calcul de nombres tapés",
    severity: Severity::Note,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Une formule qui ne lit aucune cellule et calcule avec des nombres (=24+1), parmi des valeurs tapées, est signalée.",
        why: "Personne ne sait d’où viennent les nombres : un arrondi, un rattrapage, une correction de dernière minute.",
        basis: Basis::Usage(SEEN),
        mend: "Donnez une cellule à chaque nombre, ou dites dans une note d’où il vient.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let (found, compared) = sheets.of_constants();
        for at in found {
            answers.finding(
                of_sheet(audit, at, "calcul de nombres tapés, parmi des valeurs", Sureness::Doubtful)
                    .found(saved_with_formula(audit, at))
                    .expected("une valeur, ou des nombres qui ont chacun leur cellule"),
            );
        }
        looked_at(
            answers,
            compared,
            "calcul regardé",
            "calculs regardés",
            "aucune cellule ne calcule avec des nombres seuls",
        );
    }),
};
