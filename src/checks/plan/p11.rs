//! Natures of resources.

use super::shared::GUIDE;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Sentence, Severity};
use crate::model::french::counted;

/// Natures of resources.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-11",
    title: "La nature de chaque ressource est reconnue",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "La nature de chaque ligne de la feuille Ressources est cherchée parmi celles du fonds.",
        why: "De la nature dépendent l’autofinancement, le cumul des aides publiques et l’équilibre des apports en nature.",
        source: GUIDE,
        mend: "Choisissez une des natures du fonds, ou ajoutez un alias dans fund.toml.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let known: Vec<&str> = scope.fund().natures.iter().map(|nature| nature.label.as_str()).collect();
        for line in scope.plan().resources.iter().filter(|line| line.nature.is_none()) {
            let resource = &scope.budget().resources[line.resource];
            let (place, found) = resource
                .nature
                .as_ref()
                .map_or((&resource.place, "vide".into()), |cell| (&cell.place, Sentence::of(&cell.value)));
            answers.finding(
                Finding::new("nature de ressource non reconnue")
                    .at(place)
                    .found(found)
                    .expected(known.join(", ")),
            );
        }
        let count = scope.budget().resources.len();
        if count == 0 {
            answers.missing("le classeur n’a pas de ressource");
        } else {
            answers.compliant(counted(count, "ressource", "ressources"));
        }
    }),
};
