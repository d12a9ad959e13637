//! The cost of each action of the project, from the lines that say which they serve.

use std::collections::BTreeMap;

use super::PlanInputs;
use super::categories::sum;
use super::lines::{LineSource, PlanLine};
use crate::figures::{Expression, FigureKey, Ledger, LedgerError, Unit};
use crate::model::Money;
use crate::model::budget::Maybe;

/// What an action costs.
#[derive(Debug, Clone)]
pub struct ActionPlan {
    /// As the workbook writes it; none for what serves no action alone: flat rates, and lines that say nothing.
    pub name: Option<String>,
    /// Its cost.
    pub total: FigureKey,
    /// What pays for it; `None` for a plan without a cost.
    pub resources: Option<ActionResources>,
}

/// What pays for an action. Resources are of the whole operation: each action has its part, pro rata of its cost.
#[derive(Debug, Clone, Copy)]
pub struct ActionResources {
    /// Its part of the grant that is asked; `None` when none is.
    pub requested: Option<FigureKey>,
    /// Its part of the own contribution.
    pub own: FigureKey,
    /// What the other resources bear of it.
    pub others: FigureKey,
}

/// Enter the cost of each action, in the order of their numbers; nothing when no line names one.
pub fn enter(
    ledger: &mut Ledger,
    inputs: PlanInputs<'_>,
    lines: &[PlanLine],
    by_rate: &[FigureKey],
) -> Result<Vec<ActionPlan>, LedgerError> {
    let mut costs: BTreeMap<(u64, String), Vec<FigureKey>> = BTreeMap::new();
    let mut others: Vec<FigureKey> = Vec::new();
    for line in lines {
        match written(inputs, line) {
            Some(name) => costs.entry((number(&name), name)).or_default().push(line.amount),
            None => others.push(line.amount),
        }
    }
    if costs.is_empty() {
        return Ok(Vec::new());
    }
    others.extend(by_rate);
    let mut plans = Vec::new();
    for (rank, ((_, name), amounts)) in (1..).zip(costs) {
        let total = sum(ledger, format!("action.{rank:02}"), format!("Coût de « {name} »"), amounts)?;
        plans.push(ActionPlan { name: Some(name), total, resources: None });
    }
    if !others.is_empty() {
        let label = "Coût de ce qui ne sert aucune action en propre".to_owned();
        let total = sum(ledger, "action.aucune".into(), label, others)?;
        plans.push(ActionPlan { name: None, total, resources: None });
    }
    Ok(plans)
}

/// Enter what pays for each action; the last one bears the cents that rounding leaves.
pub fn enter_resources(
    ledger: &mut Ledger,
    actions: &mut [ActionPlan],
    requested: Option<FigureKey>,
    own: FigureKey,
    total_cost: FigureKey,
) -> Result<(), LedgerError> {
    if ledger.value(total_cost).money().is_none_or(|cost| cost == Money::ZERO) {
        return Ok(());
    }
    let (count, mut shared) = (actions.len(), [Vec::new(), Vec::new()]);
    for (index, action) in actions.iter_mut().enumerate() {
        let id = match &action.name {
            Some(_) => format!("action.{:02}", index + 1),
            None => "action.aucune".to_owned(),
        };
        let mut part = |rank: usize, whole: FigureKey, suffix: &str, what: &str| {
            let expression = if index + 1 == count {
                Expression::Remainder { whole, parts: shared[rank].clone() }
            } else {
                Expression::ProRata { amount: whole, factor: action.total, divisor: total_cost }
            };
            let label = action.name.as_deref().unwrap_or("ce qui ne sert aucune action en propre");
            let key = ledger.computed(
                format!("{id}.{suffix}"),
                format!("{what}, part de « {label} » au prorata de son coût"),
                Unit::Euro,
                expression,
                None,
            )?;
            shared[rank].push(key);
            Ok::<_, LedgerError>(key)
        };
        let requested = requested.map(|whole| part(0, whole, "aide", "Aide demandée")).transpose()?;
        let own = part(1, own, "autofinancement", "Autofinancement")?;
        let others = ledger.computed(
            format!("{id}.autres"),
            "Autres ressources de l’action",
            Unit::Euro,
            Expression::Remainder {
                whole: action.total,
                parts: requested.into_iter().chain([own]).collect(),
            },
            None,
        )?;
        action.resources = Some(ActionResources { requested, own, others });
    }
    Ok(())
}

/// The action that a line names.
fn written(inputs: PlanInputs<'_>, line: &PlanLine) -> Option<String> {
    let budget = inputs.budget;
    let cell: &Maybe<_> = match line.source {
        LineSource::Expense(index) => &budget.expense_lines.get(index)?.action,
        LineSource::Staff(index) => &budget.staff_lines.get(index)?.action,
    };
    let name = cell.as_ref()?.value.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The number that an action bears: « Action 10 » comes after « Action 9 ».
fn number(name: &str) -> u64 {
    let digits: String =
        name.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn actions_are_in_the_order_of_their_numbers() {
        let mut names = ["Action 10", "Coordination", "Action 9", "A-02"];
        names.sort_by_key(|name| (number(name), *name));
        assert_eq!(names, ["A-02", "Action 9", "Action 10", "Coordination"]);
    }
}
