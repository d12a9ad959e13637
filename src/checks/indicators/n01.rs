//! Known codes.

use super::shared::without_code;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};

/// Known codes.
pub(in crate::checks) const CHECK: Check = Check {
    code: "N-01",
    title: "Chaque indicateur est situé : du programme, ou propre au projet",
    severity: Severity::Note,
    class: Class::Application,
    explanation: Explanation {
        what: "Le code de chaque indicateur du classeur est cherché dans la liste du fonds.",
        why: "Un indicateur sans rapport avec le programme est un motif de renvoi.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1058, annexe I, tableau 1 (libellés à confirmer)",
            sentence: None,
        },
        mend: "Présentez cet indicateur comme propre au projet, ou reprenez le code du programme.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let indicators = &scope.budget().indicators;
        if indicators.is_empty() {
            answers.not_applicable("le classeur n’a pas d’indicateur");
            return;
        }
        let known = &scope.fund().indicators;
        if known.is_empty() {
            answers.missing(
                Missing::of_authority("la liste des indicateurs du programme n’est pas connue")
                    .how("Inscrivez-la dans fund.toml, une entrée [[indicateurs]] par indicateur."),
            );
            return;
        }
        let mut coded = 0;
        for indicator in indicators {
            let Some(code) = &indicator.code else {
                answers.missing(without_code(scope, indicator));
                continue;
            };
            coded += 1;
            let written = code.value.trim();
            answers.expect(known.iter().any(|known| known.code.eq_ignore_ascii_case(written)), || {
                Finding::new(say!("« {} » est propre au projet, absent de la liste du programme", written))
                    .at(&code.place)
            });
        }
        answers.compared(
            coded,
            say!(
                "{} parmi ceux du programme",
                Fact::count(coded, "code d’indicateur cherché", "codes d’indicateurs cherchés")
            ),
        );
    }),
};
