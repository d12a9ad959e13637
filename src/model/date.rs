//! Dates in definition files: TOML dates (`2024-01-15`) or the same between quotes.

use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor, value::MapAccessDeserializer};

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
