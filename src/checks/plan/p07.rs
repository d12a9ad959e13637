//! Co-financing ceiling of the priority.

use super::shared::{grant_cells, requested_share, share_of};
use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::Money;
use crate::rules::catalogue::PRIORITY_RATE;

/// Co-financing ceiling of the priority.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-07",
    title: "Le taux d’aide reste sous le plafond de cofinancement de la priorité",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le taux d’aide est comparé au plafond de cofinancement de la catégorie de région.",
        why: "Le plafond vaut pour la priorité entière : des opérations réelles le dépassent. Au-delà, l’autorité de gestion demandera pourquoi.",
        basis: Basis::Text { citation: "Règlement (UE) 2021/1060, art. 112, § 3", sentence: None },
        mend: "Justifiez le taux auprès de l’autorité de gestion, ou ramenez-le au plafond.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.does_not_bear(PRIORITY_RATE, answers) {
            return;
        }
        let rate = requested_share(scope, answers);
        let ceiling = scope.rule_rate(PRIORITY_RATE, answers);
        let (Some(rate), Some(ceiling)) = (rate, ceiling) else { return };
        if rate.displayed_percent() <= ceiling.value.displayed_percent() {
            answers.compared(1, say!("{}, pour un plafond de {}", rate, relied(&ceiling)));
            return;
        }
        let grant = &scope.plan().grant;
        let most =
            scope.money(scope.plan().eligible_base).and_then(|base| share_of(scope, base, ceiling.value));
        let asked = grant.requested.and_then(|key| scope.money(key));
        let finding = Finding::new("le taux d’aide dépasse le plafond de cofinancement de la priorité")
            .at_all(&grant_cells(scope, &scope.fund().identity.id))
            .found(rate)
            .expected(say!("au plus {}", relied(&ceiling)))
            .stake(asked.zip(most).map_or(Money::ZERO, |(asked, most)| asked.distance(most)))
            .from_figures(grant.displayed_rate);
        answers.finding(based_on(&ceiling, finding));
    }),
};
