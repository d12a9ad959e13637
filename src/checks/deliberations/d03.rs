//! The signature is authorised.

use super::shared::require;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Severity};

/// The signature is authorised.
pub(in crate::checks) const CHECK: Check = Check {
    code: "D-03",
    title: "Une délibération autorise la signature",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Une entrée [[deliberations]] doit porter autorise_signature = true. C’est le demandeur qui le dit ; D-10 le compare au texte de l’acte joint, quand il se lit.",
        why: "Le signataire tient son pouvoir de la délibération.",
        basis: Basis::Usage(
            "Usage : la délibération d’un demandeur public autorise la signature (à confirmer)",
        ),
        mend: "Faites autoriser le président, ou son délégué, à signer la demande et la convention, puis écrivez autorise_signature = true dans l’entrée [[deliberations]].",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        require(scope, answers, "autorise la signature", "autorise_signature", |deliberation| {
            deliberation.authorises_signature
        });
    }),
};
