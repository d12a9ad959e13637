//! The unit of each indicator.

use super::shared::{cell, known};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::text::normalise;
use crate::source::table::ColumnRole;

/// The unit of each indicator.
pub(in crate::checks) const CHECK: Check = Check {
    code: "N-08",
    title: "L’unité de chaque indicateur est celle du programme",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "L’unité du classeur est comparée à celle de la liste du fonds, pour chaque code du programme.",
        why: "Une cible en personnes là où le programme compte des équivalents temps plein n’a pas le même sens.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1058, annexe I, tableau 1 (libellés à confirmer)",
            sentence: None,
        },
        mend: "Reprenez l’unité du programme, et recalculez la cible dans cette unité.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let known: Vec<_> = known(scope).collect();
        if known.is_empty() {
            answers.not_applicable("aucun indicateur du classeur n’est du programme");
            return;
        }
        let mut compared = 0;
        for (indicator, _, known) in known {
            let Some(unit) = &indicator.unit else {
                answers.missing(Missing::of_workbook(say!(
                    "l’unité de « {} » n’est pas dite ({})",
                    &known.code,
                    cell(scope, indicator, ColumnRole::Unit)
                )));
                continue;
            };
            compared += 1;
            answers.expect(normalise(&unit.value) == normalise(&known.unit), || {
                Finding::new(say!("« {} » n’a pas l’unité du programme", &known.code))
                    .at(&unit.place)
                    .found(Fact::text(&*unit.value))
                    .expected(Fact::text(&known.unit))
            });
        }
        answers.compared(
            compared,
            Fact::count(
                compared,
                "unité comparée à celle du programme",
                "unités comparées à celles du programme",
            ),
        );
    }),
};
