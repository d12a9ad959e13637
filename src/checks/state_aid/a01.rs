//! De minimis ceiling.

use super::NONE;
use super::windows::{apart, no_period, past, special};
use crate::checks::reliance::relied;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Money;
use crate::rules::catalogue::{DE_MINIMIS_CEILING, DE_MINIMIS_YEARS};

/// De minimis ceiling.
pub(in crate::checks) const CHECK: Check = Check {
    code: "A-01",
    title: "Les aides de minimis restent sous le plafond sur trois ans glissants",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Les aides déclarées dont la date d’octroi est dans les trois ans qui précèdent la date d’effet sont additionnées et comparées au plafond ; celles des services d’intérêt économique général (SIEG) le sont à part, au leur. Les périodes de trois ans qui finissent à chaque octroi sont comparées de même. La liste des aides est celle que déclare le demandeur : la déclaration reste exigée tant que le registre central ne couvre pas trois ans, vers le 1er janvier 2029.",
        why: "L’aide qui franchit le plafond est tout entière hors du régime ; le compte se fait par date d’octroi, jamais par exercice.",
        basis: Basis::Text { citation: "Règlement (UE) 2023/2831, art. 3, § 2", sentence: None },
        mend: "Vérifiez les dates d’octroi ; au-delà du plafond, un autre régime d’aide est nécessaire.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let plan = scope.plan();
        if plan.de_minimis.is_empty() {
            answers.declared(NONE);
            return;
        }
        for (index, key) in plan.de_minimis.iter().enumerate() {
            let (message, expected) = match scope.money(*key) {
                None => ("montant d’aide de minimis illisible", "un montant comme 12 500,00"),
                Some(amount) if amount.is_negative() => {
                    ("montant d’aide de minimis négatif", "un montant positif ou nul")
                }
                Some(_) => continue,
            };
            answers.finding(
                Finding::new(message)
                    .at_field(format!("de_minimis[{index}].montant"))
                    .found(&scope.project().de_minimis[index].amount)
                    .expected(expected),
            );
        }
        let Some(total_key) = plan.de_minimis_total else {
            no_period(scope, DE_MINIMIS_YEARS, answers);
            return;
        };
        // An amount that cannot be read was told above.
        if scope.money(total_key).is_none() {
            return;
        }
        let Some(ceiling) = scope.rule_money(DE_MINIMIS_CEILING, answers) else { return };
        // What is left out of the count is named: a date typed wrongly shows there.
        let counted = scope.ledger().get(total_key).expression.operands();
        let aids = || plan.de_minimis.iter().zip(&scope.project().de_minimis);
        let general: Vec<_> =
            aids().filter(|(key, aid)| counted.contains(key) && special(scope, aid).is_none()).collect();
        let total: Money = general.iter().filter_map(|(key, _)| scope.money(**key)).sum();
        answers.expect(total <= ceiling.value, || {
            Finding::new("le cumul des aides de minimis dépasse le plafond")
                .at_field("de_minimis")
                .found(total)
                .expected(say!("au plus {}", relied(&ceiling)))
                .from_figures(general.iter().map(|(key, _)| **key))
        });
        if total <= ceiling.value {
            past(scope, DE_MINIMIS_YEARS, DE_MINIMIS_CEILING, answers);
        }
        apart(scope, answers, &counted);
        let outside: Vec<Fact> =
            aids().filter(|(key, _)| !counted.contains(key)).map(|(_, aid)| aid.granted_on.into()).collect();
        let left = match outside.len() {
            0 => "".into(),
            1 => say!(" ; hors de ces trois ans, non comptée : celle du {}", Fact::list(outside)),
            _ => say!(" ; hors de ces trois ans, non comptées : celles du {}", Fact::list(outside)),
        };
        answers.compared(
            plan.de_minimis.len(),
            say!(
                "{} : {} sur trois ans, pour un plafond de {}{}",
                Fact::count(plan.de_minimis.len(), "aide déclarée", "aides déclarées"),
                total,
                relied(&ceiling),
                left
            ),
        );
    }),
};
