//! What each action of the project costs.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{FigureView, figure};
use crate::figures::Ledger;
use crate::figures::plan::Plan;
use crate::model::Project;
use crate::model::action::Action;

/// The cost of an action.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionCostView {
    /// As the workbook writes it, with the title that the project gives it, or « Sans action propre ».
    pub name: String,
    /// Cost.
    pub total: FigureView,
}

/// What is told of what serves no action alone.
pub(in crate::documents) fn no_action(plan: &Plan) -> &'static str {
    let bare = plan.flat_rates().next().is_some();
    if bare { "Sans action propre, forfaits compris" } else { "Sans action propre" }
}

/// Fill the costs of the actions; nothing when no line names one.
pub(super) fn actions(ledger: &Ledger, plan: &Plan, project: &Project) -> Vec<ActionCostView> {
    plan.actions
        .iter()
        .map(|action| ActionCostView {
            name: match &action.name {
                Some(name) => Action::full_name(&project.actions, name),
                None => no_action(plan).to_owned(),
            },
            total: figure(ledger, action.total),
        })
        .collect()
}
