//! Civil years of `projet.toml` that a line spreads over: `[2025, 2026]`, « 2025-2026 » or « 2025 et 2026 ».

use std::fmt;

use serde::de::{Deserializer, Error, SeqAccess, Visitor};

/// The years that are any: what stands outside is a slip of the keyboard.
pub const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// The longest span of years that a plan lays out; beyond it a year is a slip of the keyboard.
pub const MOST_YEARS: usize = 15;

/// Civil years, in order, each once; from the first to the last when a dash or « à » joins two.
///
/// `None` when the text holds anything else, or more years than a plan lays out.
#[must_use]
pub fn written(text: &str) -> Option<Vec<i32>> {
    let spaced = text.replace(['-', '–', '—'], " à ").replace([',', ';', '/', '+', '&'], " et ");
    let mut years: Vec<i32> = Vec::new();
    let mut through = false;
    for word in spaced.split_whitespace() {
        match word {
            "à" | "a" | "au" => through = true,
            "et" | "de" => {}
            _ => {
                let year = word.parse().ok().filter(|year| YEARS.contains(year))?;
                let first = years.last().filter(|_| through).map_or(year, |last| last + 1);
                if first > year {
                    return None;
                }
                years.extend(first..=year);
                through = false;
            }
        }
    }
    (!through && (1..=MOST_YEARS).contains(&years.len())).then(|| in_order(years))
}

fn in_order(mut years: Vec<i32>) -> Vec<i32> {
    years.sort_unstable();
    years.dedup();
    years
}

struct Years;

impl<'de> Visitor<'de> for Years {
    type Value = Vec<i32>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("une liste d’années : [2025, 2026]")
    }

    fn visit_i64<E: Error>(self, year: i64) -> Result<Vec<i32>, E> {
        self.visit_str(&year.to_string())
    }

    fn visit_u64<E: Error>(self, year: u64) -> Result<Vec<i32>, E> {
        self.visit_str(&year.to_string())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<i32>, E> {
        written(text)
            .ok_or_else(|| E::custom(format!("« {text} » n’est pas une liste d’années : [2025, 2026]")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<i32>, A::Error> {
        let mut years = Vec::new();
        while let Some(OneOrMore(some)) = items.next_element()? {
            years.extend(some);
        }
        if years.is_empty() {
            return Err(A::Error::custom("une liste d’années est vide : [2025, 2026]"));
        }
        if years.len() > MOST_YEARS {
            return Err(A::Error::custom(format!("une liste a {MOST_YEARS} années au plus : [2025, 2026]")));
        }
        Ok(in_order(years))
    }
}

struct OneOrMore(Vec<i32>);

impl<'de> serde::Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Years).map(Self)
    }
}

/// How such a list is written.
pub fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": ["array", "string", "integer"], "items": { "type": ["integer", "string"] } })
}

/// A list of years that may be absent; use with `default`.
///
/// # Errors
/// When the field holds anything that is no year.
pub fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<i32>>, D::Error> {
    deserializer.deserialize_any(Years).map(Some)
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn years_are_read_as_they_are_said() {
        for (text, years) in [
            ("2025", Some(vec![2025])),
            ("2025-2027", Some(vec![2025, 2026, 2027])),
            ("de 2025 à 2026", Some(vec![2025, 2026])),
            ("2026 et 2025", Some(vec![2025, 2026])),
            ("2025/2026", Some(vec![2025, 2026])),
            ("2025, 2027, 2025", Some(vec![2025, 2027])),
            ("2026-2025", None),
            ("2025-", None),
            ("1990-2100", None),
            ("25", None),
            ("Année 1", None),
            ("", None),
        ] {
            assert_eq!(written(text), years, "{text}");
        }
    }
}
