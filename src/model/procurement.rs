//! The contracts that the applicant awards for the operation (`[[marches]]`).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// `[[marches]]`: a contract of the applicant, awarded or to be awarded.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// What is bought.
    #[serde(rename = "objet")]
    pub subject: String,
    /// Works, supplies or services: the thresholds depend on it.
    pub nature: ContractNature,
    /// Estimated value of the need, as typed, in euros excluding VAT.
    #[serde(rename = "montant_ht")]
    pub value: String,
    /// The day the procedure is, or will be, launched: its thresholds are those of that day.
    #[serde(default, deserialize_with = "super::date::optional")]
    pub date: Option<Date>,
    /// The procedure followed, or planned.
    pub procedure: Option<Procedure>,
    /// Labels of the expense lines it covers, spelt as in the workbook.
    #[serde(rename = "achats", default, deserialize_with = "super::listed::texts")]
    #[schemars(schema_with = "super::listed::schema")]
    pub purchases: Vec<String>,
    /// Attachment that holds its file.
    pub piece: Option<String>,
}

/// What a contract is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContractNature {
    /// Works.
    Travaux,
    /// Supplies.
    Fournitures,
    /// Services.
    Services,
}

impl ContractNature {
    /// « marché de travaux ».
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::Travaux => "marché de travaux",
            Self::Fournitures => "marché de fournitures",
            Self::Services => "marché de services",
        }
    }
}

/// How a contract is awarded (Code de la commande publique).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Procedure {
    /// Without publicity nor prior competition.
    SansPublicite,
    /// Adapted procedure (MAPA).
    Adaptee,
    /// Formalised procedure.
    Formalisee,
    /// Through a purchasing body that ran the procedure.
    CentraleAchat,
    /// Outside the code: in-house, cooperation between authorities.
    HorsCode,
}

impl Procedure {
    /// « procédure adaptée ».
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::SansPublicite => "sans publicité ni mise en concurrence",
            Self::Adaptee => "procédure adaptée",
            Self::Formalisee => "procédure formalisée",
            Self::CentraleAchat => "achat par une centrale",
            Self::HorsCode => "contrat hors du code",
        }
    }

    /// True where suppliers were, or will be, put in competition, by the applicant or for it.
    #[must_use]
    pub const fn is_competitive(self) -> bool {
        matches!(self, Self::Adaptee | Self::Formalisee | Self::CentraleAchat)
    }
}
