//! What the authority must record of an operation and the applicant alone can say (CPR, Annexes I and XVII).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// `[nomenclature]`: the codes of the operation (CPR, Annex I).
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nomenclature {
    /// Field of intervention (table 1).
    #[serde(rename = "domaine")]
    pub field: Option<String>,
    /// Form of support (table 2).
    #[serde(rename = "forme")]
    pub form: Option<String>,
    /// Territorial delivery mechanism and focus (table 3).
    #[serde(rename = "territoire")]
    pub territory: Option<String>,
    /// Economic activity (table 4).
    #[serde(rename = "activite")]
    pub activity: Option<String>,
    /// Location (table 5): a NUTS region.
    #[serde(rename = "localisation")]
    pub location: Option<String>,
    /// Gender equality dimension (table 7).
    #[serde(rename = "genre")]
    pub gender: Option<String>,
}

/// `[aides_d_etat]`: the four questions of Annex XVII about State aid (n° 4, 20, 21 and 25).
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateAid {
    /// N° 20: the support is State aid.
    #[serde(rename = "aide_d_etat")]
    pub is_aid: Option<bool>,
    /// N° 21: the support is de minimis aid.
    #[serde(rename = "de_minimis")]
    pub is_de_minimis: Option<bool>,
    /// N° 4: the beneficiary receives the aid, or grants it.
    #[serde(rename = "beneficiaire")]
    pub role: Option<AidRole>,
    /// N° 25: the beneficiary passes the grant on to others.
    #[serde(rename = "reverse")]
    pub cascades: Option<bool>,
    /// Text under which the State aid is granted (`Règlement (UE) n° 651/2014, art. 27`).
    pub regime: Option<String>,
    /// Largest share of the eligible costs that the regime admits as public aid, as typed.
    #[serde(rename = "intensite_max")]
    pub largest_intensity: Option<String>,
    /// Names of the undertakings that make a single one with the applicant (Regulation (EU) 2023/2831, art. 2(2)).
    #[serde(rename = "entreprise_unique", default, deserialize_with = "super::listed::optional")]
    #[schemars(schema_with = "super::listed::schema")]
    pub single_undertaking: Option<Vec<String>>,
}

/// Who the beneficiary is to the aid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AidRole {
    /// It receives the aid.
    Recoit,
    /// It grants the aid to others.
    Octroie,
}

impl AidRole {
    /// « reçoit l’aide ».
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::Recoit => "reçoit l’aide",
            Self::Octroie => "octroie l’aide",
        }
    }
}

/// `[[de_minimis_accorde]]`: an aid that the applicant itself grants, as the register wants it
/// (Regulation (EU) 2023/2831, art. 6(1)).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantedAid {
    /// Who receives it.
    #[serde(rename = "beneficiaire")]
    pub beneficiary: String,
    /// SIREN or SIRET of who receives it.
    #[serde(rename = "identifiant")]
    pub identifier: Option<String>,
    /// Amount, as typed, in euros: the gross grant equivalent.
    #[serde(rename = "montant")]
    pub amount: String,
    /// Date of grant.
    #[serde(rename = "date_octroi")]
    #[serde(deserialize_with = "super::date::required")]
    pub granted_on: Date,
    /// Instrument: a grant, a subsidised service, a prize.
    pub instrument: Option<String>,
    /// Sector of activity (NACE).
    pub nace: Option<String>,
    /// Day it was entered in the register.
    #[serde(rename = "inscription")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub registered_on: Option<Date>,
}
