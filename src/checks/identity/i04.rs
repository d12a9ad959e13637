//! Who represents and signs.

use super::shared::given;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Severity};

/// Who represents and signs.
pub(in crate::checks) const CHECK: Check = Check {
    code: "I-04",
    title: "Le représentant légal et le signataire sont nommés",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "projet.toml › demandeur doit nommer le représentant légal et le signataire, et dire en quelle qualité celui-ci signe. Les noms sont ceux que donne le demandeur : aucun acte n’est lu.",
        why: "Une demande signée par une personne non habilitée est nulle.",
        basis: Basis::Usage("Usage : qui signe est le représentant légal ou son délégataire (à confirmer)"),
        mend: "Complétez demandeur.representant et demandeur.signataire.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let applicant = &scope.project().applicant;
        match applicant.representative.as_ref().and_then(|person| given(Some(&person.name))) {
            Some(name) => answers.declared(say!("représentant légal : {}", name)),
            None => answers.missing_field("demandeur.representant"),
        }
        let signatory = applicant.signatory.as_ref();
        let Some(name) = signatory.and_then(|person| given(Some(&person.name))) else {
            answers.missing_field("demandeur.signataire");
            return;
        };
        match signatory.and_then(|person| given(person.capacity.as_ref())) {
            Some(capacity) => answers.declared(say!("signataire : {}, {}", name, capacity)),
            None => answers.missing_field("demandeur.signataire.qualite"),
        }
    }),
};
