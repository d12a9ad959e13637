//! Formulas that read another workbook.

use std::collections::BTreeMap;

use super::shared::{SEEN, looked_at, of_sheet};
use crate::checks::totals::saved_with_formula;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Severity, Sureness};
use crate::formula::{CellRef, Outcome};

/// Formulas that read another workbook.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-20",
    title: "Aucune formule ne va chercher un autre classeur",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les formules qui citent un autre fichier sont comptées, feuille par feuille ; leur dernier résultat connu est lu.",
        why: "Qui reçoit le classeur n’a pas l’autre : le nombre n’a plus d’origine.",
        basis: Basis::Usage(SEEN),
        mend: "Copiez les valeurs dans ce classeur, avec une note qui dit d’où elles viennent.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, _, answers| {
        let mut sheets: BTreeMap<usize, Vec<CellRef>> = BTreeMap::new();
        for (at, one) in audit.recalculation.cells() {
            if matches!(&one.outcome, Outcome::Cannot(cannot) if cannot.is_external) {
                sheets.entry(at.sheet).or_default().push(at);
            }
        }
        for cells in sheets.into_values() {
            let Some((at, others)) = cells.split_first() else { continue };
            let found = saved_with_formula(audit, *at);
            answers.finding(of_sheet(audit, *at, "formule vers un autre classeur", Sureness::Certain).found(
                match others.len() {
                    0 => found,
                    more => {
                        found.then(say!(
                            " ; {} de même",
                            Fact::count(more, "autre formule", "autres formules")
                        ))
                    }
                },
            ));
        }
        looked_at(
            answers,
            audit.recalculation.len(),
            "formule suivie",
            "formules suivies",
            "le classeur n’a aucune formule",
        );
    }),
};
