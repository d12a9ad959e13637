//! 1 720 hours.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
use crate::model::french::french_number;

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
        let Some(expected) = scope.parameter("heures_annuelles").decimal() else {
            scope.missing_parameter("heures_annuelles", answers);
            return;
        };
        for line in &scope.budget().staff_lines {
            let Some(hours) = &line.annual_hours else {
                answers.missing(format!("{} : heures annuelles non renseignées", line.place));
                continue;
            };
            answers.expect(hours.value == expected, || {
                Finding::new("base horaire annuelle différente de celle du règlement")
                    .at(&hours.place)
                    .found(format!("{} h", french_number(hours.value)))
                    .expected(format!("{} h", french_number(expected)))
            });
        }
        answers.compliant(counted(
            scope.budget().staff_lines.len(),
            "ligne de personnel",
            "lignes de personnel",
        ));
    }),
};
