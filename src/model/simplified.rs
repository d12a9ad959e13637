//! The costs paid by a scale and not as they are incurred (`[[couts_simplifies]]`): unit costs and lump sums.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::text::normalise;

/// `[[couts_simplifies]]`: lines of the workbook that are a unit cost or a lump sum (CPR art. 53(1)(b) and (c)).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SimplifiedCost {
    /// Which of the two.
    #[serde(rename = "forme")]
    pub form: SimplifiedForm,
    /// The label of its lines, spelt as in the workbook.
    #[serde(rename = "intitule")]
    pub label: String,
    /// The cost of one unit, or the lump sum, as typed, in euros.
    #[serde(rename = "valeur")]
    pub value: Option<String>,
    /// What is counted: « heure de formation ».
    #[serde(rename = "unite")]
    pub unit: Option<String>,
    /// What a lump sum is paid for, all or nothing.
    #[serde(rename = "livrable")]
    pub deliverable: Option<String>,
    /// How its amount was established.
    #[serde(rename = "methode")]
    pub method: Option<AmountMethod>,
    /// The day the authority approved the draft budget, where that is the method.
    #[serde(rename = "budget_approuve_le")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub approved: Option<Date>,
    /// First day of the actions that it pays for.
    #[serde(rename = "debut")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub start: Option<Date>,
    /// Last day of the actions that it pays for.
    #[serde(rename = "fin")]
    #[serde(default, deserialize_with = "super::date::optional")]
    pub end: Option<Date>,
    /// Attachment that holds the method, or the draft budget with its approval.
    pub piece: Option<String>,
}

impl SimplifiedCost {
    /// True for the label of a line that it pays for.
    #[must_use]
    pub fn pays(&self, label: &str) -> bool {
        normalise(&self.label) == normalise(label)
    }
}

/// The two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SimplifiedForm {
    /// So much a unit.
    CoutUnitaire,
    /// So much for a deliverable.
    MontantForfaitaire,
}

impl SimplifiedForm {
    /// « coût unitaire ».
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::CoutUnitaire => "coût unitaire",
            Self::MontantForfaitaire => "montant forfaitaire",
        }
    }
}

/// How an amount may be established (CPR art. 53(3)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AmountMethod {
    /// (a) A fair, equitable and verifiable calculation.
    Calcul,
    /// (b) A draft budget, case by case.
    ProjetDeBudget,
    /// (c) As in Union policies for a similar operation.
    PolitiqueUnion,
    /// (d) As in schemes that the Member State alone finances.
    RegimeNational,
    /// (e) Established by the regulations themselves.
    Reglement,
}

impl AmountMethod {
    /// « une méthode de calcul (art. 53, § 3, a) ».
    #[must_use]
    pub const fn french(self) -> &'static str {
        match self {
            Self::Calcul => "une méthode de calcul juste, équitable et vérifiable (a)",
            Self::ProjetDeBudget => "un projet de budget approuvé (b)",
            Self::PolitiqueUnion => "les modalités d’une politique de l’Union (c)",
            Self::RegimeNational => "les modalités d’un régime national (d)",
            Self::Reglement => "un règlement (e)",
        }
    }
}
