//! The partners of a collaborative operation and the convention that binds them (decree 2022-608, art. 4, 3°).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// `[[partenaires]]`: a partner of a collaborative operation, the lead partner among them.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// Identifier used by the workbook's *Partenaire* column.
    pub id: String,
    /// Name.
    #[serde(rename = "nom")]
    pub name: String,
    /// Role.
    pub role: Option<String>,
    /// SIRET, when known.
    pub siret: Option<String>,
    /// Attachment that holds the partnership convention.
    pub piece: Option<String>,
    /// Its budget as the convention states it, as typed, in euros.
    #[serde(rename = "cout")]
    pub budget: Option<String>,
    /// The resources that it brings itself.
    #[serde(rename = "ressources", default)]
    pub resources: Vec<PartnerResource>,
    /// What the lead partner passes on to it of the grants, as typed, in euros.
    #[serde(rename = "reversement")]
    pub transfer: Option<String>,
}

/// A resource that a partner brings.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartnerResource {
    /// Name, spelt as in the workbook.
    #[serde(rename = "nom")]
    pub name: String,
    /// Amount, as typed, in euros.
    #[serde(rename = "montant")]
    pub amount: String,
}

/// `[[conventions]]`: a convention between the lead partner and others.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Convention {
    /// Identifiers of the partners it binds.
    #[serde(rename = "partenaires", default, deserialize_with = "super::listed::texts")]
    #[schemars(schema_with = "super::listed::schema")]
    pub partners: Vec<String>,
    /// Day it was signed.
    #[serde(rename = "date_signature")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub signed_on: Option<Date>,
    /// First day.
    #[serde(rename = "debut")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub start: Option<Date>,
    /// Last day.
    #[serde(rename = "fin")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub end: Option<Date>,
    /// What it states, of what the decree wants.
    pub mentions: Option<Vec<Mention>>,
    /// Attachment that holds it.
    pub piece: Option<String>,
}

/// `[[conventions_cadres]]`: a framework that the operation comes under, without a financing plan of its own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Who it is concluded with.
    #[serde(rename = "partenaire")]
    pub partner: String,
    /// Its title.
    #[serde(rename = "intitule")]
    pub title: Option<String>,
    /// Last civil year that it covers.
    #[serde(rename = "derniere_annee")]
    pub last_year: Option<i32>,
    /// Its orientations, in its own words.
    #[serde(default, deserialize_with = "super::listed::texts")]
    #[schemars(schema_with = "super::listed::schema")]
    pub orientations: Vec<String>,
}

/// What a convention states (decree 2022-608, art. 4, 3°).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mention {
    /// The financing plan.
    PlanDeFinancement,
    /// The obligations of each.
    Obligations,
    /// How the aid is passed on.
    Reversement,
    /// How disputes are settled.
    Litiges,
    /// Who answers for sums to recover.
    Indus,
}

impl Mention {
    /// All that the decree wants.
    pub const ALL: [Self; 5] =
        [Self::PlanDeFinancement, Self::Obligations, Self::Reversement, Self::Litiges, Self::Indus];

    /// In the words of the decree.
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::PlanDeFinancement => "le plan de financement de l’opération",
            Self::Obligations => "les obligations respectives des signataires",
            Self::Reversement => "les modalités de reversement de l’aide",
            Self::Litiges => "les modalités de traitement des litiges",
            Self::Indus => "les responsabilités en cas de recouvrement d’indus",
        }
    }
}
