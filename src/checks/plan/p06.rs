//! Rate of the fund's own sheet.

use super::shared::{grant_cells, requested_share, share_of};
use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::Money;
use crate::rules::catalogue::MAXIMUM_RATE;

/// Rate of the fund's own sheet.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-06",
    title: "Le taux d’aide respecte le maximum du fonds",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Aide demandée ÷ assiette éligible est comparé au paramètre taux_max du fonds.",
        why: "Seule la fiche du fonds fait d’un taux une limite opposable.",
        basis: Basis::Sheet("Règlement du fonds ou fiche de l’autorité de gestion (paramètre taux_max)"),
        mend: "Ramenez l’aide au taux maximal ; l’autofinancement reçoit la différence.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.gives_no_money(answers) {
            return;
        }
        let rate = requested_share(scope, answers);
        let ceiling = scope.rule_rate(MAXIMUM_RATE, answers);
        let (Some(rate), Some(ceiling)) = (rate, ceiling) else { return };
        // Published rates are rounded: compare what would be published (domain.md §6).
        if rate.displayed_percent() <= ceiling.value.displayed_percent() {
            answers.compared(1, say!("{}, pour un maximum de {}", rate, relied(&ceiling)));
            return;
        }
        let grant = &scope.plan().grant;
        let most =
            scope.money(scope.plan().eligible_base).and_then(|base| share_of(scope, base, ceiling.value));
        let asked = grant.requested.and_then(|key| scope.money(key));
        let finding = Finding::new("le taux d’aide dépasse le maximum du fonds")
            .at_all(&grant_cells(scope, &scope.fund().identity.id))
            .found(rate)
            .expected(say!("au plus {}", relied(&ceiling)))
            .stake(asked.zip(most).map_or(Money::ZERO, |(asked, most)| asked.distance(most)))
            .from_figures(grant.displayed_rate);
        answers.finding(based_on(&ceiling, finding));
    }),
};
