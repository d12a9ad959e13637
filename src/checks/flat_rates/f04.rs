//! A method where the article asks for one.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// A method where the article asks for one.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-04",
    title: "La méthode de calcul du forfait est jointe quand l’article la demande",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Un forfait qui demande une méthode (art. 54, c) doit être accompagné d’une pièce de type « methode-forfait ».",
        why: "Sans méthode juste, équitable et vérifiable, le taux retombe à 7 %.",
        source: "Règlement (UE) 2021/1060, art. 54, c) et art. 53, § 3, a)",
        mend: "Joignez la méthode ([[pieces]] type = \"methode-forfait\") ou choisissez un autre forfait.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let needs = scope
            .plan()
            .indirect
            .as_ref()
            .is_some_and(|indirect| scope.fund().flat_rates[indirect.flat_rate].needs_method);
        let joined = scope.project().attachments.iter().any(|piece| piece.kind == "methode-forfait");
        if needs && !joined {
            answers.finding(
                Finding::new("le forfait demande une méthode de calcul et aucune n’est jointe")
                    .at_field("couts_indirects.regle"),
            );
        } else if needs {
            answers.compliant("méthode jointe");
        } else {
            answers.not_applicable("aucun forfait qui demande une méthode");
        }
    }),
};
