//! Categories.

use crate::checks::{Check, Explanation, Run};
use crate::figures::plan::LineSource;
use crate::findings::{Class, Finding, Sentence, Severity};
use crate::model::french::counted;

/// Categories.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-01",
    title: "Le poste de chaque dépense est reconnu par le fonds",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le poste écrit sur chaque ligne est cherché parmi ceux du fonds, accents, casse et alias pardonnés.",
        why: "Une dépense hors des postes du fonds n’a pas d’onglet dans le plan de financement.",
        source: "Décret n° 2022-608 du 21 avril 2022, art. 4, 3°",
        mend: "Choisissez un des postes du fonds, ou ajoutez un alias dans fund.toml.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let known: Vec<&str> =
            scope.fund().categories.iter().map(|category| category.label.as_str()).collect();
        for line in scope.plan().lines.iter().filter(|line| line.category.is_none()) {
            let cell = match line.source {
                LineSource::Expense(index) => scope.budget().expense_lines[index].category.as_ref(),
                LineSource::Staff(_) => None,
            };
            let (place, found) = cell
                .map_or((scope.place(line), "vide".into()), |cell| (&cell.place, Sentence::of(&cell.value)));
            answers.finding(
                Finding::new(format!("poste non reconnu pour « {} »", scope.label(line)))
                    .at(place)
                    .found(found)
                    .expected(known.join(" ; ")),
            );
        }
        let count = scope.plan().lines.len();
        if count == 0 {
            answers.missing("le classeur n’a pas de ligne de dépense");
        } else {
            let lines = counted(count, "ligne rattachée", "lignes rattachées");
            let categories = counted(scope.plan().categories.len(), "poste", "postes");
            answers.compliant(format!("{lines} à {categories}"));
        }
    }),
};
