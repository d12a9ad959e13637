//! Regulations of the aid received.

use super::NONE;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};

/// Regulations of the aid received.
pub(in crate::checks) const CHECK: Check = Check {
    code: "A-03",
    title: "Le règlement de chaque aide de minimis était en vigueur le jour de l’octroi",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le règlement cité par chaque aide est cherché dans templates/commun/textes.toml, et ses jours sont comparés à la date d’octroi.",
        why: "Une aide octroyée sous un règlement qui a pris fin n’est plus une aide de minimis : elle compte comme une aide d’État sans base.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2023/2831, en vigueur depuis le 1er janvier 2024 ; règlement (UE) n° 1407/2013 jusqu’au 31 décembre 2023",
            sentence: None,
        },
        mend: "Corrigez la date d’octroi ou le règlement d’après la décision d’octroi.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let aids = &scope.project().de_minimis;
        if aids.is_empty() {
            answers.declared(NONE);
            return;
        }
        let mut compared = 0;
        for (index, aid) in aids.iter().enumerate() {
            let field = format!("de_minimis[{index}].reglement");
            let Some(cited) = aid.regulation.as_ref().filter(|text| !text.trim().is_empty()) else {
                answers.missing(Missing::of_applicant(
                    say!("le règlement de l’aide du {} n’est pas renseigné", aid.granted_on),
                    field,
                ));
                continue;
            };
            let Some(text) = scope.texts.cited_in(cited).next() else {
                answers.missing(
                    Missing::of_applicant(
                        say!("« {} » n’est pas un règlement dont les jours sont connus", cited),
                        field,
                    )
                    .how("Écrivez son numéro, par exemple « Règlement (UE) 2023/2831 »."),
                );
                continue;
            };
            compared += 1;
            answers.expect(text.validity().holds_on(aid.granted_on), || {
                Finding::new("l’aide a été octroyée hors des jours du règlement qu’elle cite")
                    .at_field(format!("de_minimis[{index}].date_octroi"))
                    .at_field(field)
                    .found(say!("{}, « {} »", aid.granted_on, cited))
                    .expected(say!("un octroi {}", text.validity().to_string()))
                    .basis(text.source.clone())
            });
        }
        answers.compared(
            compared,
            Fact::count(compared, "aide comparée à son règlement", "aides comparées à leur règlement"),
        );
    }),
};
