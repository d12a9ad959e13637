//! What a parameter's text says, by its unit.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::currency::{CurrencyCode, Foreign, foreign_in, without_currency};
use crate::model::fund::ParameterUnit;
use crate::model::{Money, Rate};
use crate::source::amount::parse_amount;
use crate::source::attachment::Accepted;

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleValue {
    /// A percentage.
    Rate(Rate),
    /// An amount in euros.
    Money(Money),
    /// An amount in another currency.
    Foreign(Money<Foreign>, CurrencyCode),
    /// A number: of hours, years, days, bytes or things.
    Number(Decimal),
    /// A day.
    Date(Date),
    /// A text.
    Text(String),
    /// Formats of files that are accepted.
    Formats(Accepted),
}

impl RuleValue {
    /// Reads a rule by its unit; `None` when it is not one of that unit, or out of what the unit admits.
    #[must_use]
    pub fn read(text: &str, unit: ParameterUnit) -> Option<Self> {
        Self::parse(text, unit).filter(|value| value.is_admitted(unit))
    }

    /// Reads a text by its unit, whatever its size; `None` when it is not one of that unit.
    #[must_use]
    pub fn parse(text: &str, unit: ParameterUnit) -> Option<Self> {
        match unit {
            ParameterUnit::Taux => Rate::parse_percent(text).map(Self::Rate),
            ParameterUnit::Montant => parse_amount(text).ok().map(|parsed| Self::Money(parsed.money)),
            ParameterUnit::MontantEn(currency) => {
                let named = foreign_in(text);
                if text.contains('€') || named.is_some_and(|name| !currency.is_called(name)) {
                    return None;
                }
                let number = parse_amount(&without_currency(text)).ok()?;
                Money::foreign(number.euros).map(|amount| Self::Foreign(amount, currency))
            }
            ParameterUnit::Date => text.trim().parse().ok().map(Self::Date),
            ParameterUnit::Texte => Some(Self::Text(text.to_owned())),
            ParameterUnit::Formats => Accepted::parse(text).ok().map(Self::Formats),
            ParameterUnit::Heures
            | ParameterUnit::Annees
            | ParameterUnit::Jours
            | ParameterUnit::Octets
            | ParameterUnit::Nombre => {
                let digits =
                    text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c });
                digits.collect::<String>().parse().ok().map(Self::Number)
            }
        }
    }

    /// True within what the unit admits: a rate of 500 % or a period of −3 years is a slip, and no rule.
    fn is_admitted(&self, unit: ParameterUnit) -> bool {
        match self {
            Self::Rate(rate) => (Decimal::ZERO..=Decimal::ONE).contains(&rate.fraction()),
            Self::Money(amount) => !amount.is_negative(),
            Self::Foreign(amount, _) => amount.number() >= Decimal::ZERO,
            Self::Number(number) => {
                let (least, most) = numbers(unit);
                Decimal::from(least) <= *number && most.is_none_or(|most| *number <= Decimal::from(most))
            }
            Self::Date(day) => (1900..=2200).contains(&day.year()),
            Self::Text(_) | Self::Formats(_) => true,
        }
    }

    /// The rate.
    #[must_use]
    pub fn rate(self) -> Option<Rate> {
        match self {
            Self::Rate(rate) => Some(rate),
            _ => None,
        }
    }

    /// The amount.
    #[must_use]
    pub fn money(self) -> Option<Money> {
        match self {
            Self::Money(money) => Some(money),
            _ => None,
        }
    }

    /// The amount in another currency.
    #[must_use]
    pub fn foreign(self) -> Option<Money<Foreign>> {
        match self {
            Self::Foreign(amount, _) => Some(amount),
            _ => None,
        }
    }

    /// The number.
    #[must_use]
    pub fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The formats.
    #[must_use]
    pub fn formats(self) -> Option<Accepted> {
        match self {
            Self::Formats(accepted) => Some(accepted),
            _ => None,
        }
    }

    /// The text.
    #[must_use]
    pub fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The day.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date),
            _ => None,
        }
    }
}

/// The least and the most that a number of a unit may be.
const fn numbers(unit: ParameterUnit) -> (u32, Option<u32>) {
    match unit {
        // The hours of a leap year.
        ParameterUnit::Heures => (1, Some(8_784)),
        ParameterUnit::Annees => (0, Some(100)),
        // The days of a century.
        ParameterUnit::Jours => (0, Some(36_525)),
        ParameterUnit::Octets => (1, None),
        _ => (0, None),
    }
}

/// What a unit admits, in French; `None` for a unit that admits all that reads.
#[must_use]
pub const fn admitted(unit: ParameterUnit) -> Option<&'static str> {
    Some(match unit {
        ParameterUnit::Taux => "un taux de 0 % à 100 %",
        ParameterUnit::Montant | ParameterUnit::MontantEn(_) => "un montant positif ou nul",
        ParameterUnit::Heures => "de 1 à 8 784 heures",
        ParameterUnit::Annees => "de 0 à 100 ans",
        ParameterUnit::Jours => "de 0 à 36 525 jours",
        ParameterUnit::Octets => "au moins un octet",
        ParameterUnit::Nombre => "un nombre positif ou nul",
        ParameterUnit::Date => "une date entre 1900 et 2200",
        ParameterUnit::Texte | ParameterUnit::Formats => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_within_what_its_unit_admits() {
        use ParameterUnit as U;
        let reads = |unit, text: &str| RuleValue::read(text, unit).is_some();
        let cases: [(U, &[&str], &[&str]); 8] = [
            (U::Taux, &["0 %", "45 %", "100 %"], &["-1 %", "100,01 %", "500 %", "45%%"]),
            (U::Montant, &["0", "12 500,00"], &["-0,01", "-12 500,00"]),
            (U::Heures, &["1", "1720", "8784"], &["0", "-5", "8785"]),
            (U::Annees, &["0", "3", "100"], &["-3", "101"]),
            (U::Jours, &["0", "80", "36525"], &["-1", "36526"]),
            (U::Nombre, &["0", "100"], &["-1"]),
            (U::Octets, &["1", "400000000"], &["0", "-1"]),
            (U::Date, &["1900-01-01", "2200-12-31"], &["1899-12-31", "2201-01-01", "0202-01-01"]),
        ];
        for (unit, admitted, refused) in cases {
            assert!(admitted.iter().all(|text| reads(unit, text)), "{unit:?}");
            for text in refused {
                assert!(!reads(unit, text), "{unit:?} {text}");
            }
        }
        assert!(!reads(U::MontantEn(CurrencyCode::parse("CAD").unwrap()), "-110 000"));
        assert!(RuleValue::parse("500 %", U::Taux).is_some(), "out of bounds, and legible");
    }
}
