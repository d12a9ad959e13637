//! The aid that the applicant receives besides this grant: de minimis, and other public aid.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::{FigureView, figure};
use crate::model::Project;
use crate::model::french::french_date;
use crate::prepare::PreparedPack;

/// An aid received.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AidView {
    /// Date or year of grant.
    pub date: String,
    /// Granting authority.
    pub authority: String,
    /// Purpose.
    pub purpose: String,
    /// Regulation.
    pub regulation: String,
    /// Amount.
    pub amount: FigureView,
}

/// Fill the de minimis aid.
pub(in crate::documents) fn de_minimis(project: &Project, pack: &PreparedPack) -> Vec<AidView> {
    project
        .de_minimis
        .iter()
        .zip(&pack.computation.plan.de_minimis)
        .map(|(aid, key)| AidView {
            date: french_date(aid.granted_on),
            authority: aid.authority.clone(),
            purpose: aid.purpose.clone().unwrap_or_default(),
            regulation: aid.regulation.clone().unwrap_or_default(),
            amount: figure(&pack.computation.ledger, *key),
        })
        .collect()
}

/// The total of the de minimis aid over the rolling period.
pub(in crate::documents) fn de_minimis_total(pack: &PreparedPack) -> Option<FigureView> {
    pack.computation.plan.de_minimis_total.map(|key| figure(&pack.computation.ledger, key))
}

/// Fill the other public aid.
pub(in crate::documents) fn public_aid(project: &Project, pack: &PreparedPack) -> Vec<AidView> {
    project
        .public_aid
        .iter()
        .zip(&pack.computation.plan.other_public_aid)
        .map(|(aid, key)| AidView {
            date: aid.year.to_string(),
            authority: aid.authority.clone(),
            purpose: aid.purpose.clone().unwrap_or_default(),
            regulation: String::new(),
            amount: figure(&pack.computation.ledger, *key),
        })
        .collect()
}
