//! The payments wished.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::Rate;
use rust_decimal::Decimal;

/// The payments wished.
pub(in crate::checks) const CHECK: Check = Check {
    code: "P-19",
    title: "Les versements souhaités font toute l’aide, dans l’ordre de leurs dates",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Les parts des versements (fonds.….versements) sont additionnées et comparées à 100 % ; leurs dates, quand elles sont données, sont comparées entre elles et au dépôt.",
        why: "Des versements qui ne font pas l’aide, ou qui précèdent la demande, font un plan de trésorerie faux.",
        basis: Basis::Arithmetic("Règle arithmétique : les parts d’un tout font le tout"),
        mend: "Corrigez les parts et les dates des versements dans projet.toml.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        let section = scope.fund_section();
        let field = |index: usize, name: &str| format!("{section}.versements[{index}].{name}");
        let request = scope.project().fund_requests.get(&scope.fund().identity.id);
        let payments = request.map_or(&[][..], |request| &request.payments);
        if payments.is_empty() {
            answers.not_applicable("aucun versement n’est souhaité");
            return;
        }
        let (mut sum, mut is_whole) = (Decimal::ZERO, true);
        for (index, payment) in payments.iter().enumerate() {
            let Some(typed) = &payment.share else {
                answers.missing_field(&field(index, "part"));
                is_whole = false;
                continue;
            };
            match Rate::parse_percent(typed) {
                Some(rate) => sum = sum.saturating_add(rate.fraction()),
                None => {
                    is_whole = false;
                    answers.finding(
                        Finding::new("la part d’un versement n’est pas un taux")
                            .at_field(field(index, "part"))
                            .found(Fact::text(typed.as_str()))
                            .expected("un taux comme 30 %"),
                    );
                }
            }
        }
        let mut compared = 0;
        if is_whole {
            compared += payments.len();
            answers.expect(sum == Decimal::ONE, || {
                Finding::new("les parts des versements ne font pas toute l’aide")
                    .at_field(field(0, "part"))
                    .found(Rate::from_fraction(sum))
                    .expected(Rate::from_fraction(Decimal::ONE))
            });
        }
        let mut last = scope.project().calendar.filing;
        for (index, payment) in payments.iter().enumerate() {
            let Some(day) = payment.date else { continue };
            compared += 1;
            if let Some(before) = last.filter(|before| day < *before) {
                answers.finding(
                    Finding::new(say!("le versement « {} » précède ce qui doit le précéder", &payment.label))
                        .at_field(field(index, "date"))
                        .found(day)
                        .expected(say!("le {} au plus tôt", before)),
                );
            }
            last = Some(day);
        }
        answers.compared(
            compared,
            Fact::count(
                compared,
                "part ou date de versement comparée",
                "parts et dates de versements comparées",
            ),
        );
    }),
};
