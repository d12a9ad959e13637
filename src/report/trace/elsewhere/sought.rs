//! An amount or a percentage that is looked for in texts and cells, however it is written there.

use rust_decimal::Decimal;

use crate::evidence::{fold, numbers};
use crate::model::Rate;
use crate::source::amount::{AmountError, parse_amount};

/// Whole numbers below this are no amount unless they have a unit: pages and cells are full of them.
const SMALL: i64 = 1000;

/// What is looked for: its size, for a difference is printed without its sign as often as with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// In euros, or in points of percentage; two when the text has two readings.
    values: Vec<Decimal>,
    is_percentage: bool,
}

impl Sought {
    /// Reads an amount, a percentage or a number that may be one.
    pub(super) fn read(text: &str) -> Option<Self> {
        if text.contains('%') {
            let points = Rate::parse_percent(text)?.fraction().checked_mul(Decimal::ONE_HUNDRED)?;
            return Some(Self { values: vec![points.abs().normalize()], is_percentage: true });
        }
        let values = match parse_amount(text) {
            Ok(read) => vec![read.euros],
            Err(AmountError::Ambiguous { readings }) => {
                vec![readings.0.to_decimal(), readings.1.to_decimal()]
            }
            Err(_) => return None,
        };
        let values: Vec<Decimal> = values.into_iter().map(|value| value.abs().normalize()).collect();
        let is_bare = !text.contains(['€', '.', ',']);
        let is_small = values.iter().all(|value| *value < Decimal::from(SMALL));
        (!(is_bare && is_small)).then_some(Self { values, is_percentage: false })
    }

    /// True when it is a value: of euros, or of points of percentage.
    pub(super) fn is(&self, value: Decimal, is_percentage: bool) -> bool {
        self.is_percentage == is_percentage && self.values.contains(&value.abs().normalize())
    }

    /// True when it is the number of a cell: one that shows a percentage holds its fraction.
    pub(super) fn is_cell(&self, number: f64) -> bool {
        let number = if self.is_percentage { number * 100.0 } else { number };
        let near = |value: &Decimal| {
            let value: Option<f64> = value.to_string().parse().ok();
            value.is_some_and(|value| (value - number.abs()).abs() < 1e-6)
        };
        self.values.iter().any(near)
    }

    /// True when a text says it.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let folded = fold(text);
        numbers(&folded).iter().any(|number| {
            let after = folded.get(number.end..).unwrap_or_default();
            after.trim_start().starts_with('%') == self.is_percentage
                && self.values.iter().any(|value| number.is(*value))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_found_however_it_is_written() {
        let sought = Sought::read("1 212 145 €").unwrap();
        for text in ["le coût : 1\u{202f}212\u{202f}145\u{a0}€.", "1212145", "1.212.145,00 EUR"] {
            assert!(sought.is_in(text), "{text}");
        }
        for text in ["1 212 145 %", "1 212 144,97 €", "12 121 45", "212 145 €", ""] {
            assert!(!sought.is_in(text), "{text}");
        }
        assert!(sought.is_cell(1_212_145.0) && !sought.is_cell(1_212_144.97));
        let share = Sought::read("80 %").unwrap();
        assert!(share.is_in("mission, à 80\u{a0}% ;") && !share.is_in("80 €") && share.is_cell(0.8));
        assert!(Sought::read("−0,07 €").unwrap().is_in("rendu : −0,07 €"));
    }

    #[test]
    fn small_numbers_and_words_are_not_looked_for() {
        for text in ["3", "420", "", "aide", "%", "L76"] {
            assert_eq!(Sought::read(text), None, "{text}");
        }
        for text in ["17,5", "3 €", "1720", "3 %"] {
            assert!(Sought::read(text).is_some(), "{text}");
        }
    }
}
