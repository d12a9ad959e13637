//! No contract that rules out the flat rate for staff costs.

use super::shared::{Asked, asked};
use crate::checks::procurement::shared::{field, threshold};
use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run, Scope};
use crate::findings::say;
use crate::findings::{Answers, Class, Fact, Finding, Missing, Severity};
use crate::model::fund::Covers;
use crate::model::procurement::ContractNature;
use crate::rules::Known;
use crate::rules::catalogue::{PURCHASE_EUROPEAN, WORKS_EUROPEAN};
use crate::source::amount::parse_amount;

/// The thresholds that article 55(1) names.
const EUROPEAN: (&Known, &Known) = (WORKS_EUROPEAN, PURCHASE_EUROPEAN);

/// No contract that rules out the flat rate for staff costs.
pub(in crate::checks) const CHECK: Check = Check {
    code: "F-08",
    title: "Aucun marché n’exclut le forfait de frais de personnel",
    severity: Severity::Error,
    class: Class::Plan,
    explanation: Explanation {
        what: "Le forfait de 20 % suppose que les coûts directs n’incluent pas « les marchés publics de travaux ou les marchés publics de fournitures et de services dont la valeur est supérieure aux seuils fixés à l’article 4 de la directive 2014/24/UE […] ou à l’article 15 de la directive 2014/25/UE » ; chaque marché de projet.toml est comparé au seuil européen de sa date, et le demandeur dit qu’il n’y en a pas d’autre.",
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
        let amount = scope.plan().flat_staff.as_ref().and_then(|flat| scope.money(flat.amount));
        let staked = |finding: Finding| match amount {
            Some(amount) => finding.stake(amount),
            None => finding,
        };
        let compared = contracts(scope, answers, &staked);
        match choice.without_ruled_out_contract {
            Some(true) => answers.declared("aucun marché n’est de ceux que l’article 55, § 1, exclut"),
            Some(false) => answers.finding(staked(
                Finding::new("un marché de l’opération exclut le forfait de frais de personnel")
                    .at_field("frais_de_personnel.sans_marche_exclu"),
            )),
            None => answers.missing_field("frais_de_personnel.sans_marche_exclu"),
        }
        answers.compared(
            compared,
            Fact::count(
                compared,
                "marché comparé au seuil européen de sa date",
                "marchés comparés au seuil européen de leur date",
            ),
        );
    }),
};

/// Compare each contract of the project with the European threshold of its day; how many were compared.
fn contracts(scope: &Scope<'_>, answers: &mut Answers, staked: &dyn Fn(Finding) -> Finding) -> usize {
    let mut compared = 0;
    for (index, contract) in scope.project().contracts.iter().enumerate() {
        // A value that is no amount is told by K-01.
        let Ok(value) = parse_amount(&contract.value) else { continue };
        let Some(launched) = contract.date else {
            answers.missing(Missing::of_applicant(
                say!("la date du marché « {} » n’est pas dite", &contract.subject),
                field(index, "date"),
            ));
            continue;
        };
        let Some(threshold) = threshold(scope, EUROPEAN, contract.nature, launched, answers) else {
            continue;
        };
        if value.money <= threshold.value && contract.nature == ContractNature::Travaux {
            // The sentence may be read either way: works of any value, or above the threshold.
            answers.missing(
                Missing::of_authority(say!(
                    "« {} » est un marché de travaux sous le seuil européen : le texte peut se lire comme excluant tout marché de travaux",
                    &contract.subject
                ))
                .how("Demandez à l’autorité si un marché de travaux sous le seuil exclut le forfait."),
            );
            continue;
        }
        compared += 1;
        answers.expect(value.money <= threshold.value, || {
            staked(based_on(
                &threshold,
                Finding::new(say!("« {} » exclut le forfait de frais de personnel", &contract.subject))
                    .at_field(field(index, "montant_ht"))
                    .found(value.money)
                    .expected(say!("au plus {}", relied(&threshold))),
            ))
        });
    }
    compared
}
