//! Period of eligibility.

use crate::checks::{Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Answers, Class, Finding, Missing, Severity};
use jiff::civil::Date;

/// Period of eligibility.
pub(in crate::checks) const CHECK: Check = Check {
    code: "C-05",
    title: "L’opération tient dans la période d’éligibilité du fonds",
    severity: Severity::Error,
    class: Class::Application,
    explanation: Explanation {
        what: "Début et fin sont comparés aux paramètres debut_eligibilite et fin_eligibilite du fonds.",
        why: "Une dépense payée hors de la période est perdue, même utile.",
        source: "Règlement (UE) 2021/1060, art. 63, § 2",
        mend: "Mettez les dates de l’opération dans la période d’éligibilité, en gardant le temps de payer les dernières factures.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let calendar = &scope.project().calendar;
        let known = |name| scope.fund().parameters.contains_key(name);
        if !known("debut_eligibilite") && !known("fin_eligibilite") {
            answers.missing(
                Missing::of_authority("la période d’éligibilité du fonds n’est pas connue").how(
                    "Inscrivez-la dans fund.toml, avec sa source : debut_eligibilite et fin_eligibilite.",
                ),
            );
            return;
        }
        if let Some((first, start)) = bound(
            scope,
            answers,
            ("debut_eligibilite", "le début de la période d’éligibilité du fonds n’est pas connu"),
            ("calendrier.debut", calendar.start),
        ) {
            answers.expect(start >= first, || {
                Finding::new("l’opération commence avant la période d’éligibilité")
                    .at_field("calendrier.debut")
                    .found(start)
                    .expected(say!("le {} au plus tôt", first))
            });
            answers.compared(1, say!("début le {}, période ouverte le {}", start, first));
        }
        if let Some((last, end)) = bound(
            scope,
            answers,
            ("fin_eligibilite", "la fin de la période d’éligibilité du fonds n’est pas connue"),
            ("calendrier.fin", calendar.end),
        ) {
            answers.expect(end <= last, || {
                Finding::new("l’opération finit après la période d’éligibilité")
                    .at_field("calendrier.fin")
                    .found(end)
                    .expected(say!("le {} au plus tard", last))
            });
            answers.compared(1, say!("fin le {}, période close le {}", end, last));
        }
    }),
};

/// A day of the fund's period and the operation's own; what is missing of them is told.
fn bound(
    scope: &Scope<'_>,
    answers: &mut Answers,
    (parameter, unknown): (&str, &'static str),
    (field, date): (&str, Option<Date>),
) -> Option<(Date, Date)> {
    let limit = scope.date_parameter(parameter);
    if limit.is_none() {
        if scope.fund().parameters.contains_key(parameter) {
            scope.missing_parameter(parameter, answers);
        } else {
            answers.missing(Missing::of_authority(unknown).how(say!(
                "Inscrivez cette date dans fund.toml, au paramètre {}, avec sa source.",
                parameter
            )));
        }
    }
    if date.is_none() {
        answers.missing_field(field);
    }
    limit.zip(date)
}
