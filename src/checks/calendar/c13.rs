//! The time that the fund gives to complete the operation.

use jiff::ToSpan;
use rust_decimal::prelude::ToPrimitive;

use crate::checks::reliance::based_on;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::rules::catalogue::COMPLETION_YEARS;

/// The time that the fund gives to complete the operation.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-13",
    title: "L’opération s’achève dans le délai du fonds",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "La fin de l’opération est comparée au premier engagement (à défaut, au début de l’opération) augmenté du paramètre delai_achevement_ans du fonds.",
        why: "Au-delà du délai, ce qui n’est pas achevé n’est plus payé.",
        basis: Basis::Sheet("Règlement du fonds (paramètre delai_achevement_ans)"),
        mend: "Rapprochez la fin, faites plusieurs tranches, ou demandez la prolongation que le texte permet.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        if !scope.states(COMPLETION_YEARS) {
            answers.not_applicable("ce fonds ne fixe pas de délai d’achèvement");
            return;
        }
        if scope.does_not_bear(COMPLETION_YEARS, answers) {
            return;
        }
        let calendar = &scope.project().calendar;
        let (field, start) = match (calendar.first_commitment, calendar.start) {
            (Some(first), _) => ("calendrier.premier_engagement", Some(first)),
            (None, start) => ("calendrier.debut", start),
        };
        for (field, day) in [(field, start), ("calendrier.fin", calendar.end)] {
            if day.is_none() {
                answers.missing_field(field);
            }
        }
        let years = scope.rule_number(COMPLETION_YEARS, answers);
        let (Some(years), Some(start), Some(end)) = (years, start, calendar.end) else { return };
        let Some(count) = years.value.to_i16() else { return };
        let Ok(last) = start.checked_add(count.years()) else { return };
        let span = Fact::count(usize::from(count.unsigned_abs()), "an", "ans");
        answers.expect(end <= last, || {
            based_on(
                &years,
                Finding::new("l’opération s’achève après le délai du fonds")
                    .at_field("calendrier.fin")
                    .at_field(field)
                    .found(end)
                    .expected(say!("le {} au plus tard, {} après le {}", last, span.clone(), start)),
            )
        });
        answers.compared(1, say!("fin le {}, délai de {} : jusqu’au {}", end, span, last));
    }),
};
