//! Partners of the lines.

use super::shared::{bearers, bearing, sum, unknown_bearers};
use crate::checks::near::near;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};

/// Partners of the lines.
pub(in crate::checks) const CHECK: Check = Check {
    code: "E-10",
    title: "Les partenaires des lignes sont ceux du projet",
    severity: Severity::Warning,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le partenaire nommé sur une ligne est cherché parmi le demandeur et [[partenaires]] de projet.toml.",
        why: "Seul un partenaire lié par convention peut porter une dépense de l’opération.",
        basis: Basis::Text {
            citation: "Décret n° 2022-608 du 21 avril 2022, art. 4, 3°",
            sentence: Some(
                "Elle précise notamment le plan de financement de l’opération, les obligations respectives des signataires, les modalités de reversement de l’aide et de traitement des litiges ainsi que les responsabilités des parties en cas de procédure de recouvrement d’indus.",
            ),
        },
        mend: "Corrigez le nom sur la ligne, ou ajoutez le partenaire et sa convention.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let unknown = unknown_bearers(scope);
        let mut compared = 0;
        for (cell, lines) in bearing(scope) {
            let Some(written) = lines.first().and_then(|line| line.partner.as_deref()) else { continue };
            compared += lines.len();
            answers.expect(!unknown.contains(&cell), || {
                Finding::new("le partenaire n’est pas un de ceux du projet")
                    .at(&cell)
                    .found(Fact::text(written))
                    .expected(match near(written, bearers(scope)) {
                        Some(name) => say!("peut-être « {} »", name),
                        None => "le demandeur ou un partenaire de projet.toml".into(),
                    })
                    .stake(sum(scope, &lines))
            });
        }
        if compared == 0 {
            answers.not_applicable(
                "aucune ligne ne nomme de partenaire : le demandeur porte toutes les dépenses",
            );
        }
        answers.compared(
            compared,
            Fact::count(compared, "ligne qui nomme un partenaire", "lignes qui nomment un partenaire"),
        );
    }),
};
