//! Enforceable resolutions.

use super::reading::{Source, readings};
use super::shared::declared;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::evidence::Step;
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};

/// Enforceable resolutions.
pub(in crate::checks) const CHECK: Check = Check {
    code: "D-06",
    title: "Les délibérations sont exécutoires à la date du dossier",
    severity: Severity::Note,
    class: Class::Application,
    explanation: Explanation {
        what: "La transmission au représentant de l’État et la publication de chaque délibération, telles que les disent projet.toml et le texte de l’acte, sont comparées à la date d’effet ; le nom de son secrétaire de séance, qui la signe avec le président, est cherché.",
        why: "Un acte n’est exécutoire qu’une fois transmis et publié : avant, il n’engage pas.",
        basis: Basis::Text {
            citation: "Code général des collectivités territoriales, art. L. 2131-1 (à confirmer) ; ordonnance n° 2021-1310 et décret n° 2021-1311 du 7 octobre 2021",
            sentence: None,
        },
        mend: "Attendez l’accusé de réception et la mise en ligne, puis reportez leurs dates.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let deliberations = declared(scope, answers);
        if deliberations.is_empty() {
            return;
        }
        let Some(day) = scope.effective_date else {
            answers.missing_field("projet.date_effet");
            return;
        };
        let (mut stated, mut read, mut signed) = (0, 0, 0);
        for reading in readings(scope) {
            let one = reading.said;
            match one.secretary.as_ref().filter(|name| !name.trim().is_empty()) {
                Some(_) => signed += 1,
                None => answers.missing(Missing::of_applicant(
                    say!("on ne sait pas qui fut secrétaire de séance de la délibération du {}", one.date),
                    reading.field("secretaire_de_seance"),
                )),
            }
            let steps = [
                (Step::Transmitted, "date_transmission", "transmise"),
                (Step::Published, "date_publication", "publiée"),
            ];
            for (step, name, what) in steps {
                match reading.day(step) {
                    None => answers.missing(Missing::of_applicant(
                        say!("on ne sait pas quand la délibération du {} a été {}", one.date, what),
                        reading.field(name),
                    )),
                    Some(date) if date.value > day => answers.finding(
                        Finding::new(say!(
                            "la délibération du {} n’est pas encore {} : elle n’est pas exécutoire",
                            one.date,
                            what
                        ))
                        .at(&date.place)
                        .found(date.value)
                        .expected(say!("le {} au plus tard", day)),
                    ),
                    Some(date) if date.source == Source::Act => read += 1,
                    Some(_) => stated += 1,
                }
            }
        }
        answers.compared(
            read,
            say!(
                "{}, d’avant la date d’effet",
                Fact::count(
                    read,
                    "date de transmission ou de publication lue dans l’acte",
                    "dates de transmission ou de publication lues dans les actes"
                )
            ),
        );
        if signed > 0 {
            answers.declared(Fact::count(
                signed,
                "secrétaire de séance nommé, d’après le demandeur",
                "secrétaires de séance nommés, d’après le demandeur",
            ));
        }
        if stated > 0 {
            answers.declared(say!(
                "{} du demandeur, d’avant la date d’effet",
                Fact::count(
                    stated,
                    "date de transmission ou de publication",
                    "dates de transmission ou de publication"
                )
            ));
        }
    }),
};
