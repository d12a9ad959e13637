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
        what: "Un forfait qui demande une méthode (art. 54, c) doit être accompagné d’une pièce de type « methode-forfait », ou « methode-forfait-2014-2020 » quand l’État membre a calculé le taux sous le règlement (UE) n° 1303/2013, art. 67, § 5, a), et qu’il est repris pour une opération similaire.",
        why: "Sans méthode juste, équitable et vérifiable, le taux retombe à 7 %.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 54, point c)",
            sentence: Some(
                "jusqu’à 25 % des coûts directs éligibles, sous réserve que le taux soit calculé conformément à l’article 53, paragraphe 3, point a).",
            ),
        },
        mend: "Joignez la méthode ([[pieces]] type = \"methode-forfait\", ou \"methode-forfait-2014-2020\") ou choisissez un autre forfait.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        for (asked, flat, plan) in of_plan(scope, answers) {
            if !flat.needs_method {
                answers.not_applicable(say!("le forfait « {} » ne demande pas de méthode", &flat.label));
                continue;
            }
            let pieces = &scope.project().attachments;
            let Some((piece, said)) = pieces.iter().find_map(|piece| Some((piece, piece.method()?))) else {
                let finding = Finding::new("le forfait demande une méthode de calcul et aucune n’est jointe")
                    .at_field(asked.rule_field())
                    .at_field("pieces")
                    .basis(flat.source.clone());
                answers.finding(match scope.money(plan.amount) {
                    Some(amount) => finding.stake(amount),
                    None => finding,
                });
                continue;
            };
            // The piece is there; nobody reads in it that it is the method.
            answers.declared(say!("la pièce « {} » est dite être {}", &piece.title, said));
        }
    }),
};
