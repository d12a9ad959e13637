//! The same expense in other years, a thousand times smaller or larger.

use rust_decimal::Decimal;

use super::shared::EUROS;
use crate::audit::Audit;
use crate::audit::magnitude::{Outlier, repeated};
use crate::checks::{Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::formula::Value;

/// The same expense in other years, a thousand times smaller or larger.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-31",
    title: "Une dépense qui revient garde son ordre de grandeur",
    severity: Severity::Warning,
    class: Class::Trust,
    explanation: Explanation {
        what: "Les lignes de même poste, intitulé, prestataire et partenaire, à l’année près, sont comparées : un montant de 500 à 2 000 fois plus petit ou plus grand que les autres est signalé ; de même le coût annuel d’une même personne.",
        why: "Une ligne tout entière en milliers d’euros tombe juste en elle-même : seules les autres années la trahissent.",
        source: EUROS,
        mend: "Vérifiez l’unité de la ligne ; si le montant est exact, distinguez les intitulés.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        let (compared, outliers) = repeated(audit);
        for outlier in &outliers {
            answers.finding(tell(audit, outlier));
        }
        if compared == 0 {
            answers.not_applicable("aucune dépense ne revient d’une année à l’autre");
        }
        answers.compared(
            compared,
            say!(
                "{}",
                Fact::count(
                    compared,
                    "ligne comparée à ses autres années",
                    "lignes comparées à leurs autres années"
                )
            ),
        );
    }),
};

fn tell(audit: &Audit<'_>, outlier: &Outlier<'_>) -> Finding {
    let is_small = outlier.amount.value < outlier.usual.value;
    let way = if is_small { "mille fois trop petit (montant en k€ ?)" } else { "mille fois trop grand" };
    let finding =
        Finding::new(say!("montant {}, comparé à la même dépense une autre année", Fact::Words(way)))
            .at(outlier.typed)
            .at(&outlier.usual.place)
            .found(outlier.amount.value)
            .expected(say!("un montant proche de {}", outlier.usual.value));
    let content = audit.cell_of(outlier.typed).and_then(|at| audit.recalculation.content(at));
    let thousand = Decimal::ONE_THOUSAND;
    let right = content.and_then(|cell| match Value::of_cell(&cell.value) {
        Value::Number(number) if is_small => number.checked_mul(thousand),
        Value::Number(number) => number.checked_div(thousand),
        _ => None,
    });
    match right {
        Some(right) => finding.mended_by(outlier.typed, right),
        None => finding.unknown(),
    }
}
