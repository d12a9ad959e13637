//! 1 720 hours.

use crate::checks::needed::listed;
use crate::checks::{Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::Place;

/// 1 720 hours.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-08",
    title: "La base horaire annuelle est celle du règlement",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Les heures annuelles de chaque ligne de personnel sont comparées à 1 720 h (au prorata pour un temps partiel).",
        why: "Une autre base demande la méthode mensuelle, avec ses justificatifs.",
        source: "Règlement (UE) 2021/1060, art. 55, § 2, a)",
        mend: "Prenez 1 720 h pour un temps plein, ou joignez la quotité du temps partiel.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        const NAME: &str = "heures_annuelles";
        let lines = &scope.budget().staff_lines;
        if lines.is_empty() {
            answers.not_applicable("pas de dépense de personnel");
            return;
        }
        let Some(expected) = scope.needed_parameter(NAME, answers).and_then(|value| value.decimal()) else {
            return;
        };
        let relied = scope.reliance(NAME);
        let mut lacking: Vec<Place> = Vec::new();
        let mut compared = 0;
        for line in lines {
            let Some(hours) = &line.annual_hours else {
                lacking.push(line.place.clone());
                continue;
            };
            compared += 1;
            answers.expect(hours.value == expected, || {
                let finding = Finding::new("base horaire annuelle différente de celle du règlement")
                    .at(&hours.place)
                    .found(Fact::hours(hours.value))
                    .expected(say!("{}{}", Fact::hours(expected), relied.clone()));
                scope.based_on(NAME, finding)
            });
        }
        if !lacking.is_empty() {
            answers.missing(Missing::of_workbook(say!(
                "les heures annuelles ne sont pas renseignées : {}",
                listed(lacking)
            )));
        }
        answers.compared(
            compared,
            say!(
                "{} à {}{}",
                Fact::count(compared, "ligne de personnel comparée", "lignes de personnel comparées"),
                Fact::hours(expected),
                relied
            ),
        );
    }),
};
