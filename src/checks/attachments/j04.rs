//! Letters of co-financers.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::fund::NatureRole;

/// Letters of co-financers.
pub(in crate::checks) const CHECK: Check = Check {
    code: "J-04",
    title: "Chaque cofinanceur a sa lettre ou son acte",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque ressource autre que l’aide de ce fonds, les recettes et l’autofinancement doit citer une pièce par [[cofinanceurs]].",
        why: "La lettre doit donner nom, taille, description, dates, lieu, coûts, type et montant de l’aide.",
        source: "Guide du porteur ; règlement (UE) n° 651/2014, art. 6, pour le contenu (statut : à confirmer)",
        mend: "Joignez la lettre d’intention, l’acte, la convention ou l’attestation, et citez-la dans [[cofinanceurs]].",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let fund = scope.fund().identity.id.as_str();
        let mut compared = 0usize;
        for (index, co_financer) in scope.project().co_financers.iter().enumerate() {
            let nature = co_financer.nature.as_deref().and_then(|written| scope.fund().find_nature(written));
            let role = scope.nature_role(nature);
            let exempt = matches!(role, Some(NatureRole::Autofinancement | NatureRole::Recettes))
                || co_financer.fund.as_deref() == Some(fund);
            if exempt {
                continue;
            }
            compared += 1;
            // A sum asked from another fund of this project is proved by that fund's own pack.
            let own_pack =
                co_financer.fund.as_ref().is_some_and(|fund| scope.project().identity.funds.contains(fund));
            answers.expect(co_financer.piece.is_some() || own_pack, || {
                Finding::new(format!("« {} » n’a ni lettre ni acte", co_financer.name))
                    .at_field(format!("cofinanceurs[{index}].piece"))
                    .found("vide")
            });
        }
        answers.compliant(counted(compared, "cofinanceur examiné", "cofinanceurs examinés"));
    }),
};
