//! The VAT: whether it is recovered, and on which basis the plan stands.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Project;
use crate::model::project::VatRecovery;
use crate::prepare::PreparedPack;

/// VAT situation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VatView {
    /// `récupérable`, `non récupérable` or `à renseigner`.
    pub recovery: String,
    /// `HT` or `TTC`.
    pub basis: String,
    /// True when the project says whether the FCTVA compensates the VAT of the investments.
    pub says_compensated: bool,
    /// True when it does.
    pub is_compensated: bool,
}

/// Fill the VAT situation.
pub(in crate::documents) fn vat(project: &Project, pack: &PreparedPack) -> VatView {
    VatView {
        recovery: project.vat.recoverable.map_or_else(|| "à renseigner".to_owned(), VatRecovery::french),
        says_compensated: project.vat.is_compensated.is_some(),
        is_compensated: project.vat.is_compensated == Some(true),
        basis: pack.computation.plan.basis_said(),
    }
}
