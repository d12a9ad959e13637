//! The session that is to vote the operation and its plan.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// `[seance]`: what the draft resolution says of the session; the rest is the plan's.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// The body, in the words of its acts: « Le conseil communautaire ».
    #[serde(rename = "assemblee")]
    pub body: Option<String>,
    /// Day of the session.
    #[serde(default, deserialize_with = "super::date::optional")]
    pub date: Option<Date>,
    /// Day the members are convened.
    #[serde(rename = "date_convocation")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub convened_on: Option<Date>,
    /// Who reports.
    #[serde(rename = "rapporteur")]
    pub rapporteur: Option<String>,
    /// The commission that was heard, with its opinion and its day, as the draft is to say them.
    #[serde(rename = "avis_commission")]
    pub opinion: Option<String>,
    /// The texts and former acts that the resolution rests on, each as it is to be printed after « Vu ».
    #[serde(default, deserialize_with = "super::listed::texts")]
    #[schemars(schema_with = "super::listed::schema")]
    pub visas: Vec<String>,
    /// The lines of the budget that bear the own contribution: chapter, article, section, year.
    #[serde(rename = "imputations", default, deserialize_with = "super::listed::texts")]
    #[schemars(schema_with = "super::listed::schema")]
    pub budget_lines: Vec<String>,
    /// Seat of the administrative court that hears appeals.
    #[serde(rename = "tribunal_administratif")]
    pub court: Option<String>,
}
