//! Dates in definition files: TOML dates (`2024-01-15`) or the same between quotes.

use std::fmt;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor, value::MapAccessDeserializer};

use super::text::normalise;

/// Names of the months in French, in order.
pub(crate) const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

static FOLDED: LazyLock<[String; 12]> = LazyLock::new(|| MONTHS.map(normalise));

/// The month, from 1, of a name in lower case and without accents: `fevrier`.
#[must_use]
pub fn month_of(name: &str) -> Option<i8> {
    let index = FOLDED.iter().position(|month| month == name)?;
    i8::try_from(index + 1).ok()
}

struct DateVisitor;

impl<'de> Visitor<'de> for DateVisitor {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("une date AAAA-MM-JJ")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Date, E> {
        text.trim().parse().map_err(|_| E::custom(format!("« {text} » n’est pas une date AAAA-MM-JJ")))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Date, A::Error> {
        let value = toml::value::Datetime::deserialize(MapAccessDeserializer::new(map))?;
        self.visit_str(&value.to_string())
    }
}

/// A date.
///
/// # Errors
/// When the field is not a date.
pub fn required<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    deserializer.deserialize_any(DateVisitor)
}

/// A date that may be absent; use with `default`.
///
/// # Errors
/// When the field is there and is not a date.
pub fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    required(deserializer).map(Some)
}
