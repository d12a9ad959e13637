//! Public aid against the base less in-kind contributions.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// Public aid against the base less in-kind contributions.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-09",
    title: "L’aide publique ne dépasse pas l’assiette moins les contributions en nature",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le total des aides publiques est comparé à l’assiette éligible moins les contributions en nature.",
        why: "Sans cette limite, l’aide rembourserait un apport qui n’a rien coûté.",
        source: "Règlement (UE) 2021/1060, art. 67, § 1, a)",
        mend: "Réduisez l’aide demandée ou l’apport en nature.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let plan = scope.plan();
        match (scope.money(plan.public_aid), scope.money(plan.public_aid_ceiling)) {
            (Some(aid), Some(ceiling)) if aid > ceiling => answers.finding(
                Finding::new("les aides publiques dépassent l’assiette moins les contributions en nature")
                    .found(aid)
                    .expected(format!("au plus {ceiling}")),
            ),
            (Some(aid), Some(ceiling)) => {
                answers.compliant(format!("aides publiques de {aid}, pour un maximum de {ceiling}"))
            }
            _ => answers.missing("les aides publiques ou l’assiette ne sont pas connues"),
        }
    }),
};
