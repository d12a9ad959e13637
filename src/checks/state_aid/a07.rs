//! The regime of the State aid.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Finding, Missing, Severity};

/// The regime of the State aid.
pub(in crate::checks) const CHECK: Check = Check {
    code: "A-07",
    title: "Le régime de l’aide d’État est dit, et en vigueur le jour de l’octroi",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Quand le soutien est une aide d’État, le texte de projet.toml › aides_d_etat.regime est cherché dans templates/commun/textes.toml, et ses jours sont comparés à la date d’octroi attendue (calendrier.octroi).",
        why: "Une aide octroyée après la fin de son régime est illégale et se récupère, même demandée à temps.",
        basis: Basis::Text {
            citation: "Règlement (UE) n° 651/2014, en vigueur jusqu’au 31 décembre 2026",
            sentence: None,
        },
        mend: "Corrigez le régime ou la date d’octroi dans projet.toml, avec le service juridique.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let project = scope.project();
        match project.state_aid.is_aid {
            Some(true) => {}
            Some(false) => {
                answers.declared("le demandeur dit que le soutien n’est pas une aide d’État");
                return;
            }
            None => {
                answers.missing_field("aides_d_etat.aide_d_etat");
                return;
            }
        }
        let Some(cited) = project.state_aid.regime.as_ref().filter(|text| !text.trim().is_empty()) else {
            answers.missing_field("aides_d_etat.regime");
            return;
        };
        let Some(text) = scope.texts.cited_in(cited).next() else {
            answers.missing(
                Missing::of_applicant(
                    say!("« {} » n’est pas un texte dont les jours sont connus", cited),
                    "aides_d_etat.regime",
                )
                .how("Écrivez son numéro, par exemple « Règlement (UE) n° 651/2014, art. 27 »."),
            );
            return;
        };
        let late = |day| !text.validity().holds_on(day);
        // The aid is granted after the file is judged: a text that has ended by then has ended for it too.
        let ended =
            scope.effective_date.filter(|today| text.validity().last.is_some_and(|last| last < *today));
        let Some(day) = project.calendar.grant.or(ended) else {
            answers.missing_field("calendrier.octroi");
            return;
        };
        answers.expect(!late(day), || {
            Finding::new("l’aide serait octroyée hors des jours de son régime")
                .at_field("aides_d_etat.regime")
                .at_field("calendrier.octroi")
                .found(say!("{}, « {} »", day, cited))
                .expected(say!("un octroi {}", text.validity().to_string()))
                .basis(text.source.clone())
        });
        answers.compared(1, say!("« {} », {}", cited, text.validity().to_string()));
    }),
};
