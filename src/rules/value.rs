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
    /// Reads a text by its unit; `None` when it is not one of that unit.
    #[must_use]
    pub fn read(text: &str, unit: ParameterUnit) -> Option<Self> {
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
