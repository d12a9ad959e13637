//! Stages within the operation.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};

/// Stages within the operation.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-07",
    title: "Les étapes sont dans la période de l’opération",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque étape du calendrier doit commencer et finir pendant l’opération.",
        why: "Une étape hors période annonce une dépense hors période.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 63, § 2",
            sentence: Some(
                "Une dépense est éligible à une contribution des Fonds si elle a été engagée par un bénéficiaire ou le partenaire privé d’une opération PPP et versée au cours de l’exécution des opérations, entre la date à laquelle le programme a été soumis à la Commission ou à compter du 1er janvier 2021, si cette date est antérieure à la première, et le 31 décembre 2029.",
            ),
        },
        mend: "Corrigez les dates de l’étape dans projet.toml.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let calendar = &scope.project().calendar;
        if calendar.stages.is_empty() {
            answers.missing(
                Missing::of_applicant("le calendrier de l’opération n’a pas d’étape", "calendrier.etapes")
                    .how("Décrivez les étapes de l’opération : intitulé, début et fin."),
            );
            return;
        }
        let (Some(start), Some(end)) = (calendar.start, calendar.end) else {
            for (field, date) in [("calendrier.debut", calendar.start), ("calendrier.fin", calendar.end)] {
                if date.is_none() {
                    answers.missing_field(field);
                }
            }
            return;
        };
        for (index, stage) in calendar.stages.iter().enumerate() {
            let (message, wrong) = if stage.start > stage.end {
                (say!("l’étape « {} » finit avant de commencer", &stage.title), "fin")
            } else if stage.start < start {
                (say!("l’étape « {} » commence avant l’opération", &stage.title), "debut")
            } else if stage.end > end {
                (say!("l’étape « {} » finit après l’opération", &stage.title), "fin")
            } else {
                continue;
            };
            answers.finding(
                Finding::new(message)
                    .at_field(format!("calendrier.etapes[{index}].{wrong}"))
                    .found(say!("du {} au {}", stage.start, stage.end))
                    .expected(say!("entre le {} et le {}", start, end)),
            );
        }
        let stages = calendar.stages.len();
        answers.compared(
            stages,
            say!("{}, du {} au {}", Fact::count(stages, "étape comparée", "étapes comparées"), start, end),
        );
    }),
};
