//! Who represents and signs.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Severity};

/// Who represents and signs.
pub(in crate::checks) const CHECK: Check = Check {
    code: "I-04",
    title: "Le représentant légal et le signataire sont nommés",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "projet.toml › demandeur doit nommer le représentant légal et le signataire, avec leur qualité.",
        why: "Une demande signée par une personne non habilitée est nulle.",
        source: "Code général des collectivités territoriales (délibération et délégation de signature ; statut : à confirmer)",
        mend: "Complétez demandeur.representant et demandeur.signataire.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let applicant = &scope.project().applicant;
        match &applicant.representative {
            Some(person) => answers.compliant(format!("représentant légal : {}", person.name)),
            None => answers.missing_field("demandeur.representant"),
        }
        match &applicant.signatory {
            Some(signatory) if signatory.capacity.is_some() => {
                answers.compliant(format!("signataire : {}", signatory.name))
            }
            Some(_) => answers.missing_field("demandeur.signataire.qualite"),
            None => answers.missing_field("demandeur.signataire"),
        }
    }),
};
