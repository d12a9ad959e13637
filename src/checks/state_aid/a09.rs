//! The single undertaking of the aid received.

use super::NONE;
use crate::checks::near::near;
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Severity};
use crate::model::text::normalise;

/// The single undertaking of the aid received.
pub(in crate::checks) const CHECK: Check = Check {
    code: "A-09",
    title: "Les aides de minimis comptées sont celles de l’entreprise unique",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "L’entreprise de chaque aide déclarée est cherchée parmi le demandeur et les sociétés de projet.toml › aides_d_etat.entreprise_unique ; une liste vide dit qu’il n’y en a pas d’autre. La liste est celle du demandeur.",
        why: "Le plafond vaut pour toutes les sociétés qu’un lien de contrôle unit : l’aide d’une filiale compte comme celle du demandeur.",
        basis: Basis::Text { citation: "Règlement (UE) 2023/2831, art. 3, § 2", sentence: None },
        mend: "Complétez aides_d_etat.entreprise_unique, ou retirez l’aide d’une entreprise sans lien.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let project = scope.project();
        let Some(members) = project.state_aid.single_undertaking.as_ref() else {
            answers.missing_field("aides_d_etat.entreprise_unique");
            return;
        };
        if project.de_minimis.is_empty() {
            answers.declared(NONE);
            return;
        }
        let names = || members.iter().map(String::as_str).chain([project.applicant.legal_name.as_str()]);
        let mut compared = 0;
        for (index, aid) in project.de_minimis.iter().enumerate() {
            let Some(undertaking) = aid.undertaking.as_ref() else { continue };
            compared += 1;
            let is_known = names().any(|name| normalise(name) == normalise(undertaking));
            answers.expect(is_known, || {
                Finding::new("l’aide a été reçue par une entreprise hors de l’entreprise unique")
                    .at_field(format!("de_minimis[{index}].entreprise"))
                    .at_field("aides_d_etat.entreprise_unique")
                    .found(Fact::text(undertaking))
                    .expected(match near(undertaking, names()) {
                        Some(name) => say!("peut-être « {} »", name),
                        None => "le demandeur ou une société de l’entreprise unique".into(),
                    })
            });
        }
        answers.declared(match members.len() {
            0 => "le demandeur dit qu’aucune autre société ne forme avec lui une entreprise unique".into(),
            count => say!("{} avec le demandeur", Fact::count(count, "société", "sociétés")),
        });
        answers.compared(
            compared,
            Fact::count(compared, "entreprise cherchée dans la liste", "entreprises cherchées dans la liste"),
        );
    }),
};
