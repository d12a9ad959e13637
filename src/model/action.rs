//! Actions of the operation, as the project names them.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::text::normalise;

/// An action of `projet.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Its name in the column *Action* of the workbook: « Action 1 ».
    #[serde(rename = "nom")]
    pub name: String,
    /// What it is, in a few words: « Cycles de rencontres ».
    #[serde(rename = "intitule")]
    pub title: String,
    /// The orientation of a framework convention that it comes under, in the words of that convention.
    pub orientation: Option<String>,
    /// What it aims at.
    #[serde(rename = "objectifs")]
    pub objectives: Option<String>,
    /// What it delivers.
    #[serde(rename = "livrables")]
    pub deliverables: Option<String>,
    /// The means put to it: team, premises, equipment.
    #[serde(rename = "moyens")]
    pub means: Option<String>,
    /// Whom it is for.
    #[serde(rename = "public")]
    pub audience: Option<String>,
    /// First day.
    #[serde(rename = "debut")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub start: Option<Date>,
    /// Last day.
    #[serde(rename = "fin")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub end: Option<Date>,
}

impl Action {
    /// « Action 1 – Cycles de rencontres », for an action that the project gives a title; the name alone otherwise.
    #[must_use]
    pub fn full_name(actions: &[Self], name: &str) -> String {
        let same = normalise(name);
        let own = actions.iter().find(|action| normalise(&action.name) == same);
        own.map_or_else(|| name.to_owned(), |action| format!("{name} – {}", action.title))
    }
}
