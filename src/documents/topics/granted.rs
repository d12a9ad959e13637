//! The aid that the applicant grants to others, as its register holds it.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::typed_amount;
use crate::model::Project;
use crate::model::french::french_date;

/// An aid granted.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GrantedAidView {
    /// Date of grant, in French.
    pub date: String,
    /// Who receives it.
    pub beneficiary: String,
    /// Its SIREN or SIRET.
    pub identifier: Option<String>,
    /// Instrument.
    pub instrument: Option<String>,
    /// Amount, as the project states it.
    pub value: String,
    /// Day it was entered in the register, in French.
    pub registered_on: Option<String>,
    /// Last day to enter it, in French, since the register is central.
    pub due: Option<String>,
}

/// Fill the aid granted, in the order of the project.
pub(in crate::documents) fn granted(project: &Project) -> Vec<GrantedAidView> {
    project
        .granted_aid
        .iter()
        .map(|aid| GrantedAidView {
            date: french_date(aid.granted_on),
            beneficiary: aid.beneficiary.clone(),
            identifier: aid.identifier.clone(),
            instrument: aid.instrument.clone(),
            value: typed_amount(&aid.amount),
            registered_on: aid.registered_on.map(french_date),
            due: aid.register_by().map(french_date),
        })
        .collect()
}
