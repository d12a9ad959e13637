//! How the support of the Union is made known, by the thresholds of the rule that holds (CPR art. 50(1)).

use schemars::JsonSchema;
use serde::Serialize;

use super::lines::LineView;
use super::plan::PlanView;
use crate::prepare::{Prepared, PreparedPack};
use crate::rules::catalogue::{EVENT, PLAQUE};
use crate::rules::{RuleValue, Rules};

/// What is due.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PublicityView {
    /// « une affiche de format A3, ou un affichage électronique équivalent ».
    pub display: String,
    /// The threshold that decides.
    pub threshold: String,
    /// Its source.
    pub source: String,
    /// The threshold past which an event is due, for an operation that costs more.
    pub event: Option<String>,
    /// The lines of communication of the plan: supports that bear the mention.
    pub supports: Vec<LineView>,
}

/// Fill what is due; `None` under a fund without such a rule, or whose value nobody gave.
pub(in crate::documents) fn publicity(
    prepared: &Prepared,
    pack: &PreparedPack,
    printed: &PlanView,
) -> Option<PublicityView> {
    let (fund, plan) = (&pack.fund.fund, &pack.computation.plan);
    let rules = Rules::new(fund, &prepared.folder.project, prepared.effective_date);
    let held = rules.held(PLAQUE)?;
    let RuleValue::Money(threshold) = held.value else { return None };
    let total = pack.computation.ledger.value(plan.total_cost).money()?;
    let is_permanent = total > threshold && plan.has_investment(fund);
    let is_communication = |category: &crate::figures::plan::CategoryPlan| {
        let definition = category.category.and_then(|index| fund.categories.get(index));
        definition.is_some_and(|definition| definition.id == "communication")
    };
    let supports = plan.categories.iter().zip(&printed.categories);
    Some(PublicityView {
        display: if is_permanent {
            "une plaque ou un panneau d’affichage permanent, bien visible du public"
        } else {
            "une affiche de format A3 au minimum, ou un affichage électronique équivalent, en un lieu bien visible du public"
        }
        .to_owned(),
        threshold: threshold.to_string(),
        source: held.source.to_string(),
        event: rules
            .held(EVENT)
            .and_then(|held| held.typed(RuleValue::money))
            .filter(|held| total > held.value)
            .map(|held| held.value.to_string()),
        supports: supports
            .filter(|(category, _)| is_communication(category))
            .flat_map(|(_, printed)| printed.lines.iter().cloned())
            .collect(),
    })
}
