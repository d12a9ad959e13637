//! Values below zero.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use rust_decimal::Decimal;

/// Values below zero.
pub(in crate::checks) const CHECK: Check = Check {
    code: "N-05",
    title: "Aucune valeur d’indicateur n’est négative",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "La valeur de référence et la valeur cible de chaque indicateur sont comparées à zéro.",
        why: "Un indicateur compte des entreprises, des emplois, des actions : il n’y en a pas moins que zéro.",
        basis: Basis::Usage("Usage : une cible doit pouvoir être mesurée (à confirmer)"),
        mend: "Corrigez la valeur ; une baisse attendue s’écrit par une valeur de référence plus grande que la cible.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let indicators = &scope.budget().indicators;
        let mut compared = 0;
        for indicator in indicators {
            let values = [
                ("valeur de référence négative", &indicator.baseline),
                ("valeur cible négative", &indicator.target),
            ];
            for (message, value) in values {
                let Some(value) = value else { continue };
                compared += 1;
                answers.expect(value.value >= Decimal::ZERO, || {
                    Finding::new(say!("{}", Fact::Words(message)))
                        .at(&value.place)
                        .found(value.value)
                        .expected("une valeur positive ou nulle")
                });
            }
        }
        if compared == 0 {
            answers.not_applicable("aucun indicateur n’a de valeur");
        }
        answers.compared(compared, Fact::count(compared, "valeur comparée", "valeurs comparées"));
    }),
};
