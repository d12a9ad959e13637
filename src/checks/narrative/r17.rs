//! Sections of the description that are for a fund that the project does not ask.

use super::shared::{heading, no_description};
use crate::checks::near::near;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// Sections of the description that are for a fund that the project does not ask.
pub(in crate::checks) const CHECK: Check = Check {
    code: "R-17",
    title: "Les rubriques propres à un fonds nomment un fonds du projet",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Le fonds que nomme un titre de description.md (« ## Objectifs {fonds-regional} ») est cherché parmi les fonds de projet.toml.",
        why: "Une rubrique écrite pour un fonds mal nommé n’est imprimée nulle part : l’autre texte, ou rien, part à sa place.",
        basis: Basis::Usage("Usage de ce logiciel : « ## Titre {identifiant du fonds} »"),
        mend: "Corrigez l’identifiant du fonds entre accolades, ou retirez-le.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(description) = scope.description else {
            answers.missing(no_description(scope));
            return;
        };
        let others = scope.others.iter().map(|pack| pack.fund.identity.id.as_str());
        let known: Vec<&str> = std::iter::once(scope.fund().identity.id.as_str()).chain(others).collect();
        let mut read = 0;
        for section in &description.sections {
            let Some(fund) = section.fund.as_deref() else { continue };
            read += 1;
            answers.expect(known.contains(&fund), || {
                let finding = Finding::new(say!(
                    "la rubrique « {} » est écrite pour un fonds que le projet ne demande pas",
                    &section.title
                ))
                .at(&heading(scope, Some(section)))
                .found(say!("« {} »", fund));
                match near(fund, known.iter().copied()) {
                    Some(meant) => finding.expected(say!("« {} », sans doute", meant)),
                    None => finding.expected(Fact::list_with(known.iter().copied().map(Fact::text), " ou ")),
                }
            });
        }
        answers
            .compared(read, Fact::count(read, "rubrique propre à un fonds", "rubriques propres à un fonds"));
        if read == 0 {
            answers.not_applicable("aucune rubrique n’est propre à un fonds");
        }
    }),
};
