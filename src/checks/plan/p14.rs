//! The sum of the years.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::Money;
use crate::model::french::counted;

/// The sum of the years.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-14",
    title: "La somme des années est le coût total",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "La somme des totaux annuels est comparée au coût total, au centime.",
        why: "Une ligne sans année, ou d’une année hors de l’opération, disparaît de l’échéancier.",
        source: "Guide du porteur : une ligne par dépense et par année (statut : à confirmer)",
        mend: "Donnez une année à chaque ligne.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let years: Option<Vec<Money>> =
            scope.plan().year_totals.iter().map(|key| scope.money(*key)).collect();
        match (years, scope.money(scope.plan().total_cost)) {
            (Some(years), Some(total)) if !years.is_empty() => {
                let sum =
                    years.into_iter().fold(Money::ZERO, |sum, year| sum.checked_add(year).unwrap_or(sum));
                if sum == total {
                    answers.compliant(format!(
                        "{total} sur {}",
                        counted(scope.plan().years.len(), "année", "années")
                    ));
                } else {
                    answers.finding(
                        Finding::new("la somme des années n’est pas le coût total")
                            .found(sum)
                            .expected(total),
                    );
                }
            }
            _ => answers.missing("les années ou le coût total ne sont pas connus"),
        }
    }),
};
