//! The lines that a unit cost or a lump sum pays for.

use crate::checks::Scope;
use crate::figures::plan::PlanLine;
use crate::findings::say;
use crate::findings::{Answers, Finding};
use crate::model::Project;
use crate::model::simplified::SimplifiedCost;
use crate::source::amount::parse_number;
use rust_decimal::Decimal;

/// Why a check of this kind has nothing to say.
pub(in crate::checks) const NONE: &str = "aucun coût unitaire ni montant forfaitaire";

/// The field of a unit cost or lump sum.
pub(in crate::checks) fn field(index: usize, name: &str) -> String {
    format!("couts_simplifies[{index}].{name}")
}

/// The lines of the plan that one pays for.
pub(in crate::checks) fn lines<'a>(scope: &Scope<'a>, cost: &SimplifiedCost) -> Vec<&'a PlanLine> {
    scope.plan().lines.iter().filter(|line| cost.pays(scope.label(line))).collect()
}

/// True for a line that is paid by a scale, and not as it is incurred.
pub(in crate::checks) fn is_paid_by_scale(project: &Project, label: &str) -> bool {
    project.simplified_costs.iter().any(|cost| cost.pays(label))
}

/// The value of one, in euros: a factor, as exact as it is written. What is lacking or is no amount is said.
pub(super) fn value(cost: &SimplifiedCost, index: usize, answers: &mut Answers) -> Option<Decimal> {
    let field = field(index, "valeur");
    let Some(typed) = &cost.value else {
        answers.missing_field(field.as_str());
        return None;
    };
    let read = parse_number(typed).ok().filter(|value| !value.is_sign_negative());
    if read.is_none() {
        answers.finding(
            Finding::new("ce n’est pas un montant")
                .at_field(field)
                .found(say!("{}", typed))
                .expected("un montant comme 32,50"),
        );
    }
    read
}
