//! The days of the conventions.

use super::shared::{CITATION, is_collaborative};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// The days of the conventions.
pub(in crate::checks) const CHECK: Check = Check {
    code: "G-04",
    title: "Les conventions couvrent toute l’opération et sont signées",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Le début et la fin de chaque convention sont comparés à ceux de l’opération, et sa signature à la date d’effet.",
        why: "Une dépense faite par un partenaire hors des jours de sa convention n’a pas de base.",
        basis: Basis::Text {
            citation: CITATION,
            sentence: Some(
                "Dans le cadre d’une opération collaborative, une convention est conclue entre le chef de file et ses partenaires.",
            ),
        },
        mend: "Prolongez la convention par avenant, ou corrigez ses dates dans projet.toml.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        if !is_collaborative(scope, answers) {
            return;
        }
        let project = scope.project();
        if project.conventions.is_empty() {
            answers.missing_field("conventions");
            return;
        }
        let (Some(start), Some(end)) = (project.calendar.start, project.calendar.end) else {
            answers.missing_field(if project.calendar.start.is_none() {
                "calendrier.debut"
            } else {
                "calendrier.fin"
            });
            return;
        };
        let mut compared = 0;
        for (index, convention) in project.conventions.iter().enumerate() {
            let field = |name: &str| format!("conventions[{index}].{name}");
            match convention.start {
                None => answers.missing_field(field("debut").as_str()),
                Some(first) => {
                    compared += 1;
                    answers.expect(first <= start, || {
                        Finding::new("la convention commence après l’opération")
                            .at_field(field("debut"))
                            .at_field("calendrier.debut")
                            .found(first)
                            .expected(say!("le {} au plus tard", start))
                    });
                }
            }
            match convention.end {
                None => answers.missing_field(field("fin").as_str()),
                Some(last) => {
                    compared += 1;
                    answers.expect(last >= end, || {
                        Finding::new("la convention finit avant l’opération")
                            .at_field(field("fin"))
                            .at_field("calendrier.fin")
                            .found(last)
                            .expected(say!("le {} au plus tôt", end))
                    });
                }
            }
            match (convention.signed_on, scope.effective_date) {
                (None, _) => answers.missing_field(field("date_signature").as_str()),
                (Some(_), None) => answers.missing_field("projet.date_effet"),
                (Some(signed), Some(today)) => {
                    compared += 1;
                    answers.expect(signed <= today, || {
                        Finding::new("la convention n’est pas encore signée à la date du dossier")
                            .at_field(field("date_signature"))
                            .found(signed)
                            .expected(say!("le {} au plus tard", today))
                    });
                }
            }
        }
        answers.compared(
            compared,
            Fact::count(compared, "date de convention comparée", "dates de conventions comparées"),
        );
    }),
};
