//! Ceiling of the fund.

use super::shared::{grant_cells, requested};
use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::rules::catalogue::{CEILING, FLOOR};

/// Ceiling of the fund.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-05",
    title: "L’aide demandée respecte le plafond et le plancher du fonds",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "L’aide demandée est comparée aux paramètres plafond et montant_min du fonds.",
        why: "Au-delà du plafond, la part excédentaire retombe sur l’autofinancement après la délibération.",
        basis: Basis::Sheet("Règlement du fonds ou fiche de l’autorité de gestion (paramètres du fonds)"),
        mend: "Ramenez l’aide entre le minimum et le plafond du fonds ; l’autofinancement reçoit la différence.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.gives_no_money(answers) {
            return;
        }
        let asked = requested(scope, answers);
        let (ceiling, floor) = (scope.rule_money(CEILING, answers), scope.rule_money(FLOOR, answers));
        let Some(asked) = asked else { return };
        let cells = grant_cells(scope, &scope.fund().identity.id);
        let figure = scope.plan().grant.requested;
        if let Some(ceiling) = ceiling {
            if asked > ceiling.value {
                let finding = Finding::new("l’aide demandée dépasse le plafond du fonds")
                    .at_all(&cells)
                    .found(asked)
                    .expected(say!("au plus {}", relied(&ceiling)))
                    .mend("Ramenez l’aide au plafond ; l’autofinancement reçoit la différence.")
                    .from_figures(figure);
                answers.finding(based_on(&ceiling, finding));
            } else {
                answers.compared(1, say!("{}, sous le plafond de {}", asked, relied(&ceiling)));
            }
        }
        if let Some(floor) = floor {
            if asked < floor.value {
                let finding = Finding::new("l’aide demandée est sous le minimum du fonds")
                    .at_all(&cells)
                    .found(asked)
                    .expected(say!("au moins {}", relied(&floor)))
                    .mend("Demandez au moins le minimum, ou adressez-vous à un autre fonds.")
                    .from_figures(figure);
                answers.finding(based_on(&floor, finding));
            } else {
                answers.compared(1, say!("{}, au-dessus du minimum de {}", asked, relied(&floor)));
            }
        }
    }),
};
