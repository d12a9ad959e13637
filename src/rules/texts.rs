//! The legal texts that definitions cite, with the days on which each is in force.

use jiff::civil::Date;
use serde::Deserialize;

use crate::model::fund::{Status, Validity};

/// A legal text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalText {
    /// Its number, as citations write it: `651/2014`.
    pub id: String,
    /// Its name.
    #[serde(rename = "intitule")]
    pub title: String,
    /// First day in force, or of application.
    #[serde(rename = "depuis")]
    #[serde(default, deserialize_with = "crate::model::date::optional")]
    first: Option<Date>,
    /// Last day.
    #[serde(rename = "jusqu_au")]
    #[serde(default, deserialize_with = "crate::model::date::optional")]
    last: Option<Date>,
    /// Ceiling of the de minimis aid it allows, as typed, in euros.
    #[serde(rename = "plafond_de_minimis")]
    pub de_minimis_ceiling: Option<String>,
    /// True for the aid of services of general economic interest, which has a count of its own.
    #[serde(rename = "sieg", default)]
    pub is_for_public_services: bool,
    /// Where its days stand.
    pub source: String,
    /// Day the source was read.
    #[serde(rename = "vu_le")]
    #[serde(default, deserialize_with = "crate::model::date::optional")]
    pub seen_on: Option<Date>,
    /// How sure they are.
    #[serde(rename = "statut")]
    pub status: Status,
}

impl LegalText {
    /// The days on which it is in force.
    #[must_use]
    pub const fn validity(&self) -> Validity {
        Validity { first: self.first, last: self.last }
    }

    /// True when a sentence cites it: its number, not as a part of a longer one.
    #[must_use]
    pub fn is_cited_in(&self, sentence: &str) -> bool {
        let is_part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '/' || c == '-');
        sentence.match_indices(&self.id).any(|(at, _)| {
            let (before, after) = (&sentence[..at], &sentence[at + self.id.len()..]);
            !is_part(before.chars().next_back()) && !is_part(after.chars().next())
        })
    }
}

/// The legal texts that the program knows the days of.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// `[[textes]]`.
    #[serde(rename = "textes", default)]
    texts: Vec<LegalText>,
}

impl Texts {
    /// Those that a sentence cites.
    pub fn cited_in<'a>(&'a self, sentence: &'a str) -> impl Iterator<Item = &'a LegalText> {
        self.texts.iter().filter(move |text| text.is_cited_in(sentence))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &LegalText> {
        self.texts.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cited_by_its_number_and_not_by_a_longer_one() {
        let text = "id = \"651/2014\"\nintitule = \"R\"\nsource = \"s\"\nstatut = \"confirme\"";
        let text: LegalText = toml::from_str(text).unwrap();
        assert!(text.is_cited_in("Règlement (UE) n° 651/2014, art. 6"));
        assert!(text.is_cited_in("651/2014"));
        assert!(!text.is_cited_in("Règlement (UE) n° 1651/2014") && !text.is_cited_in("651/20145"));
        assert_eq!(text.validity(), Validity::ALWAYS);
    }
}
