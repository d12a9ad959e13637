//! Sums that go through blank rows or columns.

use super::shared::{NO_SUM, SEEN, of_sheet, searched};
use crate::audit::sheets::Way;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Severity, Sureness};
use crate::model::column_name;

/// Sums that go through blank rows or columns.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-07",
    title: "Aucune somme ne traverse une ligne ou une colonne vide",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Les plages additionnées sont suivies cellule par cellule : celle qui traverse une ligne ou une colonne où rien n’est écrit est signalée.",
        why: "Une ligne vide sépare deux parties d’un tableau : ce qu’on y écrira, un titre, une année, un commentaire chiffré, sera compté.",
        basis: Basis::Usage(SEEN),
        mend: "Arrêtez la plage à la dernière ligne remplie, ou additionnez les deux parties par leurs sous-totaux.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, sheets, answers| {
        let search = sheets.crossed();
        for one in &search.found {
            let (message, line) = match one.way {
                Way::Column => (
                    "somme qui traverse une ligne vide",
                    say!("ligne {}", (one.line as usize + 1).to_string()),
                ),
                Way::Row => {
                    ("somme qui traverse une colonne vide", say!("colonne {}", column_name(one.line)))
                }
            };
            let found = say!("{}, {}", audit.formula(one.at), line);
            let found = match one.count - 1 {
                0 => found,
                more => found.then(say!(" et {}", Fact::count(more, "autre", "autres"))),
            };
            let expected = match one.way {
                Way::Column => "une plage dont chaque ligne est remplie",
                Way::Row => "une plage dont chaque colonne est remplie",
            };
            answers.finding(
                of_sheet(audit, one.at, message, Sureness::Probable).found(found).expected(expected),
            );
        }
        searched(answers, &search, "plage suivie", "plages suivies", NO_SUM);
    }),
};
