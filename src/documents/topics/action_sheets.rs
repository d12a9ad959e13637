//! A sheet for each action: what it costs, line by line, and the indicators that measure it.

use schemars::JsonSchema;
use serde::Serialize;

use super::indicators::IndicatorView;
use super::lines::LineView;
use super::plan::PlanView;
use super::values::{FigureView, figure};
use crate::figures::plan::Computation;
use crate::model::Project;
use crate::model::action::Action;
use crate::model::french::french_date;
use crate::model::text::{holds_words, normalise};

/// An action.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionSheetView {
    /// As the workbook writes it, with the title that the project gives it.
    pub name: String,
    /// The orientation of a framework convention that it comes under.
    pub orientation: Option<String>,
    /// What it aims at.
    pub objectives: Option<String>,
    /// What it delivers.
    pub deliverables: Option<String>,
    /// Whom it is for.
    pub audience: Option<String>,
    /// « du 1er mars 2024 au 15 décembre 2026 ».
    pub period: Option<String>,
    /// The means put to it: team, premises, equipment.
    pub means: Option<String>,
    /// Cost of its lines.
    pub total: FigureView,
    /// What pays for it.
    pub resources: Option<ActionResourcesView>,
    /// Its lines.
    pub lines: Vec<LineView>,
    /// The indicators whose action it is.
    pub indicators: Vec<IndicatorView>,
}

/// What pays for an action, pro rata of its cost.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionResourcesView {
    /// Its part of the grant that is asked.
    pub requested: Option<FigureView>,
    /// Its part of the own contribution.
    pub own: FigureView,
    /// What the other resources bear.
    pub others: FigureView,
}

/// Fill the sheets, in the order of the plan; what serves no action alone has none.
pub(in crate::documents) fn action_sheets(
    computed: &Computation,
    printed: &PlanView,
    indicators: &[IndicatorView],
    project: &Project,
) -> Vec<ActionSheetView> {
    let (ledger, plan) = (&computed.ledger, &computed.plan);
    let named = plan.actions.iter().zip(&printed.actions);
    named
        .filter_map(|(action, cost)| {
            let written = action.name.as_deref()?;
            let name = Action::full_name(&project.actions, written);
            let serves = |line: &&LineView| normalise(&line.action) == normalise(written);
            let titled = project.actions.iter().find(|one| normalise(&one.name) == normalise(written));
            let title = titled.map_or_else(|| normalise(written), |action| normalise(&action.title));
            let measures = |indicator: &&IndicatorView| {
                let said = normalise(indicator.action.as_deref().unwrap_or_default());
                holds_words(&said, &title) || holds_words(&said, &normalise(written))
            };
            let period = titled.and_then(|action| action.start.zip(action.end));
            Some(ActionSheetView {
                orientation: titled.and_then(|action| action.orientation.clone()),
                name,
                objectives: titled.and_then(|action| action.objectives.clone()),
                deliverables: titled.and_then(|action| action.deliverables.clone()),
                audience: titled.and_then(|action| action.audience.clone()),
                period: period
                    .map(|(start, end)| format!("du {} au {}", french_date(start), french_date(end))),
                means: titled.and_then(|action| action.means.clone()),
                total: cost.total.clone(),
                resources: action.resources.map(|of| ActionResourcesView {
                    requested: of.requested.map(|key| figure(ledger, key)),
                    own: figure(ledger, of.own),
                    others: figure(ledger, of.others),
                }),
                lines: printed.categories.iter().flat_map(|one| &one.lines).filter(serves).cloned().collect(),
                indicators: indicators.iter().filter(measures).cloned().collect(),
            })
        })
        .collect()
}
