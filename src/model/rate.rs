//! Exact rates.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Serialize, Serializer};

/// An exact rate, held as a fraction: 15 % is `0.15`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(Decimal);

impl Rate {
    /// A rate from its fraction (`0.15` for 15 %).
    #[must_use]
    pub const fn from_fraction(fraction: Decimal) -> Self {
        Self(fraction)
    }

    /// A rate from its percentage (`15` for 15 %).
    #[must_use]
    pub fn from_percent(percent: Decimal) -> Option<Self> {
        percent.checked_div(Decimal::ONE_HUNDRED).map(Self)
    }

    /// The fraction (`0.15` for 15 %).
    #[must_use]
    pub const fn fraction(self) -> Decimal {
        self.0
    }

    /// The percentage rounded half-up to two decimals, as published rates are (domain.md §6). Never reused in a computation.
    #[must_use]
    pub fn displayed_percent(self) -> Decimal {
        self.0
            .saturating_mul(Decimal::ONE_HUNDRED)
            .round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
    }

    /// Reads `15 %`, `15,5 %`, `15%` or a bare `15`: a percentage as an officer types it, with one sign at most, at its end.
    #[must_use]
    pub fn parse_percent(text: &str) -> Option<Self> {
        let text = text.trim();
        let number = text.strip_suffix('%').unwrap_or(text);
        let cleaned: String =
            number.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
        cleaned.parse::<Decimal>().ok().and_then(Self::from_percent)
    }
}

/// French typography: `15 %`, `12,35 %`, with U+202F before the sign.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent =
            self.displayed_percent().normalize().to_string().replace('.', ",").replace('-', "\u{2212}");
        write!(f, "{percent}\u{202f}%")
    }
}

/// Serialised as the exact fraction, in decimal text.
impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.normalize().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read_as_officers_type_them() {
        for text in ["15 %", "15%", "15", "15,0 %", "15\u{202f}%"] {
            assert_eq!(Rate::parse_percent(text), Rate::from_percent(15.into()), "{text}");
        }
        for text in ["quinze", "15%%", "15 % %", "% 15", "1%5", "%", ""] {
            assert_eq!(Rate::parse_percent(text), None, "{text}");
        }
    }

    #[test]
    fn displayed_percentages_round_half_up() {
        let rate = Rate::from_fraction("0.123450".parse().unwrap());
        assert_eq!(rate.to_string(), "12,35\u{202f}%");
        assert_eq!(Rate::from_fraction("0.6".parse().unwrap()).to_string(), "60\u{202f}%");
    }
}
