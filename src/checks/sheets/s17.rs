//! Names that point nowhere.

use super::shared::SEEN;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity, Sureness};
use crate::model::Place;
use crate::source::workbook::DefinedName;
use crate::source::workbook::formula_text::reads_another_workbook;
use crate::source::workbook::sheet::shorten;

/// Names that point nowhere.
pub(in crate::checks) const CHECK: Check = Check {
    code: "S-17",
    title: "Chaque nom désigne des cellules",
    severity: Severity::Note,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les noms définis dans le classeur sont suivis : ceux dont les cellules ont été supprimées, ou qui visent un autre classeur, sont signalés.",
        why: "Une formule qui emploie ce nom est en erreur, ou dépend d’un fichier que personne n’a.",
        basis: Basis::Usage(SEEN),
        mend: "Supprimez le nom (Formules, Gestionnaire de noms), ou redonnez-lui ses cellules.",
        since: "0.4.0",
    },
    run: Run::Sheets(|audit, _, answers| {
        let names = &audit.recalculation.workbook().names;
        for DefinedName { name, formula, .. } in
            names.iter().filter(|one| !one.name.to_lowercase().starts_with("_xl"))
        {
            let message = if formula.contains("#REF!") {
                say!("le nom « {} » ne désigne plus aucune cellule", shorten(name))
            } else if reads_another_workbook(formula) {
                say!("le nom « {} » désigne un autre classeur", shorten(name))
            } else {
                continue;
            };
            answers.finding(
                Finding::new(message)
                    .at(&Place::file(audit.recalculation.file()))
                    .found(say!("={}", shorten(formula)))
                    .expected("des cellules de ce classeur")
                    .sure(Sureness::Certain),
            );
        }
        answers.compared(names.len(), say!("{}", Fact::count(names.len(), "nom suivi", "noms suivis")));
        if names.is_empty() {
            answers.not_applicable("le classeur ne définit aucun nom");
        }
    }),
};
