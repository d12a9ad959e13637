//! No contract that rules out the flat rate for staff costs.

use super::shared::{Asked, asked};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::{Class, Finding, Severity};
use crate::model::fund::Covers;

/// No contract that rules out the flat rate for staff costs.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-08",
    title: "Aucun marché n’exclut le forfait de frais de personnel",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le forfait de 20 % suppose que les coûts directs n’incluent pas « les marchés publics de travaux ou les marchés publics de fournitures et de services dont la valeur est supérieure aux seuils fixés à l’article 4 de la directive 2014/24/UE […] ou à l’article 15 de la directive 2014/25/UE » ; le demandeur le dit dans projet.toml.",
        why: "Un seul marché de cette sorte retire le droit au forfait, et avec lui tous les frais de personnel.",
        basis: Basis::Text {
            citation: "Règlement (UE) 2021/1060, art. 55, § 1",
            sentence: Some(
                "Les frais de personnel directs d’une opération peuvent être calculés à un taux forfaitaire plafonné à 20 % des coûts directs autres que les frais de personnel directs de l’opération concernée, sans que l’État membre ne soit tenu d’appliquer une méthode de calcul pour déterminer le taux applicable, à condition que les coûts directs de l’opération n’incluent pas les marchés publics de travaux ou les marchés publics de fournitures et de services dont la valeur est supérieure aux seuils fixés à l’article 4 de la directive 2014/24/UE",
            ),
        },
        mend: "Comparez chaque marché aux seuils en vigueur à sa date, puis répondez dans projet.toml › frais_de_personnel.sans_marche_exclu ; si un marché est exclu, remettez le personnel au réel.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        let asked = asked(scope, answers);
        let is_staff = |asked: &&Asked<'_>| asked.flat.is_some_and(|flat| flat.covers() == Covers::Staff);
        let Some(choice) =
            scope.project().staff_costs.as_ref().filter(|_| asked.iter().any(|one| is_staff(&one)))
        else {
            if !asked.is_empty() {
                answers.not_applicable("aucun forfait de frais de personnel demandé");
            }
            return;
        };
        match choice.without_ruled_out_contract {
            Some(true) => answers.declared("aucun marché n’est de ceux que l’article 55, § 1, exclut"),
            Some(false) => {
                let amount = scope.plan().flat_staff.as_ref().and_then(|flat| scope.money(flat.amount));
                let finding =
                    Finding::new("un marché de l’opération exclut le forfait de frais de personnel")
                        .at_field("frais_de_personnel.sans_marche_exclu");
                answers.finding(match amount {
                    Some(amount) => finding.stake(amount),
                    None => finding,
                });
            }
            None => answers.missing_field("frais_de_personnel.sans_marche_exclu"),
        }
    }),
};
