//! Numbers that Excel does not add up.

use super::shared::{TYPED, cells_looked_at};
use crate::checks::reading::issues::report;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::source::amount::parse_number;

/// Numbers that Excel does not add up.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-19",
    title: "Aucun nombre n’est enregistré en texte",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les cellules de montant, de taux et de quantité qui portent un texte (apostrophe devant le nombre, espace, « € » tapé) sont signalées ; le nombre est lu.",
        why: "Excel n’additionne pas un texte : le total de la feuille est plus petit que ce que l’on croit lire.",
        basis: Basis::Usage(TYPED),
        mend: "Tapez le nombre dans la cellule, au format Nombre ; pour toute une colonne : Données, Convertir.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        report(audit, answers, CHECK.code, |issue| {
            let finding = Finding::new("nombre enregistré en texte : les formules ne l’additionnent pas")
                .found(say!("« {} », en texte", issue.shown.trim()));
            Some(match parse_number(&issue.shown) {
                Ok(number) => finding
                    .expected(say!("le nombre {}", Fact::Shown(number)))
                    .mended_by(&issue.place, number),
                Err(_) => finding.expected("un nombre").unknown(),
            })
        });
        cells_looked_at(audit, answers);
    }),
};
