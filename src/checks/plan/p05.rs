//! Ceiling of the fund.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// Ceiling of the fund.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-05",
    title: "L’aide demandée respecte le plafond et le plancher du fonds",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "L’aide demandée est comparée aux paramètres plafond et montant_min du fonds.",
        why: "Au-delà du plafond, la part excédentaire retombe sur l’autofinancement après la délibération.",
        source: "Règlement du fonds ou fiche de l’autorité de gestion (paramètres du fonds)",
        mend: "Ramenez l’aide au plafond, ou renseignez les paramètres du fonds avec leur source.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(requested) = scope.plan().grant.requested.and_then(|key| scope.money(key)) else {
            answers.missing("l’aide demandée n’est pas connue");
            return;
        };
        match scope.parameter("plafond").money() {
            None => scope.missing_parameter("plafond", answers),
            Some(ceiling) if requested > ceiling => answers.finding(
                Finding::new("l’aide demandée dépasse le plafond du fonds")
                    .found(requested)
                    .expected(format!("au plus {ceiling}")),
            ),
            Some(ceiling) => answers
                .compliant(format!("{requested}, sous le plafond de {ceiling}{}", scope.reliance("plafond"))),
        }
        match scope.parameter("montant_min").money() {
            None => scope.missing_parameter("montant_min", answers),
            Some(floor) if requested < floor => answers.finding(
                Finding::new("l’aide demandée est sous le minimum du fonds")
                    .found(requested)
                    .expected(format!("au moins {floor}")),
            ),
            Some(floor) => answers.compliant(format!(
                "{requested}, au-dessus du minimum de {floor}{}",
                scope.reliance("montant_min")
            )),
        }
    }),
};
