//! The partners, and the cost that each bears.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{FigureView, figure};
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
pub(in crate::documents) fn partners(project: &Project) -> Vec<PartnerView> {
    project
        .partners
        .iter()
        .map(|partner| PartnerView {
            name: partner.name.clone(),
            role: partner.role.clone(),
            siret: partner.siret.clone(),
            piece: partner.piece.clone(),
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
