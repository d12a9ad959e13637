//! The flat rate is one the fund knows.

use super::shared::{asked, is_confirmed};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};

/// The flat rate is one the fund knows.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-01",
    title: "Le taux forfaitaire demandé existe dans le fonds",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "La règle choisie dans projet.toml › couts_indirects, et celle de frais_de_personnel, sont cherchées parmi les forfaits du fonds.",
        why: "Un forfait sans règle n’a pas de base légale.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 53, § 3, point e)",
            sentence: Some(
                "sur la base de taux forfaitaires et de méthodes spécifiques établis par le présent règlement ou sur le fondement de celui-ci ou par les règlements spécifiques aux Fonds.",
            ),
        },
        mend: "Choisissez un des forfaits du fonds (couts_indirects : 54-a, 54-b, 54-c ou 56-1 ; frais_de_personnel : 55-1) ou retirez la section.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let known = &scope.fund().flat_rates;
        for asked in asked(scope, answers) {
            if known.is_empty() {
                answers.missing(Missing::of_authority("les forfaits que le fonds admet ne sont pas connus"));
            } else if let Some(section) = asked.other_section() {
                answers.finding(
                    Finding::new(say!("le forfait « {} » n’est pas demandé à sa place", asked.rule))
                        .at_field(asked.rule_field())
                        .found(asked.rule.to_owned())
                        .expected(say!("sous [{}]", section)),
                );
            } else if let Some(flat) = asked.flat {
                if is_confirmed(flat, answers) {
                    answers.compared(1, say!("« {} »", &flat.label));
                }
            } else {
                let ids = known.iter().map(|flat| flat.id.as_str());
                answers.finding(
                    Finding::new("le forfait demandé n’est pas un de ceux du fonds")
                        .at_field(asked.rule_field())
                        .found(asked.rule.to_owned())
                        .expected(say!("un des forfaits du fonds : {}", Fact::list_with(ids, ", "))),
                );
            }
        }
    }),
};
