//! A remainder below zero.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// A remainder below zero.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-02",
    title: "Les ressources ne dépassent pas le coût total",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "L’autofinancement calculé (le solde) ne doit pas être négatif.",
        why: "Une opération financée à plus de 100 % est inéligible.",
        source: "Règlement (UE) 2021/1060, art. 63, § 9",
        mend: "Réduisez les aides demandées : la part européenne est la variable d’ajustement.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| match scope.money(scope.plan().own_contribution) {
        None => answers.missing("le solde du plan ne peut pas être calculé"),
        Some(own) if own.is_negative() => answers.finding(
            Finding::new("les ressources autres que l’autofinancement dépassent le coût total")
                .found(own)
                .expected("au moins 0,00 €"),
        ),
        Some(own) => answers.compliant(format!("solde de {own}")),
    }),
};
