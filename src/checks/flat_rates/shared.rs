//! What several checks of this family share.

use crate::checks::Scope;
use crate::findings::say;
use crate::findings::{Answers, Missing};
use crate::model::fund::{FlatRate, Status};
use crate::model::project::FlatRateChoice;

/// Why a check has nothing to say.
pub(super) const NONE_ASKED: &str = "aucun forfait demandé";

/// The flat rate that the project asks for, and what the fund knows of it: `None` when the fund does not know it.
pub(super) fn asked<'a>(
    scope: &Scope<'a>,
    answers: &mut Answers,
) -> Option<(&'a FlatRateChoice, Option<&'a FlatRate>)> {
    let Some(choice) = &scope.project().indirect_costs else {
        answers.not_applicable(NONE_ASKED);
        return None;
    };
    Some((choice, scope.fund().flat_rates.iter().find(|flat| flat.id == choice.rule)))
}

/// The flat rate of the plan; why there is none is said.
pub(super) fn of_plan<'a>(scope: &Scope<'a>, answers: &mut Answers) -> Option<&'a FlatRate> {
    let (choice, flat) = asked(scope, answers)?;
    if flat.is_none() {
        answers.missing(unknown(&choice.rule));
    }
    flat
}

/// A flat rate that the fund does not know.
pub(super) fn unknown(rule: &str) -> Missing {
    Missing::of_applicant(
        say!("le forfait « {} » n’est pas un de ceux du fonds : ses règles ne sont pas connues", rule),
        "couts_indirects.regle",
    )
}

/// True when a text of the fund confirms the flat rate; else its rules cannot be relied upon, and that is said.
pub(super) fn is_confirmed(flat: &FlatRate, answers: &mut Answers) -> bool {
    if flat.status == Status::Confirme {
        return true;
    }
    answers.missing(
        Missing::of_authority(say!("le fonds ne confirme pas qu’il admet le forfait « {} »", &flat.label))
            .how(say!("Ce qui est connu : {}.", &flat.source)),
    );
    false
}
