//! Known codes.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;

/// Known codes.
pub(in crate::checks) const CHECK: Check = Check {
    code: "N-01",
    title: "Les indicateurs sont ceux du programme",
    severity: Severity::Note,
    class: Class::Application,
    explanation: Explanation {
        what: "Le code de chaque indicateur du classeur est cherché dans la liste du fonds.",
        why: "Un indicateur sans rapport avec le programme est un motif de renvoi.",
        source: "Règlement (UE) 2021/1058, annexe I (libellés : statut à confirmer)",
        mend: "Gardez un indicateur du programme, ou présentez le vôtre comme propre au projet.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.fund().indicators.is_empty() {
            answers.missing("la définition du fonds ne liste pas ses indicateurs");
            return;
        }
        for indicator in &scope.budget().indicators {
            let Some(code) = &indicator.code else {
                answers.missing(format!("{} : indicateur sans code", indicator.place));
                continue;
            };
            let known = scope
                .fund()
                .indicators
                .iter()
                .any(|known| known.code.eq_ignore_ascii_case(code.value.trim()));
            answers.expect(known, || {
                Finding::new(format!(
                    "« {} » est propre au projet, absent de la liste du programme",
                    code.value.trim()
                ))
                .at(&code.place)
            });
        }
        if scope.budget().indicators.is_empty() {
            answers.missing("le classeur n’a pas d’indicateur");
        } else {
            answers.compliant(counted(scope.budget().indicators.len(), "indicateur", "indicateurs"));
        }
    }),
};
