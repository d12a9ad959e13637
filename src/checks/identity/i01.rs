//! SIRET of the applicant.

use super::shared::{given, siret_problem};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// SIRET of the applicant.
pub(in crate::checks) const CHECK: Check = Check {
    code: "I-01",
    title: "Le SIRET du demandeur est bien formé",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "14 chiffres, dont la clé de Luhn est juste (pour La Poste, la somme des chiffres multiple de 5 convient aussi). Le numéro n’est pas cherché au répertoire Sirene.",
        why: "Un SIRET faux bloque le dépôt en ligne et l’engagement de l’aide.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : clé de contrôle des numéros SIREN et SIRET (répertoire Sirene, ISO/IEC 7812-1)",
        ),
        mend: "Recopiez le SIRET de l’avis de situation au répertoire Sirene.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| match given(scope.project().applicant.siret.as_ref()) {
        None => answers.missing_field("demandeur.siret"),
        Some(siret) => match siret_problem(siret) {
            None => answers.compared(1, say!("SIRET {} : 14 chiffres, clé juste", siret)),
            Some(problem) => answers.finding(
                Finding::new(say!("SIRET du demandeur : {}", Fact::Words(problem)))
                    .at_field("demandeur.siret")
                    .found(Fact::text(siret))
                    .expected("14 chiffres avec une clé juste"),
            ),
        },
    }),
};
