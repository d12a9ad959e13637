//! Enforceable resolutions.

use super::shared::declared;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};

/// Enforceable resolutions.
pub(in crate::checks) const CHECK: Check = Check {
    code: "D-06",
    title: "Les délibérations sont exécutoires à la date du dossier",
    severity: Severity::Note,
    class: Class::Application,
    explanation: Explanation {
        what: "La transmission au représentant de l’État et la publication de chaque délibération sont comparées à la date d’effet ; le nom de son secrétaire de séance, qui la signe avec le président, est cherché.",
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
        let mut stated = 0;
        let mut signed = 0;
        for (index, one) in deliberations.iter().enumerate() {
            match one.secretary.as_ref().filter(|name| !name.trim().is_empty()) {
                Some(_) => signed += 1,
                None => answers.missing(Missing::of_applicant(
                    say!("on ne sait pas qui fut secrétaire de séance de la délibération du {}", one.date),
                    format!("deliberations[{index}].secretaire_de_seance"),
                )),
            }
            let steps = [
                ("date_transmission", "transmise", one.transmitted_on),
                ("date_publication", "publiée", one.published_on),
            ];
            for (name, what, date) in steps {
                let field = format!("deliberations[{index}].{name}");
                match date {
                    None => answers.missing(Missing::of_applicant(
                        say!("on ne sait pas quand la délibération du {} a été {}", one.date, what),
                        field,
                    )),
                    Some(date) if date > day => answers.finding(
                        Finding::new(say!(
                            "la délibération du {} n’est pas encore {} : elle n’est pas exécutoire",
                            one.date,
                            what
                        ))
                        .at_field(field)
                        .found(date)
                        .expected(say!("le {} au plus tard", day)),
                    ),
                    Some(_) => stated += 1,
                }
            }
        }
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
