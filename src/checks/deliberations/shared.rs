//! What several checks of this family share.

use crate::checks::Scope;
use crate::findings::{Answers, Finding};
use crate::model::french::french_date;
use crate::model::project::Deliberation;

pub(in crate::checks) const SOURCE: &str = "Pièces d’un demandeur public : la délibération approuve l’opération et le plan de financement et autorise la signature (statut : à confirmer)";

pub(in crate::checks) fn require(
    scope: &Scope<'_>,
    answers: &mut Answers,
    what: &str,
    holds: fn(&Deliberation) -> bool,
) {
    match scope.project().deliberations.iter().find(|deliberation| holds(deliberation)) {
        Some(deliberation) => {
            answers.compliant(format!("délibération du {}", french_date(deliberation.date)))
        }
        None => answers.finding(
            Finding::new(format!("aucune délibération n’{what}"))
                .at_field("deliberations")
                .expected(format!("une délibération qui {what}")),
        ),
    }
}
