//! The plan is approved.

use super::shared::require;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Severity};

/// The plan is approved.
pub(in crate::checks) const CHECK: Check = Check {
    code: "D-02",
    title: "Une délibération approuve le plan de financement",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Une entrée [[deliberations]] doit porter approuve_plan_financement = true. C’est le demandeur qui le dit ; J-10 compare les montants votés à ce plan quand l’acte joint se lit.",
        why: "Une délibération qui ne montre pas le plan est un motif de renvoi courant.",
        basis: Basis::Usage(
            "Usage : la délibération d’un demandeur public approuve le plan de financement (à confirmer)",
        ),
        mend: "Faites approuver le plan chiffré, avec le montant demandé à chaque fonds, puis écrivez approuve_plan_financement = true dans l’entrée [[deliberations]].",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        require(
            scope,
            answers,
            "approuve le plan de financement",
            "approuve_plan_financement",
            |deliberation| deliberation.approves_financing_plan,
        );
    }),
};
