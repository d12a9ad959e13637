//! Actions of the operation, as the project names them.

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
