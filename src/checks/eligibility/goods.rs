//! Lines of the plan and what `projet.toml` says of the goods that they name.

use crate::checks::Scope;
use crate::checks::typed::TypedAmount;
use crate::figures::plan::PlanLine;
use crate::findings::{Answers, Missing, say};
use crate::model::Money;
use crate::model::fund::CategoryRole;
use crate::model::text::{holds_words, normalise};

/// The lines of the categories of a role.
pub(super) fn with_role<'a>(scope: &Scope<'a>, role: CategoryRole) -> Vec<&'a PlanLine> {
    let lines = scope.plan().lines.iter();
    lines.filter(|line| scope.category(line).is_some_and(|category| category.role == role)).collect()
}

/// The rank of the good that a line names: one label holds the words of the other.
pub(super) fn named_by<'a>(label: &str, mut goods: impl Iterator<Item = &'a str>) -> Option<usize> {
    let label = normalise(label);
    goods.position(|good| {
        let good = normalise(good);
        !good.is_empty() && (holds_words(&label, &good) || holds_words(&good, &label))
    })
}

/// An amount of `projet.toml`; what cannot be read is told.
pub(super) fn amount(written: Option<&String>, field: &str, answers: &mut Answers) -> Option<Money> {
    let value = TypedAmount { message: "la valeur n’est pas un montant", ..TypedAmount::ANY };
    value.read(written?, field, answers)
}

/// True when a field names one of the attachments; else it is told to be missing.
pub(super) fn has_piece(
    scope: &Scope<'_>,
    piece: Option<&String>,
    field: &str,
    answers: &mut Answers,
) -> bool {
    let Some(id) = piece else {
        answers.missing_field(field);
        return false;
    };
    let is_known = scope.project().attachments.iter().any(|known| known.id == *id);
    if !is_known {
        answers.missing(Missing::of_applicant(
            say!("la pièce « {} » n’est pas dans la liste des pièces", id),
            field,
        ));
    }
    is_known
}
