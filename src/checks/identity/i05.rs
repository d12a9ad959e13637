//! Address.

use super::shared::given;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Fact, Severity, field_name};

/// Address.
pub(in crate::checks) const CHECK: Check = Check {
    code: "I-05",
    title: "L’adresse et le contact du demandeur sont complets",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Adresse, code postal, commune, nom et courriel du contact doivent être donnés ; ils sont pris tels que le demandeur les écrit.",
        why: "Une demande de pièce complémentaire laisse quinze jours : elle doit arriver.",
        basis: Basis::Usage("Usage : guide officiel d’une autorité de gestion voisine (2023 ; à confirmer)"),
        mend: "Complétez projet.toml › demandeur.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let applicant = &scope.project().applicant;
        let contact = applicant.contact.as_ref();
        let mut named = Vec::new();
        for (field, value) in [
            ("demandeur.adresse", applicant.address.as_ref()),
            ("demandeur.code_postal", applicant.postcode.as_ref()),
            ("demandeur.commune", applicant.town.as_ref()),
            ("demandeur.contact.nom", contact.map(|contact| &contact.name)),
            ("demandeur.contact.courriel", contact.and_then(|contact| contact.email.as_ref())),
        ] {
            match given(value) {
                Some(_) => named.extend(field_name(field)),
                None => answers.missing_field(field),
            }
        }
        if !named.is_empty() {
            answers.declared(Fact::list(named));
        }
    }),
};
