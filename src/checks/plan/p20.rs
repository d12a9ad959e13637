//! The share that public aid may make of the base.

use super::shared::largest;
use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::Rate;
use crate::model::fund::NatureRole;
use crate::rules::catalogue::PUBLIC_AID_SHARE;

/// The share that public aid may make of the base.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-20",
    title: "Les aides publiques ne dépassent pas leur part de l’assiette",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "La somme des aides publiques, autofinancement exclu, est comparée à l’assiette éligible multipliée par le paramètre cumul_aides_publiques_max du fonds.",
        why: "L’aide du fonds est réduite de ce qui dépasse, parfois après la notification.",
        basis: Basis::Sheet("Règlement du fonds (paramètre cumul_aides_publiques_max)"),
        mend: "Réduisez une aide, ou augmentez la part du demandeur.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        if !scope.states(PUBLIC_AID_SHARE) {
            answers.not_applicable("ce fonds ne limite pas le cumul des aides publiques");
            return;
        }
        if scope.does_not_bear(PUBLIC_AID_SHARE, answers) {
            return;
        }
        let plan = scope.plan();
        let Some(cell) = largest(scope, &[NatureRole::AidePublique]) else {
            answers.not_applicable("le plan n’a pas d’aide publique");
            return;
        };
        let most = scope.rule_rate(PUBLIC_AID_SHARE, answers);
        let aid = scope.needed(plan.public_aid, answers);
        let base = scope.needed(plan.eligible_base, answers);
        let (Some(most), Some(aid), Some(base)) = (most, aid, base) else { return };
        let share = aid.to_decimal().checked_div(base.to_decimal()).map(Rate::from_fraction);
        let Some(share) = share else {
            answers.not_applicable("l’assiette éligible est nulle");
            return;
        };
        answers.expect(share.fraction() <= most.value.fraction(), || {
            based_on(
                &most,
                Finding::new("les aides publiques dépassent leur part de l’assiette")
                    .at(&cell)
                    .found(say!("{}, soit {}", aid, share))
                    .expected(say!("au plus {} de {}", relied(&most), base))
                    .from_figures([plan.public_aid, plan.eligible_base]),
            )
        });
        answers.compared(1, say!("{} de l’assiette, pour {} au plus", share, relied(&most)));
    }),
};
