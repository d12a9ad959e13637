//! Link with actions.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::french::counted;
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
        source: "Motifs de renvoi constatés (statut : à confirmer)",
        mend: "Ajoutez une entrée [[indicateurs]] avec code et action.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        for indicator in &scope.budget().indicators {
            let Some(code) = &indicator.code else { continue };
            let link = scope
                .project()
                .indicators
                .iter()
                .find(|link| normalise(&link.code) == normalise(&code.value));
            answers.expect(link.is_some_and(|link| link.action.is_some()), || {
                Finding::new("indicateur relié à aucune action")
                    .at(&code.place)
                    .at_field("indicateurs")
                    .found(&code.value)
            });
        }
        for (index, link) in scope.project().indicators.iter().enumerate() {
            let listed = scope.budget().indicators.iter().any(|indicator| {
                indicator.code.as_ref().is_some_and(|code| normalise(&code.value) == normalise(&link.code))
            });
            answers.expect(listed, || {
                Finding::new("indicateur annoncé, absent de la feuille Indicateurs")
                    .at_field(format!("indicateurs[{index}].code"))
                    .found(&link.code)
            });
        }
        if scope.budget().indicators.is_empty() {
            answers.missing("le classeur n’a pas d’indicateur");
        } else {
            answers.compliant(counted(
                scope.project().indicators.len(),
                "indicateur relié à son action",
                "indicateurs reliés à leur action",
            ));
        }
    }),
};
