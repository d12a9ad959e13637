//! Texts in force.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::fund::Status;

/// Texts in force.
pub(in crate::checks) const CHECK: Check = Check {
    code: "M-04",
    title: "Les textes cités par le fonds sont en vigueur à la date d’effet",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Les textes que citent les bases légales du fonds et les sources de ses valeurs sont comparés à la date d’effet, d’après les jours de templates/commun/textes.toml. Un texte dont les jours n’y sont pas n’est pas comparé.",
        why: "Un dossier instruit après la fin d’un règlement ne peut plus s’appuyer sur lui : l’aide serait sans base.",
        basis: Basis::Sheet("Jours de chaque texte, avec leur source, dans templates/commun/textes.toml"),
        mend: "Demandez à l’autorité quel texte remplace celui-ci à cette date, puis mettez à jour la définition du fonds.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(day) = scope.effective_date else {
            answers.missing_field("projet.date_effet");
            return;
        };
        let citations: Vec<&str> = scope.fund().citations(Some(day)).collect();
        let mut in_force = Vec::new();
        for text in scope.texts.iter() {
            let Some(citation) = citations.iter().find(|sentence| text.is_cited_in(sentence)) else {
                continue;
            };
            if text.validity().holds_on(day) {
                in_force.push(Fact::text(&text.title));
                continue;
            }
            let sure = if text.status == Status::Confirme { "" } else { " (jours à confirmer)" };
            answers.finding(
                Finding::new(say!("« {} » n’est pas en vigueur à la date d’effet du dossier", &text.title))
                    .at_field("projet.date_effet")
                    .found(day)
                    .expected(say!(
                        "un jour où le texte s’applique : {}{}",
                        text.validity().to_string(),
                        sure
                    ))
                    .basis(format!("{} ; cité par la définition du fonds : « {citation} »", text.source)),
            );
        }
        if in_force.is_empty() && answers.found() == 0 {
            answers.not_applicable("le fonds ne cite aucun texte dont les jours sont connus");
            return;
        }
        answers.compared(in_force.len(), say!("en vigueur le {} : {}", day, Fact::list(in_force)));
    }),
};
