//! IBAN.

use super::shared::iban_problem;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// IBAN.
pub(in crate::checks) const CHECK: Check = Check {
    code: "I-03",
    title: "L’IBAN est bien formé",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "27 caractères commençant par FR, lettres admises (les comptes publics en contiennent), reste 1 modulo 97.",
        why: "L’aide serait versée à un autre compte, ou rejetée.",
        source: "ISO 13616 (IBAN)",
        mend: "Recopiez l’IBAN du relevé d’identité bancaire.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| match &scope.project().applicant.iban {
        None => answers.missing_field("demandeur.iban"),
        Some(iban) => match iban_problem(iban) {
            None => answers.compliant("IBAN bien formé"),
            Some(problem) => answers.finding(
                Finding::new(format!("IBAN : {problem}"))
                    .at_field("demandeur.iban")
                    .found(iban)
                    .expected("27 caractères commençant par FR, avec une clé juste"),
            ),
        },
    }),
};
