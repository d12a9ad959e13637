//! The payments that the applicant wishes.

use jiff::civil::Date;
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
    /// The day it is expected, for the cash that it brings.
    #[serde(default, deserialize_with = "super::date::optional")]
    pub date: Option<Date>,
    /// Its share of the grant, as typed: « 30 % ».
    #[serde(rename = "part")]
    pub share: Option<String>,
}
