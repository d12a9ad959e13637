//! The payments that the applicant wishes.

use schemars::JsonSchema;
use serde::Deserialize;

/// `[[fonds.<id>.versements]]`: a payment of the grant, as the applicant would have it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// What it is: advance, instalment, balance.
    #[serde(rename = "intitule")]
    pub label: String,
    /// When it is asked for, in words: « à la notification », « sur justification de la moitié des dépenses ».
    #[serde(rename = "echeance")]
    pub due: Option<String>,
    /// Its share of the grant, as typed: « 30 % ».
    #[serde(rename = "part")]
    pub share: Option<String>,
}
