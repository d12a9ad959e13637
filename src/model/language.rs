//! Languages of words, as a screen reader is told them (BCP 47).

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;

/// A language: two or three letters, and a country where it matters: `en`, `nl-BE`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub struct Language(String);

/// Words by the language that they are of.
pub type ForeignWords = BTreeMap<Language, Vec<String>>;

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        let (language, country) = written
            .split_once('-')
            .map_or((written.as_str(), None), |(language, country)| (language, Some(country)));
        let letters = |text: &str, counts: std::ops::RangeInclusive<usize>, case: fn(&char) -> bool| {
            counts.contains(&text.len()) && text.chars().all(|letter| case(&letter))
        };
        let is_known = letters(language, 2..=3, |letter| letter.is_ascii_lowercase())
            && country.is_none_or(|country| letters(country, 2..=2, |letter| letter.is_ascii_uppercase()));
        if is_known {
            Ok(Self(written))
        } else {
            Err(format!(
                "« {written} » n’est pas une langue : deux ou trois minuscules, comme en, nl ou nl-BE"
            ))
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Language {
    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_language_is_letters() {
        for good in ["en", "nl-BE", "gsw"] {
            assert!(Language::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in ["", "anglais", "EN", "en-", "en-be", "e", "en_GB"] {
            assert!(Language::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
