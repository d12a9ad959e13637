//! A rate of VAT unlike that of the same expense in other years.

use rust_decimal::Decimal;

use crate::audit::Audit;
use crate::audit::vat::{Unlike, unlike};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::formula::Value;

/// A rate of VAT unlike that of the same expense in other years.
pub(in crate::checks) const CHECK: Check = Check {
    code: "T-34",
    title: "Une dépense qui revient garde son taux de TVA",
    severity: Severity::Warning,
    class: Class::Arithmetic,
    explanation: Explanation {
        what: "Les lignes de même poste, intitulé, prestataire et partenaire, à l’année près, sont comparées : un taux de TVA, écrit ou déduit des montants, qui diffère de celui des autres années est signalé.",
        why: "Le taux dépend de ce qui est acheté : la même dépense n’en change pas d’une année à l’autre.",
        basis: Basis::Text { citation: "Code général des impôts, art. 278 et suivants", sentence: None },
        mend: "Vérifiez le taux sur le devis ; si ce sont deux achats différents, distinguez leurs intitulés.",
        since: "0.1.0",
    },
    run: Run::Workbook(|audit, answers| {
        let (compared, found) = unlike(audit);
        for unlike in &found {
            answers.finding(tell(audit, unlike));
        }
        if compared == 0 {
            answers.not_applicable("aucune dépense qui revient n’a de taux de TVA");
        }
        answers.compared(
            compared,
            Fact::count(
                compared,
                "ligne comparée à ses autres années",
                "lignes comparées à leurs autres années",
            ),
        );
    }),
};

fn tell(audit: &Audit<'_>, unlike: &Unlike<'_>) -> Finding {
    let (usual, at) = unlike.usual;
    let finding = Finding::new(say!(
        "taux de TVA de {}, quand la même dépense est à {} une autre année",
        unlike.found,
        usual
    ))
    .at(unlike.place)
    .at(at)
    .found(unlike.found)
    .expected(usual);
    let content = audit.cell_of(unlike.place).and_then(|at| audit.recalculation.content(at));
    // Typed as 0,055 or as 5,5: the right rate is typed the same way.
    let right = content.filter(|_| unlike.is_stated).and_then(|cell| match Value::of_cell(&cell.value) {
        Value::Number(number) if number == unlike.found.fraction() => Some(usual.fraction()),
        Value::Number(_) => usual.fraction().checked_mul(Decimal::ONE_HUNDRED),
        _ => None,
    });
    match right {
        Some(right) => finding.mended_by(unlike.place, right),
        None => finding,
    }
}
