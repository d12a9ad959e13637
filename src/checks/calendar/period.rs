//! The last day of eligibility.

use crate::checks::Scope;
use crate::findings::Answers;
use crate::rules::{Held, Known, Ruling};
use jiff::civil::Date;

/// The last day for something that ends on `end`: the derogation counts once the authority has said that its programme has
/// it.
pub(super) fn extended_to(
    scope: &Scope<'_>,
    end: Date,
    last: Held<Date>,
    extended: &Known,
    answers: &mut Answers,
) -> Held<Date> {
    match scope.rules().of(extended) {
        Ruling::Held(_) if end > last.value => scope.rule_date(extended, answers).unwrap_or(last),
        _ => last,
    }
}
