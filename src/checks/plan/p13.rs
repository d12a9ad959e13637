//! Total of public aid, own contribution left out.

use super::shared::{adjusted, largest};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::Rate;
use crate::model::fund::NatureRole;
use crate::rules::catalogue::ADJUSTED;

/// Total of public aid, own contribution left out.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-13",
    title: "Le cumul des aides publiques ne dépasse pas l’assiette éligible",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "La somme des aides publiques, autofinancement exclu, est comparée à l’assiette éligible.",
        why: "Au-delà, une même dépense serait remboursée deux fois.",
        basis: Basis::Arithmetic("Règle arithmétique : un financement n’est compté qu’une fois"),
        mend: "Réduisez une aide : celle que le fonds dit s’ajuster, ou celle qui dépend d’un autre accord.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let plan = scope.plan();
        let Some(cell) = largest(scope, &[NatureRole::AidePublique]) else {
            answers.not_applicable("le plan n’a pas d’aide publique");
            return;
        };
        let aid = scope.needed(plan.public_aid, answers);
        let base = scope.needed(plan.eligible_base, answers);
        let (Some(aid), Some(base)) = (aid, base) else { return };
        if aid > base {
            let finding = Finding::new("le cumul des aides publiques dépasse l’assiette éligible")
                .at(&cell)
                .found(aid)
                .expected(say!("au plus {}", base))
                .from_figures([plan.public_aid, plan.eligible_base]);
            answers.finding(match adjusted(scope, ADJUSTED, aid.distance(base)) {
                Some(mend) => finding.mend(mend),
                None => finding,
            });
            return;
        }
        answers.compared(
            1,
            match aid.to_decimal().checked_div(base.to_decimal()).map(Rate::from_fraction) {
                Some(share) => say!("{}, soit {} de l’assiette", aid, share),
                None => say!("{}, pour une assiette de {}", aid, base),
            },
        );
    }),
};
