//! Formulas that nobody computed.

use super::shared::{RULE, formulas_compared};
use crate::checks::reading::issues::told_by;
use crate::checks::{Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
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
        source: RULE,
        mend: "Ouvrez le classeur dans Excel ou LibreOffice, recalculez-le (Ctrl+Maj+F9) puis enregistrez-le.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        // Reading goes on with what the formulas give; those that give nothing leave their amounts unknown.
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for issue in told_by(audit, CHECK.code) {
            let at = audit.cell_of(&issue.place);
            let computed = at.and_then(|at| audit.recalculation.get(at)?.computed());
            let list = if computed.is_some() { &mut known } else { &mut unknown };
            list.push((&issue.place, &issue.shown));
        }
        for (cells, is_known) in [(known, true), (unknown, false)] {
            let Some((first, shown)) = cells.first() else { continue };
            let many = Fact::count(cells.len(), "formule", "formules");
            let message = if is_known {
                say!(
                    "{} sans résultat enregistré : le fichier vient d’un programme qui ne calcule pas ; les valeurs recalculées servent en attendant",
                    many
                )
            } else {
                say!("{} sans résultat enregistré, et que le programme ne sait pas recalculer", many)
            };
            let mut finding = Finding::new(message)
                .at_all(cells.iter().take(PLACES).map(|(place, _)| *place))
                .found((*shown).clone())
                .expected("un classeur recalculé et enregistré");
            if cells.len() > 1 {
                let others = cells.iter().skip(1).map(|(place, _)| Place::clone(place));
                finding = finding.found(say!("{} ; de même en {}", *shown, Fact::cells(others, first)));
            }
            answers.finding(if is_known { finding } else { finding.unknown() });
        }
        formulas_compared(audit, answers);
    }),
};

/// Places given of the formulas without result: beyond, they are counted.
const PLACES: usize = 10;
