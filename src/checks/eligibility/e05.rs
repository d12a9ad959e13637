//! VAT above five million.

use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Severity};
use crate::model::project::{VatBasis, VatRecovery};
use crate::rules::catalogue::VAT_THRESHOLD;

/// VAT above five million.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-05",
    title: "La TVA est admissible au regard du coût total",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Si le plan est TTC, le coût total est comparé au seuil de 5 000 000 € TVA comprise ; au-delà, la TVA doit être non récupérable.",
        why: "Au-delà du seuil, la TVA n’est éligible que si elle n’est pas recouvrable.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 64, § 1, point c), ii)",
            sentence: Some(
                "pour les opérations dont le coût total est d’au moins 5 000 000 EUR (TVA comprise) lorsqu’il n’est pas recouvrable au titre de la législation nationale sur la TVA;",
            ),
        },
        mend: "Joignez l’attestation de non-récupération, ou passez à l’assiette HT.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        if scope.does_not_bear(VAT_THRESHOLD, answers) {
            return;
        }
        if scope.plan().basis == VatBasis::ExclVat {
            answers.not_applicable("plan présenté HT");
            return;
        }
        let total = scope.needed(scope.plan().total_cost, answers);
        let threshold = scope.rule_money(VAT_THRESHOLD, answers);
        let (Some(total), Some(threshold)) = (total, threshold) else { return };
        if total < threshold.value {
            answers.compared(1, say!("coût total de {}, sous {}", total, relied(&threshold)));
            return;
        }
        match scope.project().vat.recoverable {
            None => answers.missing_field("tva.recuperable"),
            Some(VatRecovery::None) => answers.declared(say!(
                "coût total de {}, au-delà de {} ; TVA dite non récupérable",
                total,
                relied(&threshold)
            )),
            Some(VatRecovery::All | VatRecovery::Part(_)) => {
                let finding = Finding::new(
                    "la TVA, dite récupérable, est dans l’assiette d’une opération au-delà du seuil",
                )
                .at_field("tva.assiette")
                .at_field("tva.recuperable")
                .found(say!("TTC, pour un coût total de {}", total))
                .expected(say!("HT, à partir de {}", relied(&threshold)))
                .from_figures([scope.plan().total_cost]);
                answers.finding(based_on(&threshold, finding));
            }
        }
    }),
};
