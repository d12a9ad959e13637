//! VAT above five million.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::project::VatBasis;

/// VAT above five million.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-05",
    title: "La TVA est admissible au regard du coût total",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Si le plan est TTC, le coût total est comparé au seuil de 5 000 000 € TVA comprise ; au-delà, la TVA doit être non récupérable.",
        why: "Au-delà du seuil, la TVA n’est éligible que si elle n’est pas recouvrable.",
        source: "Règlement (UE) 2021/1060, art. 64, § 1, c)",
        mend: "Joignez l’attestation de non-récupération, ou passez à l’assiette HT.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.plan().basis == VatBasis::ExclVat {
            answers.not_applicable("plan présenté HT");
            return;
        }
        let Some(total) = scope.money(scope.plan().total_cost) else {
            answers.missing("le coût total n’est pas connu");
            return;
        };
        let Some(threshold) = scope.parameter("seuil_tva").money() else {
            if scope.fund().parameters.contains_key("seuil_tva") {
                scope.missing_parameter("seuil_tva", answers);
            } else {
                answers.not_applicable("la définition de ce fonds ne porte pas cette règle européenne");
            }
            return;
        };
        if total < threshold {
            answers.compliant(format!("coût total de {total}, sous {threshold}"));
        } else if scope.project().vat.recoverable == Some(false) {
            answers.compliant(format!("coût total de {total} ; TVA déclarée non récupérable"));
        } else {
            answers.finding(
                Finding::new("la TVA est dans l’assiette d’une opération au-delà du seuil")
                    .at_field("tva.recuperable")
                    .found(total)
                    .expected(format!("moins de {threshold}")),
            );
        }
    }),
};
