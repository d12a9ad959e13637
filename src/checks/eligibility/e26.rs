//! Titles of actions.

use crate::checks::near::near;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::text::normalise;

/// Titles of actions.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-26",
    title: "Chaque action intitulée porte des lignes du plan",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Chaque action de [[actions]], dans projet.toml, est cherchée dans la colonne Action du classeur.",
        why: "L’intitulé d’une action mal nommée ne s’imprime nulle part, et une action annoncée sans dépense fait douter du plan.",
        basis: Basis::Arithmetic("Identité : l’action du projet et celle des lignes ont le même nom"),
        mend: "Écrivez le même nom aux deux endroits, ou retirez l’action.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let titled = &scope.project().actions;
        if titled.is_empty() {
            answers.not_applicable("projet.toml n’intitule aucune action");
            return;
        }
        let named = || scope.plan().actions.iter().filter_map(|action| action.name.as_deref());
        for (index, action) in titled.iter().enumerate() {
            let same = normalise(&action.name);
            answers.expect(named().any(|name| normalise(name) == same), || {
                let finding =
                    Finding::new(say!("aucune ligne du classeur n’est de l’action « {} »", &action.name))
                        .at_field(format!("actions[{index}].nom"))
                        .found(&action.name);
                match near(&action.name, named()) {
                    Some(name) => finding.expected(say!("peut-être « {} »", name)),
                    None => finding.expected("le nom d’une action de la colonne Action"),
                }
            });
        }
        answers.compared(titled.len(), Fact::count(titled.len(), "action cherchée", "actions cherchées"));
    }),
};
