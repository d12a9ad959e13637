//! A method where the article asks for one.

use super::shared::of_plan;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
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
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 54, point c)",
            sentence: Some(
                "jusqu’à 25 % des coûts directs éligibles, sous réserve que le taux soit calculé conformément à l’article 53, paragraphe 3, point a).",
            ),
        },
        mend: "Joignez la méthode ([[pieces]] type = \"methode-forfait\") ou choisissez un autre forfait.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(flat) = of_plan(scope, answers) else { return };
        if !flat.needs_method {
            answers.not_applicable(say!("le forfait « {} » ne demande pas de méthode", &flat.label));
            return;
        }
        let joined = scope.project().attachments.iter().find(|piece| piece.kind == "methode-forfait");
        match joined {
            None => {
                let finding = Finding::new("le forfait demande une méthode de calcul et aucune n’est jointe")
                    .at_field("couts_indirects.regle")
                    .at_field("pieces")
                    .basis(flat.source.clone());
                let amount = scope.plan().indirect.as_ref().and_then(|indirect| scope.money(indirect.amount));
                answers.finding(match amount {
                    Some(amount) => finding.stake(amount),
                    None => finding,
                });
            }
            // The piece is there; nobody reads in it that it is the method.
            Some(piece) => {
                answers.declared(say!("la pièce « {} » est dite être la méthode du forfait", &piece.title));
            }
        }
    }),
};
