//! Rate of the fund's own sheet.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// Rate of the fund's own sheet.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-06",
    title: "Le taux d’aide respecte le maximum du fonds",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Aide demandée ÷ assiette éligible est comparé au paramètre taux_max du fonds.",
        why: "Seule la fiche du fonds fait d’un taux une limite opposable.",
        source: "Règlement du fonds ou fiche de l’autorité de gestion (paramètre taux_max)",
        mend: "Ramenez l’aide au taux maximal ; l’autofinancement reçoit la différence.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(rate) = scope.plan().grant.displayed_rate.and_then(|key| scope.rate(key)) else {
            answers.missing("le taux d’aide ne peut pas être calculé");
            return;
        };
        match scope.parameter("taux_max").rate() {
            None => scope.missing_parameter("taux_max", answers),
            Some(ceiling) => {
                // Published rates are rounded: compare what would be published (domain.md §6).
                if rate.displayed_percent() > ceiling.displayed_percent() {
                    answers.finding(
                        Finding::new("le taux d’aide dépasse le maximum du fonds")
                            .found(rate)
                            .expected(format!("au plus {ceiling}")),
                    );
                } else {
                    answers.compliant(format!(
                        "{rate}, pour un maximum de {ceiling}{}",
                        scope.reliance("taux_max")
                    ));
                }
            }
        }
    }),
};
