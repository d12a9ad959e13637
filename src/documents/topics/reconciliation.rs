//! The plan beside all that says its amounts: the workbook, the resolution, the letters, the convention, the other packs.
//! What was not read, or says nothing, is said as such: silence is no agreement.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{FigureView, figure};
use crate::documents::agreement::{Side, Sides};
use crate::evidence::Pieces;
use crate::figures::FigureKey;
use crate::prepare::{Prepared, PreparedPack};

/// An amount of the plan, and what each of the others says of it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReconciliationView {
    /// What the amount is.
    pub label: String,
    /// The plan.
    pub plan: FigureView,
    /// The workbook, the resolution, the letter, the convention, the other packs.
    pub sides: Vec<SideView>,
}

/// What one of them says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SideView {
    /// In a few words.
    pub text: String,
    /// True when it says otherwise.
    pub differs: bool,
}

/// The rows: the cost, each resource, the own contribution, their total, what each partner bears.
pub(in crate::documents) fn reconciliation(
    prepared: &Prepared,
    pack: &PreparedPack,
) -> Vec<ReconciliationView> {
    let project = &prepared.folder.project;
    let pieces = Pieces::of(project, &prepared.looks);
    let sides = Sides::new(prepared, pack, &pieces);
    let (plan, ledger) = (&pack.computation.plan, &pack.computation.ledger);
    let row = |label: String, key: FigureKey, sides: [Side; 5]| ReconciliationView {
        label,
        plan: figure(ledger, key),
        sides: sides.iter().map(|side| SideView { text: side.french(), differs: side.differs() }).collect(),
    };
    let mut rows = vec![row("Coût total".to_owned(), plan.total_cost, sides.of_cost())];
    for line in &plan.resources {
        let resource = prepared.reading.budget.resources.get(line.resource);
        let name = resource.and_then(|resource| resource.co_financer.as_ref());
        let name = name.map_or_else(|| "Cofinanceur sans nom".to_owned(), |cell| cell.value.to_string());
        rows.push(row(name, line.amount, sides.of_resource(line)));
    }
    rows.push(row("Autofinancement".to_owned(), plan.own_contribution, sides.of_own()));
    rows.push(row("Total des ressources".to_owned(), plan.resources_total, sides.of_resources()));
    for (name, cost) in plan.partner_totals.iter().filter(|(name, _)| !project.is_applicant(name)) {
        rows.push(row(format!("Coût porté par {name}"), *cost, sides.of_partner(name, *cost)));
    }
    rows
}
