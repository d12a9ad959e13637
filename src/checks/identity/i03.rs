//! IBAN.

use super::shared::{given, iban_problem};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// IBAN.
pub(in crate::checks) const CHECK: Check = Check {
    code: "I-03",
    title: "L’IBAN est bien formé",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "27 caractères commençant par FR, lettres admises (les comptes publics en contiennent), reste 1 modulo 97. Le titulaire du compte n’est pas vérifié.",
        why: "L’aide serait versée à un autre compte, ou rejetée.",
        basis: Basis::Arithmetic("Règle arithmétique : clé de contrôle d’un IBAN (ISO 13616)"),
        mend: "Recopiez l’IBAN du relevé d’identité bancaire.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| match given(scope.project().applicant.iban.as_ref()) {
        // Nothing is paid: no account is asked.
        None if scope.gives_no_money(answers) => {}
        None => answers.missing_field("demandeur.iban"),
        Some(iban) => match iban_problem(iban) {
            None => answers.compared(1, "IBAN : 27 caractères, clé juste"),
            Some(problem) => answers.finding(
                Finding::new(say!("IBAN : {}", Fact::Words(problem)))
                    .at_field("demandeur.iban")
                    .found(Fact::text(iban))
                    .expected("27 caractères commençant par FR, avec une clé juste"),
            ),
        },
    }),
};
