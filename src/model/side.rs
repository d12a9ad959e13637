//! The sides of a plan that are in another currency: each has its own lines and resources, which are never added to the
//! plan's euros nor to those of another side.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::currency::{CurrencyCode, Foreign};
use super::fund::Status;
use super::text::{holds_words, normalise};
use super::{Located, Money, Place};

/// `[[volets]]` of `projet.toml`: the sheets of the workbook that hold a side in another currency.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// Identifier, that of the side in the definition of the fund.
    pub id: String,
    /// Its name, as printed.
    #[serde(rename = "intitule")]
    pub title: String,
    /// Currency of all its amounts.
    #[serde(rename = "devise")]
    pub currency: CurrencyCode,
    /// The sheets of the workbook that hold its lines and its resources.
    #[serde(rename = "onglets", deserialize_with = "super::listed::texts")]
    #[schemars(schema_with = "super::listed::schema")]
    pub sheets: Vec<String>,
    /// The body that carries it.
    #[serde(rename = "porteur")]
    pub carrier: Option<String>,
    /// Who signs for it, with the quality in which they sign.
    #[serde(rename = "signataire")]
    pub signatory: Option<String>,
    /// Address of the body that carries it.
    #[serde(rename = "adresse")]
    pub address: Option<String>,
}

impl Side {
    /// True for the name of one of its sheets.
    #[must_use]
    pub fn has_sheet(&self, name: &str) -> bool {
        let name = normalise(name);
        self.sheets.iter().any(|sheet| normalise(sheet) == name)
    }
}

/// `[[volets]]` of `fund.toml`: what a fund asks of a side in another currency.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideDefinition {
    /// Identifier, that of the side in `projet.toml`.
    pub id: String,
    /// Its name.
    #[serde(rename = "intitule")]
    pub title: String,
    /// Currency of all its amounts.
    #[serde(rename = "devise")]
    pub currency: CurrencyCode,
    /// Words by which a resource of the side is the public funding that is asked for.
    #[serde(rename = "financeurs", deserialize_with = "super::listed::texts")]
    pub funders: Vec<String>,
    /// Names of the categories, and words of the resources, that are the side's own fees: outside the ceiling.
    #[serde(rename = "frais_propres", default, deserialize_with = "super::listed::texts")]
    pub own_fees: Vec<String>,
    /// The parameter that holds the ceiling of a year.
    #[serde(rename = "plafond_annuel")]
    pub yearly_ceiling: Option<String>,
    /// Where it was read.
    pub source: String,
    /// How sure it is.
    #[serde(rename = "statut")]
    pub status: Status,
}

impl SideDefinition {
    /// True for the name of a category or of a resource that is the side's own fees.
    #[must_use]
    pub fn is_own_fee(&self, name: &str) -> bool {
        has_words(name, &self.own_fees)
    }

    /// True for the name of a resource that is the public funding asked for, own fees included.
    #[must_use]
    pub fn is_funder(&self, name: &str) -> bool {
        has_words(name, &self.funders)
    }
}

fn has_words(name: &str, words: &[String]) -> bool {
    let name = normalise(name);
    words.iter().any(|words| holds_words(&name, &normalise(words)))
}

/// What the workbook states of a side.
#[derive(Debug, Clone)]
pub struct SideBudget {
    /// Rank of the side among those of the project.
    pub rank: usize,
    /// Its lines, in sheet order, staff among them.
    pub lines: Vec<SideLine>,
    /// Its resources, in sheet order.
    pub resources: Vec<SideResource>,
}

/// A line of a side.
#[derive(Debug, Clone)]
pub struct SideLine {
    /// The line's row.
    pub place: Place,
    /// Category as written.
    pub category: Option<Located<Arc<str>>>,
    /// What is bought.
    pub label: Option<Located<Arc<str>>>,
    /// Partner that bears it.
    pub partner: Option<Located<Arc<str>>>,
    /// Civil year.
    pub year: Option<Located<i32>>,
    /// Amount, in the currency of the side.
    pub amount: Option<Located<Money<Foreign>>>,
    /// Supporting document as named by the line.
    pub document: Option<Located<Arc<str>>>,
}

/// A resource of a side.
#[derive(Debug, Clone)]
pub struct SideResource {
    /// The line's row.
    pub place: Place,
    /// Who pays, as written.
    pub co_financer: Option<Located<Arc<str>>>,
    /// Nature as written.
    pub nature: Option<Located<Arc<str>>>,
    /// State as written.
    pub status: Option<Located<Arc<str>>>,
    /// Amount, in the currency of the side.
    pub amount: Option<Located<Money<Foreign>>>,
    /// Supporting document as named by the line.
    pub document: Option<Located<Arc<str>>>,
}
