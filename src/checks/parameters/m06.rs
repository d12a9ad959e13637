//! A waiver that does not hold: without a reason or an author, over, or not yet begun.

use crate::checks::waivers::{Standing, at, of_fund};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// A waiver that does not hold.
pub(in crate::checks) const CHECK: Check = Check {
    code: "M-06",
    title: "Chaque dérogation est motivée, signée, et tient à la date d’effet",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Le motif, l’auteur, la date et la fin de chaque [[derogation]] de projet.toml sont lus, et comparés à la date d’effet. Une dérogation qui ne tient pas n’est pas appliquée : ses constats restent.",
        why: "Une dérogation échue, datée d’après le dossier ou que personne ne signe n’engage personne.",
        basis: Basis::Usage("Usage de ce logiciel : une dérogation a un motif, un auteur et une fin"),
        mend: "Corrigez l’anomalie, ou faites signer une nouvelle dérogation avec son motif, sa date et sa fin.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let waivers = of_fund(scope);
        if waivers.is_empty() {
            answers.not_applicable("aucune dérogation à un constat");
            return;
        }
        let (mut holding, mut no_day) = (0, false);
        for (rank, waiver, check) in waivers {
            let code = check.code;
            match Standing::of(waiver, check, scope.effective_date) {
                Standing::Holds => holding += 1,
                // M-07 tells them.
                Standing::Firm(_) => {}
                Standing::NoDay => no_day = true,
                Standing::Lacks(field) => answers.finding(at(
                    rank,
                    field,
                    Finding::new(say!(
                        "la dérogation à {} n’a pas {} : elle n’est pas appliquée",
                        code,
                        lacking(field)
                    )),
                )),
                Standing::Reversed => answers.finding(at(
                    rank,
                    "jusqu_au",
                    Finding::new(say!(
                        "la dérogation à {} finit avant sa date : elle n’est pas appliquée",
                        code
                    ))
                    .found(waiver.until)
                    .expected(say!("le {} au plus tôt", waiver.date)),
                )),
                Standing::NotYet => answers.finding(at(
                    rank,
                    "date",
                    Finding::new(say!(
                        "la dérogation à {} est datée d’après la date d’effet : elle n’est pas appliquée",
                        code
                    ))
                    .found(waiver.date)
                    .expected(
                        scope.effective_date.map_or_else(|| "".into(), |day| say!("le {} au plus tard", day)),
                    ),
                )),
                Standing::Over => answers.finding(at(
                    rank,
                    "jusqu_au",
                    Finding::new(say!("la dérogation à {} est échue : elle n’est pas appliquée", code))
                        .found(waiver.until)
                        .expected(
                            scope.effective_date.map_or_else(|| "".into(), |day| say!("le {} au moins", day)),
                        ),
                )),
            }
        }
        if no_day {
            answers.missing_field("projet.date_effet");
        }
        answers.compared(
            holding,
            Fact::count(
                holding,
                "dérogation qui tient à la date d’effet",
                "dérogations qui tiennent à la date d’effet",
            ),
        );
        if holding == 0 && answers.found() == 0 && !no_day {
            answers.not_applicable("aucune dérogation ne porte sur un contrôle auquel on puisse déroger");
        }
    }),
};

/// What a waiver lacks, in French.
fn lacking(field: &str) -> Fact {
    Fact::Words(if field == "auteur" { "d’auteur" } else { "de motif" })
}
