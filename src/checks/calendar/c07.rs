//! Stages within the operation.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::french::french_date;

/// Stages within the operation.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-07",
    title: "Les étapes sont dans la période de l’opération",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque étape du calendrier doit commencer et finir pendant l’opération.",
        why: "Une étape hors période annonce une dépense hors période.",
        source: "Règlement (UE) 2021/1060, art. 63, § 2",
        mend: "Corrigez les dates de l’étape dans projet.toml.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let calendar = &scope.project().calendar;
        let (Some(start), Some(end)) = (calendar.start, calendar.end) else {
            answers.missing("le début ou la fin de l’opération n’est pas renseigné");
            return;
        };
        if calendar.stages.is_empty() {
            answers.missing_at("le calendrier de l’opération n’a pas d’étape", "calendrier.etapes");
            return;
        }
        for (index, stage) in calendar.stages.iter().enumerate() {
            let inside = stage.start >= start && stage.end <= end && stage.start <= stage.end;
            answers.expect(inside, || {
                Finding::new(format!("l’étape « {} » sort de la période", stage.title))
                    .at_field(format!("calendrier.etapes[{index}]"))
                    .found(format!("du {} au {}", french_date(stage.start), french_date(stage.end)))
                    .expected(format!("entre le {} et le {}", french_date(start), french_date(end)))
            });
        }
        answers.compliant(counted(calendar.stages.len(), "étape", "étapes"));
    }),
};
