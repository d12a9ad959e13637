//! SIRET of partners.

use super::shared::{given, siret_problem};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Holder, Missing, Severity};

/// SIRET of partners.
pub(in crate::checks) const CHECK: Check = Check {
    code: "I-02",
    title: "Le SIRET de chaque partenaire est bien formé",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque SIRET donné dans [[partenaires]] est contrôlé comme celui du demandeur.",
        why: "La convention de partenariat identifie chaque partenaire.",
        basis: Basis::Arithmetic(
            "Règle arithmétique : clé de contrôle des numéros SIREN et SIRET (répertoire Sirene, ISO/IEC 7812-1)",
        ),
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
            let field = format!("partenaires[{index}].siret");
            match given(partner.siret.as_ref()) {
                None => answers.missing(
                    Missing::new(
                        say!("le SIRET de « {} » n’est pas renseigné", &partner.name),
                        Holder::Named(partner.name.clone()),
                    )
                    .in_field(field),
                ),
                Some(siret) => match siret_problem(siret) {
                    None => {
                        answers.compared(1, say!("« {} », {} : clé juste", &partner.name, siret));
                    }
                    Some(problem) => answers.finding(
                        Finding::new(say!("SIRET de « {} » : {}", &partner.name, Fact::Words(problem)))
                            .at_field(field)
                            .found(Fact::text(siret))
                            .expected("14 chiffres avec une clé juste"),
                    ),
                },
            }
        }
    }),
};
