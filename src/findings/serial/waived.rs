//! What waivers cover, as programs read it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{PlaceForm, text};
use crate::findings::Waived;

/// The findings of a check that one waiver covers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WaivedForm {
    /// Its rank among `[[derogation]]` of `projet.toml`, from 0.
    #[serde(rename = "rang")]
    pub rank: usize,
    /// Why.
    #[serde(rename = "motif")]
    pub reason: String,
    /// Who answers for it.
    #[serde(rename = "auteur")]
    pub author: String,
    /// First day it holds.
    pub date: String,
    /// Last day it holds.
    #[serde(rename = "jusqu_au")]
    pub until: String,
    /// The findings it covers: the first ten.
    #[serde(rename = "constats")]
    pub findings: Vec<CoveredForm>,
    /// How many it covers in all.
    #[serde(rename = "nombre_de_constats")]
    pub count: usize,
}

/// A finding that a waiver covers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CoveredForm {
    /// What does not hold, in French.
    pub message: String,
    /// Where.
    #[serde(rename = "lieu", skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceForm>,
}

impl From<&Waived> for WaivedForm {
    fn from(waived: &Waived) -> Self {
        let covered = waived.findings.iter().map(|finding| CoveredForm {
            message: text(&finding.message.french()),
            place: finding.places.first().map(PlaceForm::from),
        });
        Self {
            rank: waived.rank,
            reason: text(&waived.reason),
            author: text(&waived.author),
            date: waived.date.to_string(),
            until: waived.until.to_string(),
            findings: covered.collect(),
            count: waived.count(),
        }
    }
}
