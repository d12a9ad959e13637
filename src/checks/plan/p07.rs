//! Co-financing ceiling of the priority.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// Co-financing ceiling of the priority.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-07",
    title: "Le taux d’aide reste sous le plafond de cofinancement de la priorité",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le taux d’aide est comparé au plafond de cofinancement de la catégorie de région.",
        why: "Le plafond vaut pour la priorité entière : des opérations réelles le dépassent. Au-delà, l’autorité de gestion demandera pourquoi.",
        source: "Règlement (UE) 2021/1060, art. 112, § 3",
        mend: "Justifiez le taux auprès de l’autorité de gestion, ou ramenez-le au plafond.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if !scope.fund().parameters.contains_key("taux_max_priorite") {
            answers.not_applicable("la définition de ce fonds ne porte pas de plafond de priorité");
            return;
        }
        let rates = (
            scope.plan().grant.displayed_rate.and_then(|key| scope.rate(key)),
            scope.parameter("taux_max_priorite").rate(),
        );
        match rates {
            (Some(rate), Some(ceiling)) if rate.displayed_percent() > ceiling.displayed_percent() => answers
                .finding(
                    Finding::new("le taux d’aide dépasse le plafond de cofinancement de la priorité")
                        .found(rate)
                        .expected(format!("au plus {ceiling}")),
                ),
            (Some(rate), Some(ceiling)) => answers.compliant(format!("{rate}, pour un plafond de {ceiling}")),
            _ => answers.missing("le taux d’aide ou le plafond de la priorité n’est pas connu"),
        }
    }),
};
