//! Land.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::Money;
use crate::model::fund::CategoryRole;

/// Land.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-11",
    title: "L’achat de terrain reste sous la part admise",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le poste « Terrain » est comparé à la part admise du total éligible.",
        why: "Au-delà, l’excédent est inéligible.",
        source: "Règlement (UE) 2021/1060, art. 64, § 1, b)",
        mend: "Sortez l’excédent de l’assiette.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let land = scope.plan().categories.iter().find(|plan| {
            plan.category
                .and_then(|index| scope.fund().categories.get(index))
                .is_some_and(|c| c.role == CategoryRole::Terrain)
        });
        let Some(land) = land else {
            answers.not_applicable("pas de terrain");
            return;
        };
        match (
            scope.money(land.total),
            scope.money(scope.plan().eligible_base),
            scope.parameter("part_terrain_max").rate(),
        ) {
            (Some(cost), Some(base), Some(share)) => {
                let ceiling = base
                    .to_decimal()
                    .checked_mul(share.fraction())
                    .and_then(Money::from_decimal)
                    .unwrap_or(Money::ZERO);
                if cost > ceiling {
                    answers.finding(
                        Finding::new("le terrain dépasse la part admise")
                            .found(cost)
                            .expected(format!("au plus {ceiling} ({share})")),
                    );
                } else {
                    answers.compliant(format!("{cost}, pour un maximum de {ceiling}"));
                }
            }
            _ => answers.missing("le montant du terrain, l’assiette ou la part admise n’est pas connu"),
        }
    }),
};
