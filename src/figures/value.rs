//! What a figure can be worth.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::currency::{CurrencyCode, Foreign};
use crate::model::french::french_number;
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
    /// Another currency, in integer hundredths.
    #[serde(untagged)]
    Foreign(CurrencyCode),
}

impl Unit {
    /// True for a currency.
    #[must_use]
    pub const fn is_amount(self) -> bool {
        matches!(self, Self::Euro | Self::Foreign(_))
    }
}

/// The value of a figure. What nobody gave is missing, which is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// An amount.
    Money(Money),
    /// An amount in another currency.
    Foreign(Money<Foreign>, CurrencyCode),
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

    /// The amount in another currency, when the figure is one and is known.
    #[must_use]
    pub const fn foreign(self) -> Option<Money<Foreign>> {
        match self {
            Self::Foreign(amount, _) => Some(amount),
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

    /// The exact decimal: euros or another currency, fraction, hours or number.
    #[must_use]
    pub fn decimal(self) -> Option<Decimal> {
        match self {
            Self::Money(money) => Some(money.to_decimal()),
            Self::Foreign(amount, _) => Some(amount.number()),
            Self::Rate(rate) => Some(rate.fraction()),
            Self::Number(number) => Some(number),
            Self::Missing => None,
        }
    }

    /// The unit of an amount; `None` for what is no amount, or is missing.
    #[must_use]
    pub const fn currency(self) -> Option<Unit> {
        match self {
            Self::Money(_) => Some(Unit::Euro),
            Self::Foreign(_, currency) => Some(Unit::Foreign(currency)),
            Self::Rate(_) | Self::Number(_) | Self::Missing => None,
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
            Self::Foreign(amount, currency) => amount.french(currency),
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
            Self::Foreign(amount, _) => Some(amount.plain_number()),
            Self::Rate(rate) => Some(rate.fraction().normalize().to_string()),
            Self::Number(number) => Some(number.normalize().to_string()),
            Self::Missing => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_is_not_zero() {
        assert_eq!(Value::Missing.french(), "à renseigner");
        assert_eq!(Value::Missing.money(), None);
    }
}
