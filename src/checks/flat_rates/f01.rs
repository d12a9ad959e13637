//! The flat rate is one the fund knows.

use crate::checks::{Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};

/// The flat rate is one the fund knows.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-01",
    title: "Le taux forfaitaire demandé existe dans le fonds",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "La règle choisie dans projet.toml › couts_indirects est cherchée parmi les forfaits du fonds.",
        why: "Un forfait sans règle n’a pas de base légale.",
        source: "Règlement (UE) 2021/1060, art. 53, § 3, e), art. 54 et 56",
        mend: "Choisissez un des forfaits du fonds (54-a, 54-b, 54-c, 56-1) ou retirez la section.",
        since: "0.1.0",
    },
    run: Run::Pack(|scope, answers| {
        let Some(choice) = &scope.project().indirect_costs else {
            answers.not_applicable("aucun forfait demandé");
            return;
        };
        let known = &scope.fund().flat_rates;
        if let Some(flat) = known.iter().find(|flat| flat.id == choice.rule) {
            answers.compliant(&flat.label);
        } else {
            let known: Vec<&str> = known.iter().map(|flat| flat.id.as_str()).collect();
            answers.finding(
                Finding::new("forfait inconnu du fonds")
                    .at_field("couts_indirects.regle")
                    .found(&choice.rule)
                    .expected(known.join(", ")),
            );
        }
    }),
};
