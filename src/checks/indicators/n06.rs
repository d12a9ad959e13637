//! Codes of the operation.

use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::rules::nomenclature::Dimension;

/// Codes of the operation.
pub(in crate::checks) const CHECK: Check = Check {
    code: "N-06",
    title: "Les codes de l’opération sont ceux de la nomenclature",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Chaque code de projet.toml › nomenclature est comparé à la table de l’annexe I qui le porte ; la localisation, au code NUTS du demandeur.",
        why: "L’autorité enregistre ces codes pour chaque opération : un code absent ou inconnu revient en question.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, annexe I, tables 1 à 5 et 7, version consolidée du 25 octobre 2025",
            sentence: None,
        },
        mend: "Choisissez le code dans l’annexe I, avec l’autorité.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        if !scope.records_annex_xvii(answers, "ces codes") {
            return;
        }
        let mut compared = 0;
        for dimension in Dimension::ALL {
            let Some(code) = dimension.of(&scope.project().nomenclature) else {
                answers.missing(Missing::of_applicant(
                    say!("le code « {} » n’est pas renseigné", dimension.french()),
                    dimension.key(),
                ));
                continue;
            };
            compared += 1;
            answers.expect(dimension.has(code), || {
                Finding::new(say!("« {} » : ce code n’est pas dans la table", dimension.french()))
                    .at_field(dimension.key())
                    .found(Fact::text(code))
                    .expected(dimension.shape())
                    .basis(format!("Règlement (UE) 2021/1060, annexe I, table {}", dimension.table()))
            });
        }
        let own = scope.project().applicant.nuts3.as_deref().map(str::trim);
        if let Some((own, code)) = own.zip(Dimension::Location.of(&scope.project().nomenclature)) {
            // The operation may stand in the region of the applicant, or in a part of it.
            answers.expect(own.starts_with(code) || code.starts_with(own), || {
                Finding::new("l’opération et le demandeur ne sont pas dans la même région")
                    .at_field(Dimension::Location.key())
                    .at_field("demandeur.nuts3")
                    .found(Fact::text(code))
                    .expected(say!("une région de {}", Fact::text(own)))
            });
        }
        answers.compared(
            compared,
            Fact::count(compared, "code comparé à sa table", "codes comparés à leur table"),
        );
    }),
};
