//! Years of the lines.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::french::counted;

/// Years of the lines.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-06",
    title: "L’année de chaque ligne est dans l’opération",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "L’année de chaque dépense et de chaque ligne de personnel est comparée aux années du calendrier.",
        why: "Une dépense d’une autre année est hors de l’acte attributif.",
        source: "Règlement (UE) 2021/1060, art. 63, § 2 ; décret n° 2022-608 du 21 avril 2022, art. 4, 2°",
        mend: "Corrigez l’année de la ligne ou le calendrier de l’opération.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let calendar = &scope.project().calendar;
        let (Some(start), Some(end)) = (calendar.start, calendar.end) else {
            answers.missing("le début ou la fin de l’opération n’est pas renseigné");
            return;
        };
        let (first, last) = (i32::from(start.year()), i32::from(end.year()));
        for line in &scope.plan().lines {
            match line.year {
                None => answers.finding(
                    Finding::new(format!("« {} » n’a pas d’année", scope.label(line)))
                        .at(scope.place(line))
                        .found("vide")
                        .expected(format!("de {first} à {last}")),
                ),
                Some(year) if year < first || year > last => answers.finding(
                    Finding::new(format!("« {} » est hors des années de l’opération", scope.label(line)))
                        .at(scope.place(line))
                        .found(Fact::Year(year))
                        .expected(format!("de {first} à {last}")),
                ),
                Some(_) => {}
            }
        }
        if scope.plan().lines.is_empty() {
            answers.missing("le classeur n’a pas de ligne de dépense");
        } else {
            let lines = counted(scope.plan().lines.len(), "ligne", "lignes");
            answers.compliant(format!("{lines}, de {first} à {last}"));
        }
    }),
};
