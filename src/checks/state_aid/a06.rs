//! The register of the aid granted.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::source::amount::parse_amount;

/// The register of the aid granted.
pub(in crate::checks) const CHECK: Check = Check {
    code: "A-06",
    title: "Les aides de minimis accordées sont inscrites au registre à temps",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Pour chaque aide que le demandeur accorde, les six données du registre sont cherchées, et la date d’inscription est comparée à l’échéance : vingt jours ouvrables après l’octroi. Les jours fériés ne sont pas déduits : l’échéance réelle peut être plus tardive.",
        why: "Depuis le 1er janvier 2026, une aide de minimis s’inscrit au registre central ; une aide non inscrite est à récupérer.",
        basis: Basis::Text { citation: "Règlement (UE) 2023/2831, art. 6, § 1 et 2", sentence: None },
        mend: "Complétez projet.toml › de_minimis_accorde, et inscrivez l’aide au registre.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let aids = &scope.project().granted_aid;
        if aids.is_empty() {
            answers.declared("le demandeur ne déclare aucune aide accordée");
            return;
        }
        let mut compared = 0;
        for (index, aid) in aids.iter().enumerate() {
            let field = |name: &str| format!("de_minimis_accorde[{index}].{name}");
            answers.expect(parse_amount(&aid.amount).is_ok(), || {
                Finding::new("le montant de l’aide accordée n’est pas un montant")
                    .at_field(field("montant"))
                    .found(&aid.amount)
                    .expected("un montant comme 12 500,00")
            });
            let others =
                [("identifiant", &aid.identifier), ("instrument", &aid.instrument), ("nace", &aid.nace)];
            for (name, given) in others {
                if given.as_ref().is_none_or(|text| text.trim().is_empty()) {
                    answers.missing(Missing::of_applicant(
                        say!(
                            "la donnée « {} » de l’aide à « {} » n’est pas renseignée",
                            name,
                            &aid.beneficiary
                        ),
                        field(name),
                    ));
                }
            }
            let Some(due) = aid.register_by() else { continue };
            match (aid.registered_on, scope.effective_date) {
                (Some(day), _) => {
                    compared += 1;
                    answers.expect(day >= aid.granted_on && day <= due, || {
                        Finding::new("l’aide a été inscrite au registre hors délai")
                            .at_field(field("inscription"))
                            .at_field(field("date_octroi"))
                            .found(day)
                            .expected(say!("entre le {} et le {}", aid.granted_on, due))
                    });
                }
                (None, Some(today)) if today > due => {
                    compared += 1;
                    answers.finding(
                        Finding::new(say!(
                            "l’aide à « {} » n’est pas inscrite au registre",
                            &aid.beneficiary
                        ))
                        .at_field(field("inscription"))
                        .expected(say!("une inscription au plus tard le {}", due)),
                    );
                }
                (None, Some(_)) => answers.declared(say!(
                    "l’aide à « {} » est à inscrire au plus tard le {}",
                    &aid.beneficiary,
                    due
                )),
                (None, None) => answers.missing_field("projet.date_effet"),
            }
        }
        answers.compared(
            compared,
            Fact::count(
                compared,
                "inscription comparée à son échéance",
                "inscriptions comparées à leur échéance",
            ),
        );
        if compared == 0 && answers.is_empty() {
            answers.not_applicable(
                "aides accordées avant le 1er janvier 2026 : le registre n’était pas encore central",
            );
        }
    }),
};
