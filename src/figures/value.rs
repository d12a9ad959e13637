//! What a figure can be worth.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::{Money, Rate};

/// The unit a figure is expressed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Euros, in integer cents.
    Euro,
    /// A fraction, displayed as a percentage.
    Rate,
    /// Hours of work.
    Hours,
    /// A plain number (quantity, indicator).
    Number,
}

/// The value of a figure. What nobody gave is missing, which is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// An amount.
    Money(Money),
    /// A rate.
    Rate(Rate),
    /// Hours or a plain number.
    Number(Decimal),
    /// Not given, or obtained from something not given.
    Missing,
}

impl Value {
    /// The amount, when the figure is one and is known.
    #[must_use]
    pub const fn money(self) -> Option<Money> {
        match self {
            Self::Money(money) => Some(money),
            _ => None,
        }
    }

    /// The rate, when the figure is one and is known.
    #[must_use]
    pub const fn rate(self) -> Option<Rate> {
        match self {
            Self::Rate(rate) => Some(rate),
            _ => None,
        }
    }

    /// The exact decimal: euros, fraction, hours or number.
    #[must_use]
    pub fn decimal(self) -> Option<Decimal> {
        match self {
            Self::Money(money) => Some(money.to_decimal()),
            Self::Rate(rate) => Some(rate.fraction()),
            Self::Number(number) => Some(number),
            Self::Missing => None,
        }
    }

    /// True when nobody gave it.
    #[must_use]
    pub const fn is_missing(self) -> bool {
        matches!(self, Self::Missing)
    }

    /// French typography, as documents print it; a missing value reads « à renseigner ».
    #[must_use]
    pub fn french(self) -> String {
        match self {
            Self::Money(money) => money.to_string(),
            Self::Rate(rate) => rate.to_string(),
            Self::Number(number) => french_number(number),
            Self::Missing => "à renseigner".to_owned(),
        }
    }

    /// Plain text for JSON: a decimal string, or `None` when missing.
    #[must_use]
    pub fn plain(self) -> Option<String> {
        match self {
            Self::Money(money) => Some(money.plain()),
            Self::Rate(rate) => Some(rate.fraction().normalize().to_string()),
            Self::Number(number) => Some(number.normalize().to_string()),
            Self::Missing => None,
        }
    }
}

/// A number in French typography: U+202F between thousands, a decimal comma, no trailing zeros.
#[must_use]
pub fn french_number(number: Decimal) -> String {
    let plain = number.abs().normalize().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let sign = if number.is_sign_negative() && !number.is_zero() { "\u{2212}" } else { "" };
    let grouped =
        whole.parse::<u64>().map_or_else(|_| whole.to_owned(), crate::model::money::group_thousands);
    if fraction.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped},{fraction}") }
}

/// A size in French decimal units, rounded up so that a file is never said to be smaller than it is: `39 649` bytes are `40 ko`.
#[must_use]
pub fn french_size(bytes: Decimal) -> String {
    let (unit, name) = match bytes {
        few if few < Decimal::from(1_000) => {
            (Decimal::ONE, if few > Decimal::ONE { "octets" } else { "octet" })
        }
        some if some < Decimal::from(1_000_000) => (Decimal::from(1_000), "ko"),
        _ => (Decimal::from(1_000_000), "Mo"),
    };
    let number = bytes.checked_div(unit).unwrap_or(bytes).ceil();
    format!("{}\u{a0}{name}", french_number(number))
}

/// A date as French documents write it: `1er février 2024`.
#[must_use]
pub fn french_date(date: jiff::civil::Date) -> String {
    let month = usize::try_from(date.month())
        .ok()
        .and_then(|month| crate::model::date::MONTHS.get(month.wrapping_sub(1)))
        .unwrap_or(&"");
    let day = if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
    format!("{day}\u{a0}{month} {}", date.year())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_in_french() {
        assert_eq!(french_number("1720.50".parse().unwrap()), "1\u{202f}720,5");
        assert_eq!(french_number("-3".parse().unwrap()), "\u{2212}3");
        assert_eq!(french_number(Decimal::ZERO), "0");
    }

    #[test]
    fn missing_is_not_zero() {
        assert_eq!(Value::Missing.french(), "à renseigner");
        assert_eq!(Value::Missing.money(), None);
    }
}
