//! The officer's own cells of control.

use crate::audit::controls::{Control, controls};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Answer, Class, Fact, Finding, Severity};
use crate::model::Place;

/// The officer's own cells of control.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-36",
    title: "Les cellules de contrôle du classeur ne signalent rien",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Hors des lignes des tableaux, chaque cellule qui suit « Écart », « Contrôle », « Vérification » ou « Différence » est lue : elle doit montrer zéro, VRAI ou « OK ».",
        why: "Qui a fait le classeur y a mis cette cellule pour être prévenu : un écart affiché est une question restée ouverte.",
        basis: Basis::Usage("Usage : un contrôle du classeur est lu comme les autres"),
        mend: "Cherchez d’où vient l’écart que montre la cellule ; si elle ne sert plus, supprimez-la.",
        since: "0.1.0",
    },
    run: Run::Results(|scope, results, answers| {
        let controls = controls(scope.audit);
        if controls.is_empty() {
            answers.not_applicable("le classeur n’a pas de cellule « Écart » ni « Contrôle »");
            return;
        }
        // What the other checks found explains it: they name the cell to mend.
        let causes: Vec<Place> = results
            .iter()
            .filter(|result| result.answer == Answer::Anomaly && result.severity == Severity::Error)
            .filter(|result| result.code().starts_with(['T', 'P', 'L']))
            .flat_map(|result| &result.answers.findings)
            .filter_map(|finding| finding.places.first().cloned())
            .take(CAUSES)
            .collect();
        for control in controls.iter().filter(|control| !control.is_quiet) {
            answers.finding(tell(control).following(&causes));
        }
        answers.compared(
            controls.len(),
            Fact::count(controls.len(), "cellule de contrôle lue", "cellules de contrôle lues"),
        );
    }),
};

/// Most places that may explain a control.
const CAUSES: usize = 50;

fn tell(control: &Control) -> Finding {
    Finding::new(say!("le classeur signale lui-même un écart : « {} »", &control.label))
        .at(&control.place)
        .found(Fact::text(control.shown.clone()))
        .expected("zéro, ou « OK »")
}
