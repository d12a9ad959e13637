//! The letter that announces the operation to the authority before it starts (Regulation (EU) No 651/2014, art. 6(2)).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// `[fonds.<id>.intention]`: the letter of intent, once it is sent.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Intent {
    /// Day it was sent.
    #[serde(rename = "envoyee_le")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub sent_on: Option<Date>,
    /// Day the authority acknowledged it.
    #[serde(rename = "accusee_le")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub acknowledged_on: Option<Date>,
    /// Total cost that it states, as typed, in euros.
    #[serde(rename = "cout_total")]
    pub total_cost: Option<String>,
    /// Aid that it asks for, as typed, in euros.
    #[serde(rename = "montant_demande")]
    pub amount: Option<String>,
    /// Attachment that holds it, with its acknowledgement.
    pub piece: Option<String>,
}

/// The size of an undertaking (Regulation (EU) No 651/2014, Annex I): as the applicant states it, never guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// Micro-enterprise.
    Micro,
    /// Small enterprise.
    Petite,
    /// Medium-sized enterprise.
    Moyenne,
    /// Large enterprise.
    Grande,
}

impl Size {
    /// « grande entreprise ».
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::Micro => "microentreprise",
            Self::Petite => "petite entreprise",
            Self::Moyenne => "moyenne entreprise",
            Self::Grande => "grande entreprise",
        }
    }
}
