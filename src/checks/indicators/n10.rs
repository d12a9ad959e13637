//! Baselines.

use super::shared::{cell, known};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::source::table::ColumnRole;

/// Baselines.
pub(in crate::checks) const CHECK: Check = Check {
    code: "N-10",
    title: "Un résultat a sa valeur de référence, une réalisation part de zéro",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "La valeur de référence de chaque indicateur de résultat (RCR) est cherchée ; celle d’un indicateur de réalisation (RCO) est comparée à zéro : sa cible est nette.",
        why: "L’autorité enregistre la référence et la cible d’un résultat ; une réalisation ne compte que ce que l’opération ajoute.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, annexe XVII, n° 49 à 55", sentence: None
        },
        mend: "Donnez la référence du résultat (0 si rien n’existait), ou ôtez de la réalisation ce qui existait déjà.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        if !scope.records_annex_xvii(answers, "ces valeurs") {
            return;
        }
        let known: Vec<_> = known(scope).collect();
        if known.is_empty() {
            answers.not_applicable("aucun indicateur du classeur n’est du programme");
            return;
        }
        let mut compared = 0;
        for (indicator, _, known) in known {
            match &indicator.baseline {
                None if known.is_result() => answers.missing(Missing::of_workbook(say!(
                    "la valeur de référence de « {} » n’est pas dite ({})",
                    &known.code,
                    cell(scope, indicator, ColumnRole::Baseline)
                ))),
                Some(baseline) if known.is_output() => {
                    compared += 1;
                    answers.expect(baseline.value.is_zero(), || {
                        Finding::new(say!(
                            "« {} » compte des réalisations : sa cible est nette, sans référence",
                            &known.code
                        ))
                        .at(&baseline.place)
                        .found(baseline.value)
                        .expected("0, et une cible qui ne compte que ce que l’opération ajoute")
                    });
                }
                Some(_) => compared += 1,
                None => {}
            }
        }
        answers.compared(
            compared,
            Fact::count(compared, "valeur de référence vérifiée", "valeurs de référence vérifiées"),
        );
    }),
};
