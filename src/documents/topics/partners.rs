//! The partners, and the cost that each bears.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{FigureView, figure, typed_amount};
use crate::figures::Ledger;
use crate::figures::plan::Plan;
use crate::model::Project;

/// A partner.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartnerView {
    /// Name.
    pub name: String,
    /// Role.
    pub role: Option<String>,
    /// SIRET.
    pub siret: Option<String>,
    /// Attachment.
    pub piece: Option<String>,
    /// Cost of the lines that it bears; `None` when it bears none.
    pub cost: Option<FigureView>,
    /// The resources that it brings, as the project states them.
    pub resources: Vec<PartnerResourceView>,
    /// What the lead partner passes on to it, as the project states it.
    pub transfer: Option<String>,
}

/// A resource that a partner brings.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartnerResourceView {
    /// Name.
    pub name: String,
    /// Amount, as the project states it.
    pub value: String,
}

/// The cost a partner bears.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartnerCostView {
    /// Name.
    pub name: String,
    /// Cost.
    pub total: FigureView,
}

/// Fill the partners, in the order of the project.
pub(in crate::documents) fn partners(ledger: &Ledger, plan: &Plan, project: &Project) -> Vec<PartnerView> {
    let cost = |name: &str| {
        let total = plan.partner_totals.iter().find(|(bearer, _)| bearer == name);
        total.map(|(_, total)| figure(ledger, *total))
    };
    project
        .partners
        .iter()
        .map(|partner| PartnerView {
            name: partner.name.clone(),
            role: partner.role.clone(),
            siret: partner.siret.clone(),
            piece: partner.piece.clone(),
            cost: cost(&partner.name),
            resources: partner
                .resources
                .iter()
                .map(|resource| PartnerResourceView {
                    name: resource.name.clone(),
                    value: typed_amount(&resource.amount),
                })
                .collect(),
            transfer: partner.transfer.as_deref().map(typed_amount),
        })
        .collect()
}

/// The cost that each partner bears.
pub(super) fn costs(ledger: &Ledger, plan: &Plan) -> Vec<PartnerCostView> {
    plan.partner_totals
        .iter()
        .map(|(name, total)| PartnerCostView { name: name.clone(), total: figure(ledger, *total) })
        .collect()
}
