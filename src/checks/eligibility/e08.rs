//! 1 720 hours.

use crate::checks::needed::listed;
use crate::checks::reliance::{based_on, reserve};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::Place;
use crate::rules::catalogue::ANNUAL_HOURS;

/// 1 720 hours.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-08",
    title: "La base horaire annuelle est celle du règlement",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Les heures annuelles de chaque ligne de personnel sont comparées à 1 720 h (au prorata pour un temps partiel).",
        why: "Une autre base demande la méthode mensuelle, avec ses justificatifs.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 55, § 2, point a)",
            sentence: Some(
                "en divisant les derniers coûts salariaux bruts annuels documentés par 1 720 heures pour les personnes travaillant à temps plein, ou par le prorata d’heures correspondant à 1 720 heures pour les personnes travaillant à temps partiel;",
            ),
        },
        mend: "Prenez 1 720 h pour un temps plein, ou joignez la quotité du temps partiel.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let lines = &scope.budget().staff_lines;
        if lines.is_empty() {
            answers.not_applicable("pas de dépense de personnel");
            return;
        }
        let Some(expected) = scope.rule_number(ANNUAL_HOURS, answers) else { return };
        let shown = || say!("{}{}", Fact::hours(expected.value), reserve(&expected));
        let mut lacking: Vec<Place> = Vec::new();
        let mut compared = 0;
        for line in lines {
            let Some(hours) = &line.annual_hours else {
                lacking.push(line.place.clone());
                continue;
            };
            compared += 1;
            answers.expect(hours.value == expected.value, || {
                let finding = Finding::new("base horaire annuelle différente de celle du règlement")
                    .at(&hours.place)
                    .found(Fact::hours(hours.value))
                    .expected(shown());
                based_on(&expected, finding)
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
                "{} à {}",
                Fact::count(compared, "ligne de personnel comparée", "lignes de personnel comparées"),
                shown()
            ),
        );
    }),
};
