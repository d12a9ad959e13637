//! What several checks of this family share.

use crate::checks::Scope;
use crate::findings::say;
use crate::findings::{Answers, Fact, Finding};
use crate::model::project::Deliberation;

/// The deliberations of the project; that there is none is said.
pub(in crate::checks) fn declared<'a>(scope: &Scope<'a>, answers: &mut Answers) -> &'a [Deliberation] {
    let deliberations = &scope.project().deliberations;
    if deliberations.is_empty() {
        answers.not_applicable("aucune délibération n’est déclarée");
    }
    deliberations
}

/// A deliberation of which the applicant says so; what its text says of the amounts is compared elsewhere.
pub(in crate::checks) fn require(
    scope: &Scope<'_>,
    answers: &mut Answers,
    what: &'static str,
    field: &str,
    holds: fn(&Deliberation) -> bool,
) {
    let deliberations = &scope.project().deliberations;
    if let Some(deliberation) = deliberations.iter().find(|deliberation| holds(deliberation)) {
        answers.declared(say!(
            "le demandeur dit que la délibération du {} {}",
            deliberation.date,
            Fact::Words(what)
        ));
        return;
    }
    let place = match deliberations.as_slice() {
        [_] => format!("deliberations[0].{field}"),
        _ => "deliberations".to_owned(),
    };
    let message = if deliberations.is_empty() {
        say!("à renseigner : la délibération qui {}", Fact::Words(what))
    } else {
        say!("aucune délibération n’{}", Fact::Words(what))
    };
    answers.finding(
        Finding::new(message).at_field(place).expected(say!("une délibération qui {}", Fact::Words(what))),
    );
}
