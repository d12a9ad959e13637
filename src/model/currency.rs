//! Currencies: euros, which the program counts, and the others, which it names, and adds each apart.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What an amount is counted in; two amounts are added only when it is one.
pub trait Currency {}

/// The euro.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Euro;

/// Another currency, named where the amount was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Foreign;

impl Currency for Euro {}
impl Currency for Foreign {}

/// ISO 4217 codes of the currencies that a French budget may meet.
const CODES: [&str; 30] = [
    "USD", "CAD", "AUD", "GBP", "CHF", "JPY", "CNY", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON",
    "BGN", "TRY", "UAH", "MAD", "TND", "DZD", "XPF", "XOF", "XAF", "BRL", "MXN", "INR", "KRW", "SGD", "NZD",
];

/// How people call those that they rarely call by their code.
const NAMES: [(&str, &str); 5] = [
    ("CAD", "dollars canadiens"),
    ("USD", "dollars américains"),
    ("AUD", "dollars australiens"),
    ("GBP", "livres sterling"),
    ("CHF", "francs suisses"),
];

/// A currency other than the euro, by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CurrencyCode(&'static str);

impl CurrencyCode {
    /// The currency of a code, written in capitals or not; `None` for the euro and for what the program does not know.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        CODES.iter().find(|code| code.eq_ignore_ascii_case(written)).map(|code| Self(code))
    }

    /// `CAD`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// « dollars canadiens »; the code where no name is usual.
    #[must_use]
    pub fn french(self) -> &'static str {
        NAMES.iter().find(|(code, _)| *code == self.0).map_or(self.0, |(_, name)| name)
    }

    /// True when a name, as [`foreign_in`] gives it, is this currency: where its amounts are expected, « dollars » are its own.
    #[must_use]
    pub fn is_called(self, name: &str) -> bool {
        name == self.0 || name == self.french() || (name == "dollars" && self.french().starts_with(name))
    }
}

impl fmt::Debug for CurrencyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Display for CurrencyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for CurrencyCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for CurrencyCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        Self::parse(&written).ok_or_else(|| {
            let message = if written.trim().eq_ignore_ascii_case("EUR") {
                "les montants en euros sont ceux du plan : un volet est dans une autre monnaie".to_owned()
            } else {
                format!("« {written} » n’est pas un code de monnaie ; exemples : CAD, USD, CHF")
            };
            D::Error::custom(message)
        })
    }
}

impl JsonSchema for CurrencyCode {
    fn schema_name() -> Cow<'static, str> {
        "CurrencyCode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": CODES })
    }
}

/// Signs and words, the longest first, with the name they give.
const SIGNS: [(&str, &str); 16] = [
    ("$CA", "dollars canadiens"),
    ("CA$", "dollars canadiens"),
    ("C$", "dollars canadiens"),
    ("$US", "dollars américains"),
    ("US$", "dollars américains"),
    ("$AU", "dollars australiens"),
    ("A$", "dollars australiens"),
    ("dollars canadiens", "dollars canadiens"),
    ("dollar", "dollars"),
    ("livres sterling", "livres sterling"),
    ("francs suisses", "francs suisses"),
    ("£", "livres sterling"),
    ("¥", "yens ou yuans"),
    ("₽", "roubles"),
    ("zł", "zlotys"),
    ("$", "dollars"),
];

/// The currency other than the euro that a text names: `CAD`, `$CA`, `CHF`, `£`, « dollars ».
///
/// A code counts as a word in capitals only: « cad » is a word of other languages too.
#[must_use]
pub fn foreign_in(text: &str) -> Option<&'static str> {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    if let Some(code) = words.find_map(|word| CODES.iter().find(|code| **code == word)) {
        return Some(code);
    }
    let lower = text.to_lowercase();
    SIGNS.iter().find(|(sign, _)| text.contains(sign) || lower.contains(sign)).map(|(_, name)| *name)
}

/// A text without the currency that it names.
#[must_use]
pub fn without_currency(text: &str) -> String {
    let code =
        CODES.iter().find(|code| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == **code));
    let sign = SIGNS.iter().find(|(sign, _)| text.contains(sign)).map(|(sign, _)| *sign);
    match code.copied().or(sign) {
        Some(sign) => text.replacen(sign, " ", 1),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_known_by_its_code_and_called_by_its_names() {
        let dollars = CurrencyCode::parse(" cad ").unwrap();
        assert_eq!((dollars.code(), dollars.french()), ("CAD", "dollars canadiens"));
        for name in ["CAD", "dollars canadiens", "dollars"] {
            assert!(dollars.is_called(name), "{name}");
        }
        assert!(!dollars.is_called("USD") && !dollars.is_called("dollars américains"));
        assert_eq!(CurrencyCode::parse("EUR"), None);
        assert_eq!(CurrencyCode::parse("DOL"), None);
    }

    #[test]
    fn other_currencies_are_named() {
        for (text, name) in [
            ("Montant (CAD)", "CAD"),
            ("1 234,56 $CA", "dollars canadiens"),
            ("Prix en CHF", "CHF"),
            ("12 £", "livres sterling"),
            ("Montants en dollars", "dollars"),
        ] {
            assert_eq!(foreign_in(text), Some(name), "{text}");
        }
        for text in ["Montant HT (€)", "Montant en euros", "cadre", "Coût", "k€", "EUR"] {
            assert_eq!(foreign_in(text), None, "{text}");
        }
    }
}
