//! De minimis ceiling.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// De minimis ceiling.
pub(in crate::checks) const CHECK: Check = Check {
    code: "A-01",
    title: "Les aides de minimis restent sous le plafond sur trois ans glissants",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Les aides déclarées dont la date d’octroi est dans les trois ans qui précèdent la date d’effet sont additionnées et comparées au plafond.",
        why: "L’aide qui franchit le plafond est tout entière hors du régime ; le compte se fait par date d’octroi, jamais par exercice.",
        source: "Règlement (UE) 2023/2831, art. 3, § 2",
        mend: "Vérifiez les dates d’octroi ; au-delà du plafond, un autre régime d’aide est nécessaire.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let plan = scope.plan();
        for (index, key) in plan.de_minimis.iter().enumerate() {
            answers.expect(scope.money(*key).is_some(), || {
                Finding::new("montant d’aide de minimis illisible")
                    .at_field(format!("de_minimis[{index}].montant"))
                    .found(&scope.project().de_minimis[index].amount)
                    .expected("un montant comme 12 500,00")
            });
        }
        for (index, key) in plan.de_minimis.iter().enumerate() {
            answers.expect(scope.money(*key).is_none_or(|amount| !amount.is_negative()), || {
                Finding::new("montant d’aide de minimis négatif")
                    .at_field(format!("de_minimis[{index}].montant"))
                    .found(&scope.project().de_minimis[index].amount)
                    .expected("un montant positif ou nul")
            });
        }
        let Some(total) = plan.de_minimis_total.and_then(|key| scope.money(key)) else {
            answers.missing("la date d’effet ou un montant manque : le cumul n’est pas connu");
            return;
        };
        match scope.parameter("plafond_de_minimis").money() {
            None => scope.missing_parameter("plafond_de_minimis", answers),
            Some(ceiling) if total > ceiling => {
                answers.finding(
                    Finding::new("le cumul des aides de minimis dépasse le plafond")
                        .at_field("de_minimis")
                        .found(total)
                        .expected(format!("au plus {ceiling}")),
                );
            }
            Some(ceiling) => {
                answers.compliant(format!("{total} sur trois ans, pour un plafond de {ceiling}"))
            }
        }
    }),
};
