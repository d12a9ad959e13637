//! Empty parameters.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};
use crate::model::french::counted;
use crate::model::fund::Status;

/// Empty parameters.
pub(in crate::checks) const CHECK: Check = Check {
    code: "M-01",
    title: "Les paramètres du fonds sont renseignés",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque paramètre du fonds doit avoir une valeur, dans fund.toml ou dans projet.toml › fonds.<id>.parametres.",
        why: "Un contrôle qui a besoin d’une valeur absente répond « non vérifiable », jamais « conforme ».",
        source: "Chaque paramètre nomme qui détient la réponse",
        mend: "Demandez la valeur à l’autorité, puis inscrivez-la avec sa source.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let fund = scope.fund();
        let supplied =
            scope.project().fund_requests.get(&fund.identity.id).map(|request| &request.parameters);
        let mut known = 0usize;
        for (name, parameter) in &fund.parameters {
            let given = parameter.status != Status::Vide
                || supplied.is_some_and(|supplied| supplied.contains_key(name));
            if given {
                known += 1;
            } else {
                answers.missing(format!("{} – {}", parameter.label, parameter.source));
            }
        }
        if known > 0 {
            let known = counted(known, "paramètre renseigné", "paramètres renseignés");
            answers.compliant(format!("{known} sur {}", fund.parameters.len()));
        }
    }),
};
