//! Natures of resources.

use super::shared::GUIDE;
use crate::checks::near::near;
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Sentence, Severity};
use crate::source::table::ColumnRole;

/// Natures of resources.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-11",
    title: "La nature de chaque ressource est reconnue",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "La nature de chaque ligne de la feuille Ressources est cherchée parmi celles du fonds.",
        why: "De la nature dépendent l’autofinancement, le cumul des aides publiques et l’équilibre des apports en nature.",
        basis: Basis::Usage(GUIDE),
        mend: "Choisissez une des natures du fonds, ou ajoutez un alias dans fund.toml.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let resources = &scope.budget().resources;
        if resources.is_empty() {
            answers.missing(Missing::of_workbook("le classeur n’a pas de ressource"));
            return;
        }
        let mut unknown = 0;
        for line in scope.plan().resources.iter().filter(|line| line.nature.is_none()) {
            unknown += 1;
            let resource = &resources[line.resource];
            let written = resource.nature.as_ref().map(|cell| &*cell.value);
            let mut finding = Finding::new("la nature de la ressource n’est pas une de celles du fonds")
                .at(&scope.resource_cell(resource, ColumnRole::Nature))
                .found(written.map_or_else(|| "vide".into(), Sentence::of))
                .expected(known(scope, written));
            if let Some(amount) = scope.money(line.amount) {
                finding = finding.stake(amount);
            }
            answers.finding(finding);
        }
        let recognised = resources.len() - unknown;
        answers.compared(
            recognised,
            Fact::count(recognised, "ressource de nature reconnue", "ressources de nature reconnue"),
        );
    }),
};

/// The nature that is meant, when one is near; else all of them.
pub(super) fn known(scope: &Scope<'_>, written: Option<&str>) -> Sentence {
    let labels = || scope.fund().natures.iter().map(|nature| nature.label.as_str());
    match written.and_then(|written| near(written, labels())) {
        Some(label) => say!("peut-être « {} »", label),
        None => say!("une nature du fonds : {}", Fact::list_with(labels(), ", ")),
    }
}
