//! The fund: its names, its addressee, its legal bases.

use schemars::JsonSchema;
use serde::Serialize;

use jiff::civil::Date;

use crate::model::Fund;

/// The fund.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FundView {
    /// Identifier.
    pub id: String,
    /// Full name.
    pub title: String,
    /// Short name.
    pub short_title: String,
    /// Addressee.
    pub authority: String,
    /// How a letter calls whom it addresses.
    pub addressee: Option<String>,
    /// Programme.
    pub programme: Option<String>,
    /// Legal bases.
    pub legal_bases: Vec<String>,
    /// Rounding policy, in one sentence.
    pub rounding: String,
    /// True when documents bear the emblem of the Union.
    pub shows_union_emblem: bool,
}

/// Fill the fund, with the legal bases that hold on a day.
pub(in crate::documents) fn fund(fund: &Fund, day: Option<Date>) -> FundView {
    let identity = &fund.identity;
    FundView {
        id: identity.id.clone(),
        title: identity.title.clone(),
        short_title: identity.short_title.clone(),
        authority: identity.authority.clone(),
        addressee: identity.addressee.clone(),
        programme: identity.programme.clone(),
        legal_bases: fund.bases_on(day).map(str::to_owned).collect(),
        rounding: identity.rounding.sentence().to_owned(),
        shows_union_emblem: identity.shows_union_emblem,
    }
}
