//! Formulas beyond the program.

use std::collections::{BTreeMap, BTreeSet};

use super::frozen::{REDO, first_frozen, own_formula};
use super::shared::{RULE, formulas_compared};
use crate::audit::Audit;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Missing, Severity};
use crate::formula::{CellRef, Outcome};
use crate::source::workbook::sheet::shorten;

/// Formulas beyond the program.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-17",
    title: "Chaque formule qui nourrit le plan a pu être recalculée",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les formules que le programme ne sait pas recalculer sont nommées, cellule par cellule : leur valeur enregistrée est lue, elle n’est pas vérifiée.",
        why: "Ce qui n’a pas été vérifié ne doit pas passer pour conforme.",
        basis: Basis::Arithmetic(RULE),
        mend: "Vérifiez ces cellules à la main, ou écrivez-les avec les fonctions usuelles (SOMME, SOMME.SI, ARRONDI, SI, RECHERCHEV…).",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        if audit.recalculation.has_lost_formulas() {
            answers.missing(
                Missing::of_workbook("le format .xls ne livre pas toutes ses formules : celles qui manquent sont lues comme des valeurs tapées")
                    .how("Enregistrez le classeur en .xlsx ou en .ods."),
            );
        }
        // Cells that the same thing keeps from being recomputed are named together, whatever their sheet.
        let mut reasons: BTreeMap<String, Vec<CellRef>> = BTreeMap::new();
        let (mut frozen, mut dangling, mut lost) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (at, one) in audit.recalculation.cells() {
            match &one.outcome {
                Outcome::Cannot(cannot) if cannot.is_frozen => frozen.push(at),
                Outcome::Cannot(cannot) => reasons.entry(cannot.reason.clone()).or_default().push(at),
                Outcome::Dangling(cell) => {
                    dangling.push(at);
                    lost.insert(*cell);
                }
                _ => {}
            }
        }
        tell_frozen(audit, answers, &frozen);
        for (reason, cells) in reasons {
            tell(audit, answers, &cells, Fact::Text(reason));
        }
        if let Some(first) = dangling.first() {
            let without: Vec<CellRef> = lost.into_iter().collect();
            let has_none = Fact::Words(if without.len() > 1 {
                "qui n’ont pas de valeur"
            } else {
                "qui n’a pas de valeur"
            });
            let reason = say!("dépend de {}, {}", audit.names(&without, first.sheet), has_none);
            tell(audit, answers, &dangling, reason.into());
        }
        formulas_compared(audit, answers);
    }),
};

/// Cells that one thing keeps from being recomputed.
fn tell(audit: &Audit<'_>, answers: &mut Answers, cells: &[CellRef], reason: Fact) {
    let Some(first) = cells.first() else { return };
    let (place, formula, saved) = (audit.place(*first), audit.formula(*first), audit.saved(*first));
    let what = if cells.len() > 1 {
        let others = audit.names(cells.get(1..).unwrap_or_default(), first.sheet);
        say!("{} ({}, valeur enregistrée {}) et {} : {}", place, formula, saved, others, reason)
    } else {
        say!("{} ({}, valeur enregistrée {}) : {}", place, formula, saved, reason)
    };
    answers.missing(Missing::of_workbook(what).how(
        "Vérifiez ces cellules à la main, ou écrivez-les avec les fonctions usuelles (SOMME, SOMME.SI, ARRONDI, SI, RECHERCHEV…).",
    ));
}

/// Formulas that only Google Sheets computes: the file keeps the value that they had, and nothing can follow them.
fn tell_frozen(audit: &Audit<'_>, answers: &mut Answers, cells: &[CellRef]) {
    let Some(first) = first_frozen(audit, cells) else { return };
    let (place, saved) = (audit.place(first), audit.saved(first));
    let mut what = match own_formula(audit, first) {
        Some(formula) => say!(
            "{} : formule propre à Google Sheets (={}), figée à la valeur {}",
            place,
            shorten(&formula),
            saved
        ),
        None => say!("{} : formule propre à Google Sheets, figée à la valeur {}", place, saved),
    };
    let others: Vec<CellRef> = cells.iter().filter(|at| **at != first).copied().collect();
    if !others.is_empty() {
        what = what.then(say!(" ; de même en {}", audit.names(&others, first.sheet)));
    }
    answers.missing(Missing::of_workbook(what).how(REDO));
}
