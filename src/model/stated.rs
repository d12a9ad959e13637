//! What `projet.toml` says of lines of the workbook that do not say it themselves.

use schemars::JsonSchema;
use serde::Deserialize;

/// `[budget.par_defaut]`, `[budget.intitules."…"]` and `[budget.lignes.…]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// Category of the expense.
    #[serde(rename = "poste")]
    pub category: Option<String>,
    /// Civil year.
    #[serde(rename = "annee")]
    pub year: Option<i32>,
    /// Civil years that it spreads over, pro rata of the days of the operation.
    #[serde(rename = "annees", default, deserialize_with = "super::years::optional")]
    #[schemars(schema_with = "super::years::schema")]
    pub years: Option<Vec<i32>>,
    /// Partner that bears it.
    #[serde(rename = "partenaire")]
    pub partner: Option<String>,
    /// Action that it serves.
    pub action: Option<String>,
    /// Section of the budget.
    pub section: Option<String>,
    /// Nature of the resource.
    pub nature: Option<String>,
}
