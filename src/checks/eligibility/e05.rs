//! VAT from five million.

use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Answers, Class, Finding, Missing, Severity};
use crate::model::Money;
use crate::model::project::{VatBasis, VatRecovery};
use crate::rules::catalogue::VAT_THRESHOLD;

/// VAT from five million.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-05",
    title: "La TVA est admissible au regard du coût total",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Si le plan retient de la TVA, le coût total, toute TVA comprise (celle qui est récupérée et celle des lignes HT aussi), est comparé au seuil de 5 000 000 € ; à partir de lui, la TVA doit être non récupérable, et l’attestation jointe. Le règlement écrit « au moins 5 000 000 EUR », le décret n° 2022-608 « supérieur à » : à 5 000 000 € juste, le règlement l’emporte pour la récupération, et l’attestation n’est pas encore exigée.",
        why: "À partir du seuil, la TVA n’est éligible que si elle n’est pas recouvrable.",
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
        let holds_vat = scope.plan().lines.iter().any(|line| line.basis == VatBasis::InclVat);
        if scope.plan().basis == VatBasis::ExclVat && !holds_vat {
            answers.not_applicable("plan présenté HT");
            return;
        }
        let total = scope.needed(scope.plan().total_cost, answers);
        let threshold = scope.rule_money(VAT_THRESHOLD, answers);
        let (Some(retained), Some(threshold)) = (total, threshold) else { return };
        let Some(total) = with_all_vat(scope, retained) else {
            // What is retained alone may already pass the threshold.
            if retained < threshold.value {
                answers.missing(Missing::of_workbook("la TVA de toutes les lignes n’est pas connue : le coût total, TVA comprise, ne l’est pas"));
                return;
            }
            judge(scope, answers, retained, &threshold);
            return;
        };
        if total < threshold.value {
            answers.compared(1, say!("coût total de {}, sous {}", total, relied(&threshold)));
            return;
        }
        judge(scope, answers, total, &threshold);
    }),
};

/// The total cost with all its VAT: what the plan leaves out of it is added to what it retains.
fn with_all_vat(scope: &Scope<'_>, retained: Money) -> Option<Money> {
    scope.plan().lines.iter().try_fold(retained, |total, line| {
        let (Some(amount), Some(excl_vat)) = (scope.money(line.amount), line.excl_vat.or(line.incl_vat))
        else {
            // Staff bear no VAT.
            return line.excl_vat.or(line.incl_vat).is_none().then_some(total);
        };
        let incl_vat = match (line.incl_vat, line.vat) {
            (Some(incl_vat), _) => scope.money(incl_vat)?,
            (None, Some(vat)) => scope.money(excl_vat)?.checked_add(scope.money(vat)?)?,
            (None, None) => return None,
        };
        total.checked_add(incl_vat.checked_sub(amount)?)
    })
}

fn judge(scope: &Scope<'_>, answers: &mut Answers, total: Money, threshold: &crate::rules::Held<Money>) {
    match scope.project().vat.recoverable {
        None => answers.missing_field("tva.recuperable"),
        Some(VatRecovery::None) => {
            let is_attested = scope.project().attachments.iter().any(|piece| piece.kind == "tva");
            if is_attested || total == threshold.value {
                answers.declared(say!(
                    "coût total de {}, pour un seuil de {} ; TVA dite non récupérable{}",
                    total,
                    relied(threshold),
                    if is_attested { ", attestation jointe" } else { "" }
                ));
            } else {
                answers.missing(Missing::of_applicant(
                    say!(
                        "l’attestation de non-récupérabilité de la TVA, due au-delà de {}, n’est pas jointe",
                        relied(threshold)
                    ),
                    "pieces",
                )
                .how("Joignez-la, de type tva (décret n° 2022-608, annexe, « Taxe sur la valeur ajoutée »)."));
            }
        }
        Some(VatRecovery::All | VatRecovery::Part(_)) => {
            let finding = Finding::new(
                "la TVA, dite récupérable, est dans l’assiette d’une opération qui atteint le seuil",
            )
            .at_field("tva.assiette")
            .at_field("tva.recuperable")
            .found(say!("TTC, pour un coût total de {}", total))
            .expected(say!("HT, à partir de {}", relied(threshold)))
            .from_figures([scope.plan().total_cost]);
            answers.finding(based_on(threshold, finding));
        }
    }
}
