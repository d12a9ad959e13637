//! Own contribution over public financing.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// Own contribution over public financing.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-08",
    title: "Le maître d’ouvrage apporte sa part minimale des financements publics",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Autofinancement ÷ (aides publiques + autofinancement) est comparé au minimum légal des opérations d’investissement.",
        why: "La règle lie les opérations d’investissement ; elle ne lie pas une opération d’animation, mais un fonds peut l’imposer.",
        source: "Code général des collectivités territoriales, art. L1111-10, III",
        mend: "Réduisez les aides publiques demandées : l’autofinancement augmente d’autant.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let (Some(share), Some(minimum)) =
            (scope.rate(scope.plan().own_share_of_public), scope.parameter("autofinancement_min").rate())
        else {
            answers.missing("la part du maître d’ouvrage ou son minimum n’est pas connu");
            return;
        };
        if share.fraction() >= minimum.fraction() {
            answers.compliant(format!("part de {share}, pour un minimum de {minimum}"));
        } else if scope.has_investment() {
            answers.finding(
                Finding::new("la part du maître d’ouvrage est sous le minimum des opérations d’investissement, et le plan porte des investissements")
                    .found(share)
                    .expected(format!("au moins {minimum}")),
            );
        } else {
            answers.compliant(format!("part de {share}, sous {minimum} ; la règle ne lie que l’investissement et le plan n’en porte pas"));
        }
    }),
};
