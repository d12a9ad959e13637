//! Framework conventions.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::text::normalise;
use crate::source::project_file::nearest;

/// Framework conventions.
pub(in crate::checks) const CHECK: Check = Check {
    code: "G-05",
    title: "Les conventions-cadres couvrent l’opération et ses actions",
    severity: Severity::Note,
    class: Class::Application,
    explanation: Explanation {
        what: "La dernière année de chaque convention-cadre est comparée à celle de l’opération ; l’orientation que chaque action dit servir est cherchée parmi les siennes.",
        why: "Une convention qui s’arrête avant l’opération ne la porte plus ; une action hors de ses orientations n’en relève pas.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : ce que le projet dit d’un acte est ce que l’acte dit, pour toute sa durée",
        ),
        mend: "Prévoyez un avenant qui prolonge la convention-cadre, ou corrigez l’orientation de l’action dans projet.toml.",
        since: "0.3.0",
    },
    run: Run::Pack(|scope, answers| {
        let project = scope.project();
        if project.frameworks.is_empty() {
            answers.not_applicable("aucune convention-cadre n’est déclarée");
            return;
        }
        let mut compared = 0;
        for (index, framework) in project.frameworks.iter().enumerate() {
            let field = format!("conventions_cadres[{index}].derniere_annee");
            match (framework.last_year, project.calendar.end) {
                (None, _) => answers.missing_field(&field),
                (_, None) => answers.missing_field("calendrier.fin"),
                (Some(last), Some(end)) => {
                    compared += 1;
                    answers.expect(last >= i32::from(end.year()), || {
                        Finding::new(say!(
                            "la convention-cadre avec « {} » s’arrête avant la fin de l’opération",
                            &framework.partner
                        ))
                        .at_field(&field)
                        .at_field("calendrier.fin")
                        .found(Fact::Year(last))
                        .expected(say!(
                            "{}, l’opération finit le {}",
                            Fact::Year(end.year().into()),
                            end
                        ))
                    });
                }
            }
        }
        let orientations = || project.frameworks.iter().flat_map(|framework| &framework.orientations);
        let mut under = 0;
        for (index, action) in project.actions.iter().enumerate() {
            let Some(orientation) = &action.orientation else { continue };
            let is_known = orientations().any(|known| normalise(known) == normalise(orientation));
            under += usize::from(is_known);
            answers.expect(is_known, || {
                let near = nearest(orientation, orientations().map(String::as_str));
                Finding::new(say!(
                    "l’action « {} » sert une orientation que la convention-cadre n’a pas",
                    &action.name
                ))
                .at_field(format!("actions[{index}].orientation"))
                .found(Fact::text(orientation.as_str()))
                .expected(match near {
                    Some(near) => say!("peut-être « {} »", near),
                    None => "une des orientations de la convention-cadre".into(),
                })
            });
        }
        compared += under;
        answers.compared(
            compared,
            say!(
                "actions qui relèvent d’une orientation : {} sur {}",
                rust_decimal::Decimal::from(under),
                rust_decimal::Decimal::from(project.actions.len())
            ),
        );
    }),
};
