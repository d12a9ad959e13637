//! Simplified cost options below 200 000 €.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// Simplified cost options below 200 000 €.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-06",
    title: "Les options de coûts simplifiés sont utilisées quand elles sont obligatoires",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le coût total (et non l’aide) est comparé au seuil sous lequel coûts unitaires, montants ou taux forfaitaires sont obligatoires.",
        why: "Sous le seuil, une opération au réel est irrecevable, sauf aide d’État.",
        source: "Règlement (UE) 2021/1060, art. 53, § 2",
        mend: "Choisissez un taux forfaitaire dans projet.toml › couts_indirects, avec l’autorité de gestion.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if !scope.fund().parameters.contains_key("seuil_ocs") {
            answers.not_applicable("la définition de ce fonds ne porte pas cette règle européenne");
            return;
        }
        match (scope.money(scope.plan().total_cost), scope.parameter("seuil_ocs").money()) {
            (Some(total), Some(threshold)) if total <= threshold && scope.plan().indirect.is_none() => {
                answers.finding(
                    Finding::new(
                        "le coût total impose des options de coûts simplifiés et le plan est au réel",
                    )
                    .at_field("couts_indirects")
                    .found(total)
                    .expected(format!("plus de {threshold}, ou un forfait")),
                )
            }
            (Some(total), Some(threshold)) if total <= threshold => {
                answers.compliant(format!(
                    "coût total de {total}, dans la limite de {threshold} : un forfait est utilisé"
                ));
            }
            (Some(total), Some(threshold)) => {
                answers.compliant(format!("coût total de {total}, au-dessus de {threshold}"))
            }
            _ => answers.missing("le coût total ou le seuil n’est pas connu"),
        }
    }),
};
