//! The rate is within the article's ceiling.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::Rate;
use crate::model::fund::Status;

/// The rate is within the article's ceiling.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-02",
    title: "Le taux forfaitaire respecte le plafond de son article",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le taux demandé est comparé au plafond de l’article : 7 %, 15 %, 25 % ou 40 % selon la règle.",
        why: "Un forfait au-dessus du plafond est rejeté en entier : il ne se module pas.",
        source: "Règlement (UE) 2021/1060, art. 54 et art. 56, § 1",
        mend: "Ramenez projet.toml › couts_indirects.taux au plafond, puis recalculez les ressources.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(choice) = &scope.project().indirect_costs else {
            answers.not_applicable("aucun forfait demandé");
            return;
        };
        let Some(flat) = scope.fund().flat_rates.iter().find(|flat| flat.id == choice.rule) else {
            answers.missing("le forfait demandé n’est pas connu du fonds");
            return;
        };
        match (Rate::parse_percent(&choice.rate), Rate::parse_percent(&flat.ceiling)) {
            (None, _) => answers.finding(
                Finding::new("le taux forfaitaire n’est pas un pourcentage")
                    .at_field("couts_indirects.taux")
                    .found(&choice.rate)
                    .expected("par exemple 15 %"),
            ),
            (Some(rate), Some(ceiling)) if rate > ceiling || rate.fraction().is_sign_negative() => answers
                .finding(
                    Finding::new(format!("le taux dépasse le plafond du forfait « {} »", flat.label))
                        .at_field("couts_indirects.taux")
                        .found(rate)
                        .expected(format!("au plus {ceiling}"))
                        .basis(flat.source.clone()),
                ),
            (Some(rate), Some(ceiling)) => answers.compliant(format!(
                "{rate}, pour un plafond de {ceiling}{}",
                if flat.status == Status::Confirme { "" } else { " (plafond à confirmer)" }
            )),
            (_, None) => answers.missing("le plafond du forfait n’est pas lisible dans fund.toml"),
        }
    }),
};
