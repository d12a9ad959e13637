//! What several checks of this family share.

use jiff::civil::Date;

use crate::checks::Scope;
use crate::checks::typed::TypedAmount;
use crate::findings::Answers;
use crate::model::Money;
use crate::model::procurement::{Contract, ContractNature};
use crate::rules::{Held, Known};

/// What the family rests on: its thresholds carry their own sources.
pub(super) const CODE: &str = "Code de la commande publique ; seuils relevés par le fonds, à confirmer";

/// True when the applicant's purchases follow the code of public procurement; else why there is nothing to compare is said.
pub(super) fn binds(scope: &Scope<'_>, answers: &mut Answers) -> bool {
    match scope.project().applicant.is_contracting_authority {
        Some(true) => return true,
        Some(false) => {
            answers.declared("le demandeur dit ne pas être soumis au code de la commande publique")
        }
        None => answers.missing_field("demandeur.acheteur_public"),
    }
    false
}

/// The field of a contract.
pub(in crate::checks) fn field(index: usize, name: &str) -> String {
    format!("marches[{index}].{name}")
}

/// The value of a contract, excluding VAT; one that is no amount is a finding.
pub(super) fn value(contract: &Contract, index: usize, answers: &mut Answers) -> Option<Money> {
    let value = TypedAmount {
        message: "le montant du marché n’est pas un montant",
        expected: "un montant HT comme 12 500,00",
        may_be_negative: false,
    };
    value.read(&contract.value, field(index, "montant_ht"), answers)
}

/// The threshold of works, or of supplies and services, on the day a contract's procedure is launched; why there is none is
/// said.
pub(in crate::checks) fn threshold(
    scope: &Scope<'_>,
    (works, purchases): (&Known, &Known),
    nature: ContractNature,
    launched: Date,
    answers: &mut Answers,
) -> Option<Held<Money>> {
    let rule = match nature {
        ContractNature::Travaux => works,
        ContractNature::Fournitures | ContractNature::Services => purchases,
    };
    scope.rule_money_for_contract(rule, launched, answers)
}
