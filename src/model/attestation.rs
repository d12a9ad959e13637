//! What the applicant confirms before it signs its sworn statements.

use schemars::JsonSchema;
use serde::Deserialize;

/// `[attestations]`: whether the applicant has verified what each statement says.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attestations {
    /// No expense is presented to another funder than those of the plan.
    #[serde(rename = "sans_double_financement")]
    pub no_double_funding: Option<bool>,
    /// Taxes and contributions are paid, and no insolvency procedure is open.
    #[serde(rename = "regularite_fiscale_et_sociale")]
    pub taxes_paid: Option<bool>,
    /// Persons are told what becomes of their data.
    #[serde(rename = "donnees_personnelles")]
    pub personal_data: Option<bool>,
    /// Nobody who awards the contracts has an interest in them.
    #[serde(rename = "sans_conflit_d_interets")]
    pub no_conflict_of_interest: Option<bool>,
}

/// A sworn statement that rests on the applicant's word alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statement {
    /// No double funding (any operation).
    NoDoubleFunding,
    /// Taxes and contributions (private bodies).
    TaxesPaid,
    /// Personal data (operations with staff).
    PersonalData,
    /// Conflicts of interest (operations with contracts).
    NoConflictOfInterest,
}

impl Statement {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::NoDoubleFunding, Self::TaxesPaid, Self::PersonalData, Self::NoConflictOfInterest];

    /// Its field of `projet.toml`.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::NoDoubleFunding => "attestations.sans_double_financement",
            Self::TaxesPaid => "attestations.regularite_fiscale_et_sociale",
            Self::PersonalData => "attestations.donnees_personnelles",
            Self::NoConflictOfInterest => "attestations.sans_conflit_d_interets",
        }
    }

    /// The template of the paper that makes it.
    #[must_use]
    pub const fn template(self) -> &'static str {
        match self {
            Self::NoDoubleFunding => "attestation-double-financement.hbs",
            Self::TaxesPaid => "attestation-fiscale-et-sociale.hbs",
            Self::PersonalData => "attestation-donnees-personnelles.hbs",
            Self::NoConflictOfInterest => "attestation-conflits-d-interets.hbs",
        }
    }

    /// What the applicant answered.
    #[must_use]
    pub const fn answer(self, given: &Attestations) -> Option<bool> {
        match self {
            Self::NoDoubleFunding => given.no_double_funding,
            Self::TaxesPaid => given.taxes_paid,
            Self::PersonalData => given.personal_data,
            Self::NoConflictOfInterest => given.no_conflict_of_interest,
        }
    }

    /// What is attested, as a noun.
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::NoDoubleFunding => "l’absence de double financement",
            Self::TaxesPaid => "la régularité fiscale et sociale",
            Self::PersonalData => "le respect des données personnelles",
            Self::NoConflictOfInterest => "l’absence de conflit d’intérêts",
        }
    }
}
