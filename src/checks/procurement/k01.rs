//! The procedure of each contract.

use super::shared::{CODE, binds, field, threshold, value};
use crate::checks::reliance::{based_on, relied};
use crate::checks::{Basis, Check, Explanation, Run};
use crate::findings::say;
use crate::findings::{Class, Fact, Finding, Missing, Severity};
use crate::model::procurement::Procedure;
use crate::rules::Known;
use crate::rules::catalogue::{PURCHASE_COMPETITION, PURCHASE_EUROPEAN, WORKS_COMPETITION, WORKS_EUROPEAN};

const COMPETITION: (&Known, &Known) = (WORKS_COMPETITION, PURCHASE_COMPETITION);
const EUROPEAN: (&Known, &Known) = (WORKS_EUROPEAN, PURCHASE_EUROPEAN);

/// The procedure of each contract.
pub(in crate::checks) const CHECK: Check = Check {
    code: "K-01",
    title: "La procédure de chaque marché est celle de son montant et de sa date",
    severity: Severity::Warning,
    class: Class::Application,
    explanation: Explanation {
        what: "Le montant HT de chaque marché de projet.toml › marches est comparé aux seuils en vigueur le jour où sa procédure est lancée : celui de la mise en concurrence, pour un marché sans publicité ; le seuil européen, pour une procédure adaptée. Ce que le marché a vraiment suivi se lit dans ses pièces.",
        why: "Une dépense issue d’un marché mal passé est écartée du remboursement, en tout ou en partie, des années après.",
        basis: Basis::Text { citation: CODE, sentence: None },
        mend: "Corrigez le montant, la date ou la procédure du marché d’après ses pièces ; si la procédure était insuffisante, prévenez l’autorité.",
        since: "0.2.0",
    },
    run: Run::Pack(|scope, answers| {
        if !binds(scope, answers) {
            return;
        }
        let contracts = &scope.project().contracts;
        if contracts.is_empty() {
            answers.declared("aucun marché déclaré");
            return;
        }
        let mut compared = 0;
        for (index, contract) in contracts.iter().enumerate() {
            let Some(value) = value(contract, index, answers) else { continue };
            let (procedure, launched) = match (contract.procedure, contract.date) {
                (Some(procedure), Some(launched)) => (procedure, launched),
                (None, _) => {
                    answers.missing(Missing::of_applicant(
                        say!("la procédure du marché « {} » n’est pas dite", &contract.subject),
                        field(index, "procedure"),
                    ));
                    continue;
                }
                (_, None) => {
                    answers.missing(Missing::of_applicant(
                        say!("la date du marché « {} » n’est pas dite", &contract.subject),
                        field(index, "date"),
                    ));
                    continue;
                }
            };
            let (rules, due) = match procedure {
                Procedure::SansPublicite => (COMPETITION, "publicité et mise en concurrence"),
                Procedure::Adaptee => (EUROPEAN, "procédure formalisée"),
                // The strictest there is: no amount asks for more.
                Procedure::Formalisee => {
                    compared += 1;
                    continue;
                }
                Procedure::CentraleAchat | Procedure::HorsCode => {
                    answers.declared(say!(
                        "« {} » : {}, d’après le demandeur",
                        &contract.subject,
                        procedure.french()
                    ));
                    continue;
                }
            };
            let Some(threshold) = threshold(scope, rules, contract.nature, launched, answers) else {
                continue;
            };
            compared += 1;
            answers.expect(value < threshold.value, || {
                based_on(
                    &threshold,
                    Finding::new(say!(
                        "« {} », {} : {}, au-dessus du seuil du {}",
                        &contract.subject,
                        contract.nature.french(),
                        procedure.french(),
                        launched
                    ))
                    .at_field(field(index, "procedure"))
                    .at_field(field(index, "montant_ht"))
                    .found(value)
                    .expected(say!("moins de {}, ou {}", relied(&threshold), Fact::Words(due)))
                    .stake(value),
                )
            });
        }
        answers.compared(
            compared,
            Fact::count(
                compared,
                "marché comparé au seuil de sa procédure",
                "marchés comparés au seuil de leur procédure",
            ),
        );
    }),
};
