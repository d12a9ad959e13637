//! Formulas that nobody computed.

use std::collections::BTreeSet;

use super::shared::{RULE, formulas_compared};
use crate::checks::reading::issues::told_by;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, NAMED, Severity};
use crate::formula::CellRef;
use crate::model::Place;

/// Formulas that nobody computed.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-11",
    title: "Aucune formule dont dépend le plan n’est sans résultat enregistré",
    severity: Severity::Error,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les formules que le classeur contient sans leur résultat sont signalées, dans les tableaux et sur toute feuille que lisent leurs formules.",
        why: "Un fichier produit par un logiciel, ou enregistré sans calcul, porte des formules et aucun montant : rien ne dit ce que l’officier a vu.",
        basis: Basis::Arithmetic(RULE),
        mend: "Ouvrez le classeur dans Excel ou LibreOffice, recalculez-le (Ctrl+Maj+F9) puis enregistrez-le.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        // Reading goes on with what the formulas give; those that give nothing leave their amounts unknown.
        let (mut known, mut unknown) = (Cells::default(), Cells::default());
        let mut seen: BTreeSet<CellRef> = BTreeSet::new();
        let mut note = |at: Option<CellRef>, place: Place, shown: String| {
            let computed = at.and_then(|at| audit.recalculation.get(at)?.computed());
            let list = if computed.is_some() { &mut known } else { &mut unknown };
            list.add(place, shown);
        };
        for issue in told_by(audit, CHECK.code) {
            let at = audit.cell_of(&issue.place);
            seen.extend(at);
            note(at, issue.place.clone(), issue.shown.clone());
        }
        // Those that no table's column holds, or that came after as many issues as reading keeps.
        for at in audit.recalculation.without_result().filter(|at| !seen.contains(at)) {
            let formula = audit.recalculation.content(at).and_then(|cell| cell.formula.as_ref());
            let shown = formula.map(|formula| format!("={formula}")).unwrap_or_default();
            note(Some(at), audit.place(at), shown);
        }
        for (cells, is_known) in [(known, true), (unknown, false)] {
            let Some((first, shown)) = cells.shown.first() else { continue };
            let many = Fact::count(cells.count, "formule", "formules");
            let message = if is_known {
                say!(
                    "{} sans résultat enregistré : le fichier vient d’un programme qui ne calcule pas ; les valeurs recalculées servent en attendant",
                    many
                )
            } else {
                say!("{} sans résultat enregistré, et que le programme ne sait pas recalculer", many)
            };
            let mut finding = Finding::new(message)
                .at_all(cells.shown.iter().take(PLACES).map(|(place, _)| place))
                .found(shown)
                .expected("un classeur recalculé et enregistré");
            if cells.count > 1 {
                // Those that are not kept are counted: any place stands for them.
                let others = cells.shown.iter().map(|(place, _)| place).chain(std::iter::repeat(first));
                let others = others.take(cells.count).skip(1).cloned();
                finding = finding.found(say!("{} ; de même en {}", shown, Fact::cells(others, first)));
            }
            answers.finding(if is_known { finding } else { finding.unknown() });
        }
        formulas_compared(audit, answers);
    }),
};

/// Places given of the formulas without result: beyond, they are counted.
const PLACES: usize = 10;

/// Formulas without result: the first of them with what they show, and how many.
#[derive(Default)]
struct Cells {
    shown: Vec<(Place, String)>,
    count: usize,
}

impl Cells {
    fn add(&mut self, place: Place, shown: String) {
        self.count += 1;
        // The first cell, then as many as a sentence names.
        if self.shown.len() <= NAMED {
            self.shown.push((place, shown));
        }
    }
}
