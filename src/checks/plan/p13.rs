//! Total of public aid, own contribution left out.

use crate::checks::{Check, Explanation, Run};
use crate::figures::Value;
use crate::findings::{Class, Finding, Severity};
use crate::model::Money;
use rust_decimal::Decimal;

/// Total of public aid, own contribution left out.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-13",
    title: "Le cumul des aides publiques ne dépasse pas l’assiette éligible",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "La somme des aides publiques, autofinancement exclu, est comparée à l’assiette éligible.",
        why: "Au-delà, une même dépense serait remboursée deux fois.",
        source: "Règlement (UE) 2021/1060, art. 63, § 9",
        mend: "Réduisez une aide : la part européenne est la variable d’ajustement.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        match (scope.money(scope.plan().public_aid), scope.money(scope.plan().eligible_base)) {
            (Some(aid), Some(base)) if aid > base => {
                answers.finding(
                    Finding::new("le cumul des aides publiques dépasse l’assiette éligible")
                        .found(aid)
                        .expected(format!("au plus {base}")),
                );
            }
            (Some(aid), Some(base)) => {
                let share =
                    if base == Money::ZERO { Decimal::ZERO } else { aid.to_decimal() / base.to_decimal() };
                let share = Value::Rate(crate::model::Rate::from_fraction(share)).french();
                answers.compliant(format!("{aid}, soit {share} de l’assiette"));
            }
            _ => answers.missing("une aide ou l’assiette n’est pas connue"),
        }
    }),
};
