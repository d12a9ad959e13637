//! What `projet.toml` says of goods: depreciated, second-hand, brought in kind, land; and of receipts.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// `[[amortissements]]`: a good whose depreciation is an expense (CPR art. 67(2)).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Depreciation {
    /// The good, as the label of its lines names it.
    #[serde(rename = "bien")]
    pub good: String,
    /// First day of its depreciation.
    #[serde(rename = "debut")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub start: Option<Date>,
    /// Last day of its depreciation.
    #[serde(rename = "fin")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub end: Option<Date>,
    /// The charge of a whole year, as typed.
    #[serde(rename = "dotation_annuelle")]
    pub yearly: Option<String>,
    /// True when a public grant contributed to its purchase.
    #[serde(rename = "subvention_publique")]
    pub is_granted: Option<bool>,
    /// Attachment that holds the declaration.
    pub piece: Option<String>,
}

/// `[[occasions]]`: second-hand equipment (décret n° 2022-608, annexe, « Équipement », 1°).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SecondHand {
    /// The equipment, as the label of its lines names it.
    #[serde(rename = "bien")]
    pub good: String,
    /// What the seller declares: true when European aid supported it within the last five years.
    #[serde(rename = "aide_europeenne")]
    pub is_aided: Option<bool>,
    /// Its value on the market, as typed.
    #[serde(rename = "valeur_de_marche")]
    pub market_value: Option<String>,
    /// The cost of like equipment when new, as typed.
    #[serde(rename = "prix_neuf")]
    pub new_price: Option<String>,
    /// Attachment that holds the seller's declaration.
    pub piece: Option<String>,
}

/// `[[apports_en_nature]]`: what is brought in kind (CPR art. 67(1)).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InKind {
    /// What is brought, as the label of its lines names it.
    #[serde(rename = "bien")]
    pub good: String,
    /// What it costs on the market, as typed, for one line.
    #[serde(rename = "valeur_de_marche")]
    pub market_value: Option<String>,
    /// Attachment by which its value can be verified.
    pub piece: Option<String>,
}

/// `[terrain]`: the land that the operation buys (CPR art. 64(1)(b)).
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Land {
    /// True for a derelict site, or one formerly in industrial use, that holds buildings.
    #[serde(rename = "site_abandonne")]
    pub is_derelict: Option<bool>,
    /// True when the operation concerns the protection of the environment.
    #[serde(rename = "protection_environnement")]
    pub protects_environment: Option<bool>,
    /// Its value on the market, as typed: by the State's property department, a scale of the SAFER, or an independent expert.
    #[serde(rename = "valeur_de_marche")]
    pub market_value: Option<String>,
    /// Attachment that establishes it.
    pub piece: Option<String>,
}

/// `[recettes]`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Receipts {
    /// True when the operation brings receipts in: entries, stands, sales, rents.
    #[serde(rename = "attendues")]
    pub are_expected: Option<bool>,
}
