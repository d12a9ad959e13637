//! The sum of the grants.

use super::shared::money;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::Money;

/// The sum of the grants.
pub(in crate::checks) const CHECK: Check = Check {
    code: "X-04",
    title: "La somme des aides demandées ne dépasse pas le coût total",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Les aides demandées dans tous les dossiers du projet sont additionnées et comparées au coût total.",
        why: "Au-delà, l’opération serait surfinancée.",
        source: "Règlement (UE) 2021/1060, art. 63, § 9",
        mend: "Réduisez une demande : la part européenne est la variable d’ajustement.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let mut sum = Money::ZERO;
        for pack in std::iter::once(&scope.pack).chain(scope.others) {
            let Some(asked) = money(pack, "aide.demandee") else {
                answers
                    .missing(format!("aide demandée inconnue pour « {} »", pack.fund.identity.short_title));
                return;
            };
            sum = sum.checked_add(asked).unwrap_or(sum);
        }
        match money(&scope.pack, "cout_total") {
            None => answers.missing("le coût total n’est pas connu"),
            Some(cost) if sum > cost => answers.finding(
                Finding::new("les aides demandées dépassent le coût total")
                    .found(sum)
                    .expected(format!("au plus {cost}")),
            ),
            Some(cost) => answers.compliant(format!("{sum} demandés, pour un coût total de {cost}")),
        }
    }),
};
