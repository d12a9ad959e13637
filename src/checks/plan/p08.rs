//! Own contribution over public financing.

use super::shared::{adjusted, largest, share_of};
use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::fund::NatureRole;
use crate::rules::catalogue::{ADJUSTED, LEAD_CONTRIBUTION, OWN_CONTRIBUTION};

/// Own contribution over public financing.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-08",
    title: "Le maître d’ouvrage apporte sa part minimale des financements publics",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Si le plan porte des investissements, autofinancement ÷ (aides publiques + autofinancement) est comparé au minimum légal, ou à celui des domaines à chef de file quand projet.chef_de_file = true.",
        why: "La règle lie les opérations d’investissement ; elle ne lie pas une opération d’animation.",
        basis: Basis::Text {
            citation: "Code général des collectivités territoriales, art. L1111-10, III",
            sentence: None,
        },
        mend: "Réduisez les aides publiques demandées : l’autofinancement augmente d’autant.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let plan = scope.plan();
        let is_lead = scope.project().identity.is_lead_competence == Some(true);
        let rule = if is_lead { LEAD_CONTRIBUTION } else { OWN_CONTRIBUTION };
        if scope.does_not_bear(rule, answers) {
            return;
        }
        if !scope.has_investment() {
            answers.not_applicable("le plan ne porte pas d’investissement : la règle ne le lie pas");
            return;
        }
        let share = scope.needed_rate(plan.own_share_of_public, answers);
        let minimum = scope.rule_rate(rule, answers);
        let (Some(share), Some(minimum)) = (share, minimum) else { return };
        if share.fraction() >= minimum.value.fraction() {
            answers.compared(1, say!("part de {}, pour un minimum de {}", share, relied(&minimum)));
            return;
        }
        let finding = Finding::new(
            "la part du maître d’ouvrage est sous le minimum des opérations d’investissement, et le plan porte des investissements",
        )
        .at_all(&largest(scope, &[NatureRole::AidePublique]))
        .found(share)
        .expected(say!("au moins {}", relied(&minimum)))
        .from_figures([plan.own_share_of_public]);
        // What the public aids exceed: the least share of what they and the applicant bring together.
        let own = scope.money(plan.own_contribution);
        let public = scope.money(plan.public_aid).zip(own).and_then(|(aid, own)| aid.checked_add(own));
        let least = public.and_then(|public| share_of(scope, public, minimum.value));
        let finding = match least.zip(own) {
            Some((least, own)) => {
                let gap = least.distance(own);
                let finding = finding.stake(gap);
                match adjusted(scope, ADJUSTED, gap) {
                    Some(mend) => finding.mend(mend),
                    None => finding,
                }
            }
            None => finding,
        };
        answers.finding(based_on(&minimum, finding));
    }),
};
