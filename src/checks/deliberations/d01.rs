//! The operation is approved.

use super::shared::require;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Severity};

/// The operation is approved.
pub(in crate::checks) const CHECK: Check = Check {
    code: "D-01",
    title: "Une délibération approuve l’opération",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Une entrée [[deliberations]] doit porter approuve_operation = true. C’est le demandeur qui le dit ; D-10 le compare au texte de l’acte joint, quand il se lit.",
        why: "Sans décision de l’assemblée, la demande n’engage personne.",
        basis: Basis::Usage(
            "Usage : la délibération d’un demandeur public approuve l’opération (à confirmer)",
        ),
        mend: "Faites délibérer, joignez l’extrait du registre, puis écrivez approuve_operation = true dans son entrée [[deliberations]].",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        require(scope, answers, "approuve l’opération", "approuve_operation", |deliberation| {
            deliberation.approves_operation
        });
    }),
};
