//! Empty parameters.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Missing, Severity};
use crate::rules::Ruling;
use rust_decimal::Decimal;

/// Empty parameters.
pub(in crate::checks) const CHECK: Check = Check {
    code: "M-01",
    title: "Les paramètres du fonds sont renseignés",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque paramètre du fonds doit avoir une valeur, dans fund.toml ou dans projet.toml › fonds.<id>.parametres. La valeur elle-même n’est pas vérifiée ici.",
        why: "Un contrôle qui a besoin d’une valeur absente répond « non vérifiable », jamais « conforme ».",
        basis: Basis::Sheet("Chaque paramètre nomme qui détient la réponse"),
        mend: "Demandez la valeur à l’autorité, puis inscrivez-la avec sa source.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let fund = scope.fund();
        if fund.parameters.is_empty() {
            answers.not_applicable("le fonds n’a pas de paramètre");
            return;
        }
        let rules = scope.rules();
        let (mut known, mut unsure, mut total) = (0, 0, fund.parameters.len());
        for (name, parameter) in &fund.parameters {
            match rules.named(name) {
                Ruling::Held(held) => {
                    known += 1;
                    unsure += usize::from(held.reserve().is_some());
                }
                Ruling::NotBearing { .. } => total -= 1,
                // The source of an empty parameter names who holds the answer.
                Ruling::Empty { source } => answers.missing(
                    Missing::of_authority(say!("« {} » n’a pas de valeur : {}", &parameter.label, source))
                        .in_field(scope.parameter_field(name)),
                ),
                Ruling::OtherDays { .. } | Ruling::DayUnknown(_) | Ruling::Unsaid => {
                    scope.lacks_parameter(name, answers);
                }
            }
        }
        let count = Fact::count(known, "paramètre renseigné", "paramètres renseignés");
        let total = Decimal::from(total);
        let detail = match unsure {
            0 => say!("{} sur {}", count, total),
            _ => {
                say!("{} sur {}, dont {} sans confirmation par un texte", count, total, Decimal::from(unsure))
            }
        };
        answers.compared(known, detail);
    }),
};
