//! The questions of the register.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};

/// The questions of the register.
pub(in crate::checks) const CHECK: Check = Check {
    code: "A-04",
    title: "Le projet dit qui reçoit, octroie ou reverse l’aide",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Les quatre réponses de projet.toml › aides_d_etat sont lues, comparées entre elles et avec les aides que le demandeur accorde.",
        why: "L’autorité doit enregistrer ces réponses ; une aide reversée à des entreprises est une aide d’État que le demandeur octroie.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, annexe XVII, n° 4, 20, 21 et 25",
            sentence: None,
        },
        mend: "Complétez ou corrigez projet.toml › aides_d_etat.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        if !scope.records_annex_xvii(answers, "ces réponses") {
            return;
        }
        let project = scope.project();
        let aid = &project.state_aid;
        let questions = [
            ("aides_d_etat.aide_d_etat", "si le soutien est une aide d’État (n° 20)", aid.is_aid.is_some()),
            (
                "aides_d_etat.de_minimis",
                "si le soutien est une aide de minimis (n° 21)",
                aid.is_de_minimis.is_some(),
            ),
            (
                "aides_d_etat.beneficiaire",
                "si le bénéficiaire reçoit ou octroie l’aide (n° 4)",
                aid.role.is_some(),
            ),
            (
                "aides_d_etat.reverse",
                "si le bénéficiaire reverse le soutien à d’autres (n° 25)",
                aid.cascades.is_some(),
            ),
        ];
        let mut given = 0;
        for (field, what, is_given) in questions {
            if is_given {
                given += 1;
            } else {
                answers.missing(Missing::of_applicant(say!("le projet ne dit pas {}", what), field));
            }
        }
        answers.expect(!(aid.is_aid == Some(true) && aid.is_de_minimis == Some(true)), || {
            Finding::new("le soutien est dit à la fois aide d’État et aide de minimis")
                .at_field("aides_d_etat.de_minimis")
                .at_field("aides_d_etat.aide_d_etat")
                .expected("l’un ou l’autre : une aide de minimis n’est pas une aide d’État")
                .basis("Règlement (UE) 2023/2831, art. 3, § 1")
        });
        answers.expect(!(project.grants_aid() && aid.cascades == Some(false)), || {
            Finding::new("le demandeur octroie des aides, et dit ne rien reverser")
                .at_field("aides_d_etat.reverse")
                .found("false")
                .expected(say!(
                    "true : {}",
                    Fact::count(project.granted_aid.len(), "aide accordée", "aides accordées")
                ))
        });
        if given > 0 {
            answers.declared(say!("{} du demandeur", Fact::count(given, "réponse", "réponses")));
        }
    }),
};
