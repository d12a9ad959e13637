//! Public aid against the base less in-kind contributions.

use super::shared::largest;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::Money;
use crate::model::fund::NatureRole;

/// Public aid against the base less in-kind contributions.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-09",
    title: "L’aide publique ne dépasse pas l’assiette moins les contributions en nature",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le total des aides publiques est comparé à l’assiette éligible moins les contributions en nature.",
        why: "Sans cette limite, l’aide rembourserait un apport qui n’a rien coûté.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 67, § 1, point a)",
            sentence: Some(
                "l’aide publique versée à l’opération comprenant des apports en nature ne dépasse pas le montant total des dépenses éligibles, hors apports en nature, tel qu’il est établi au terme de l’opération;",
            ),
        },
        mend: "Réduisez l’aide demandée ou l’apport en nature.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let plan = scope.plan();
        // Without anything in kind the ceiling is the eligible base, which P-13 looks at.
        if scope.money(plan.in_kind_total) == Some(Money::ZERO) {
            answers.not_applicable("le plan n’a pas de contribution en nature");
            return;
        }
        let aid = scope.needed(plan.public_aid, answers);
        let ceiling = scope.needed(plan.public_aid_ceiling, answers);
        let (Some(aid), Some(ceiling)) = (aid, ceiling) else { return };
        if aid > ceiling {
            answers.finding(
                Finding::new("les aides publiques dépassent l’assiette moins les contributions en nature")
                    .at_all(&largest(scope, &[NatureRole::AidePublique]))
                    .found(aid)
                    .expected(say!("au plus {}", ceiling))
                    .from_figures([plan.public_aid, plan.public_aid_ceiling]),
            );
            return;
        }
        answers.compared(1, say!("aides publiques de {}, pour un maximum de {}", aid, ceiling));
    }),
};
