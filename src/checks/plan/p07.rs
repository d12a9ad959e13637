//! Co-financing ceiling of the priority.

use super::shared::{grant_cells, requested_share, share_of};
use crate::checks::{Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::Money;

/// Co-financing ceiling of the priority.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-07",
    title: "Le taux d’aide reste sous le plafond de cofinancement de la priorité",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le taux d’aide est comparé au plafond de cofinancement de la catégorie de région.",
        why: "Le plafond vaut pour la priorité entière : des opérations réelles le dépassent. Au-delà, l’autorité de gestion demandera pourquoi.",
        source: "Règlement (UE) 2021/1060, art. 112, § 3",
        mend: "Justifiez le taux auprès de l’autorité de gestion, ou ramenez-le au plafond.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        const NAME: &str = "taux_max_priorite";
        if !scope.carries(NAME) {
            answers.not_applicable("la définition de ce fonds ne porte pas de plafond de priorité");
            return;
        }
        let rate = requested_share(scope, answers);
        let ceiling = scope.needed_parameter(NAME, answers).and_then(|value| value.rate());
        let (Some(rate), Some(ceiling)) = (rate, ceiling) else { return };
        let relied = scope.reliance(NAME);
        if rate.displayed_percent() <= ceiling.displayed_percent() {
            answers.compared(1, say!("{}, pour un plafond de {}{}", rate, ceiling, relied));
            return;
        }
        let grant = &scope.plan().grant;
        let most = scope.money(scope.plan().eligible_base).and_then(|base| share_of(scope, base, ceiling));
        let asked = grant.requested.and_then(|key| scope.money(key));
        let finding = Finding::new("le taux d’aide dépasse le plafond de cofinancement de la priorité")
            .at_all(&grant_cells(scope, &scope.fund().identity.id))
            .found(rate)
            .expected(say!("au plus {}{}", ceiling, relied))
            .stake(asked.zip(most).map_or(Money::ZERO, |(asked, most)| asked.distance(most)))
            .from_figures(grant.displayed_rate);
        answers.finding(scope.based_on(NAME, finding));
    }),
};
