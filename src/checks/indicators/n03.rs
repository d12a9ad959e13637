//! Link with actions.

use super::shared::without_code;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::text::normalise;

/// Link with actions.
pub(in crate::checks) const CHECK: Check = Check {
    code: "N-03",
    title: "Chaque indicateur est relié à une action",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque indicateur du classeur est cherché dans [[indicateurs]] de projet.toml, qui nomme l’action qui le fait bouger.",
        why: "Des indicateurs sans lien avec les actions font renvoyer le dossier.",
        basis: Basis::Usage("Usage : motifs de renvoi constatés par les services instructeurs (à confirmer)"),
        mend: "Ajoutez une entrée [[indicateurs]] avec code et action.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let indicators = &scope.budget().indicators;
        let links = &scope.project().indicators;
        if indicators.is_empty() && links.is_empty() {
            answers.not_applicable("ni le classeur ni projet.toml n’ont d’indicateur");
            return;
        }
        let mut compared = 0;
        for indicator in indicators {
            let Some(code) = &indicator.code else {
                answers.missing(without_code(scope, indicator));
                continue;
            };
            compared += 1;
            let same = normalise(&code.value);
            let link = links.iter().position(|link| normalise(&link.code) == same);
            let action = link.and_then(|index| links.get(index)).and_then(|link| link.action.as_ref());
            answers.expect(action.is_some_and(|action| !action.trim().is_empty()), || {
                Finding::new(say!("l’indicateur « {} » n’est relié à aucune action", code.value.trim()))
                    .at_field(
                        link.map_or("indicateurs".to_owned(), |index| format!("indicateurs[{index}].action")),
                    )
                    .at(&code.place)
            });
        }
        for (index, link) in links.iter().enumerate() {
            let same = normalise(&link.code);
            let mut codes = indicators.iter().filter_map(|indicator| indicator.code.as_ref());
            answers.expect(codes.any(|code| normalise(&code.value) == same), || {
                Finding::new("indicateur annoncé, absent de la feuille Indicateurs")
                    .at_field(format!("indicateurs[{index}].code"))
                    .found(&link.code)
            });
        }
        answers.compared(
            compared,
            say!(
                "{} parmi les entrées [[indicateurs]]",
                Fact::count(compared, "indicateur cherché", "indicateurs cherchés")
            ),
        );
    }),
};
