//! Numbers that Excel does not add up.

use crate::checks::reading::shared::TYPED;
use crate::checks::totals::cells::By;
use crate::checks::totals::cells::Told;
use crate::checks::totals::cells::read;
use crate::checks::totals::cells::report;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::source::table::IssueKind;

/// Numbers that Excel does not add up.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-19",
    title: "Aucun nombre n’est enregistré en texte",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les cellules de montant, de taux et de quantité qui portent un texte (apostrophe devant le nombre, espace, « € » tapé) sont signalées ; le nombre est lu.",
        why: "Excel n’additionne pas un texte : le total de la feuille est plus petit que ce que l’on croit lire.",
        source: TYPED,
        mend: "Convertissez la cellule en nombre (Données, Convertir), puis recalculez.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        report(scope, answers, By::Column, |kind| match kind {
            IssueKind::NumberAsText => Some(Told {
                one: "nombre enregistré en texte : Excel ne l’additionne pas".to_owned(),
                several: "nombres enregistrés en texte, qu’Excel n’additionne pas",
                expected: Some("un nombre".to_owned()),
            }),
            _ => None,
        });
        read(scope, answers);
    }),
};
