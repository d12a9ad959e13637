//! SIRET of partners.

use super::shared::siret_problem;
use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// SIRET of partners.
pub(in crate::checks) const CHECK: Check = Check {
    code: "I-02",
    title: "Le SIRET de chaque partenaire est bien formé",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque SIRET donné dans [[partenaires]] est contrôlé comme celui du demandeur.",
        why: "La convention de partenariat identifie chaque partenaire.",
        source: "Répertoire Sirene, clé de contrôle des numéros SIREN et SIRET (ISO/IEC 7812-1)",
        mend: "Recopiez le SIRET de l’avis de situation du partenaire.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let partners = &scope.project().partners;
        if partners.is_empty() {
            answers.not_applicable("aucun partenaire");
            return;
        }
        for (index, partner) in partners.iter().enumerate() {
            match &partner.siret {
                None => answers.missing(format!("SIRET de « {} » non renseigné", partner.name)),
                Some(siret) => match siret_problem(siret) {
                    None => answers.compliant(format!("{} : {siret}", partner.name)),
                    Some(problem) => answers.finding(
                        Finding::new(format!("SIRET de « {} » : {problem}", partner.name))
                            .at_field(format!("partenaires[{index}].siret"))
                            .found(siret),
                    ),
                },
            }
        }
    }),
};
