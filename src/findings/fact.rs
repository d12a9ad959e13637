//! What a sentence of a finding speaks of: typed values, put into French only where they leave the program.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Sentence;
use super::list::{Cells, List};
use crate::model::currency::{CurrencyCode, Foreign};
use crate::model::french::{counted, french_date, french_number, shown_number};
use crate::model::{Money, Place, Rate};

/// A value that a sentence holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// An amount in euros.
    Amount(Money),
    /// An amount in another currency.
    Foreign(Money<Foreign>, CurrencyCode),
    /// A rate, shown as a percentage.
    Rate(Rate),
    /// A number, with its unit when it has one: `1 720 h`.
    Quantity {
        /// The number.
        number: Decimal,
        /// Its unit; empty for a plain number.
        unit: &'static str,
    },
    /// What a cell shows of a number: `12,50` when it has one decimal, as amounts have.
    Shown(Decimal),
    /// How many of something: « 0 ligne », « 2 lignes ».
    Count {
        /// The number.
        number: usize,
        /// The noun after zero and one.
        one: &'static str,
        /// The noun after two and more.
        several: &'static str,
    },
    /// A civil year.
    Year(i32),
    /// A day.
    Date(Date),
    /// A text of the applicant, the fund or the sheet: a label, a value as shown, a formula.
    Text(String),
    /// Words that the check chose.
    Words(&'static str),
    /// A place, named in full.
    Place(Place),
    /// Cells, named without their sheet when it is that of the first place of the finding.
    Cells(Cells),
    /// « a, b et c », up to [`NAMED`](super::NAMED) items.
    List(List),
    /// A part of the sentence.
    Part(Box<Sentence>),
}

impl Fact {
    /// A count with its noun.
    #[must_use]
    pub const fn count(number: usize, one: &'static str, several: &'static str) -> Self {
        Self::Count { number, one, several }
    }

    /// A number with its unit.
    #[must_use]
    pub const fn quantity(number: Decimal, unit: &'static str) -> Self {
        Self::Quantity { number, unit }
    }

    /// Hours.
    #[must_use]
    pub const fn hours(number: Decimal) -> Self {
        Self::Quantity { number, unit: "h" }
    }

    /// A unit price or another factor in euros: an amount when it has cents at most, else with all its decimals.
    #[must_use]
    pub fn price(euros: Decimal) -> Self {
        match Money::from_decimal(euros).filter(|money| money.to_decimal() == euros) {
            Some(money) => Self::Amount(money),
            None => Sentence::new("{}\u{a0}€", vec![Self::Shown(euros)]).into(),
        }
    }

    /// A text, as written.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Cells as seen from a place: its own sheet is not named again.
    pub fn cells(cells: impl IntoIterator<Item = Place>, from: &Place) -> Self {
        Self::Cells(Cells::of(cells, from))
    }

    /// « a, b et c ».
    pub fn list<T: Into<Self>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::listed(items, None)
    }

    /// Items with a mark between all of them: « a ; b ; c ».
    pub fn list_with<T: Into<Self>>(items: impl IntoIterator<Item = T>, between: &'static str) -> Self {
        Self::listed(items, Some(between))
    }

    fn listed<T: Into<Self>>(items: impl IntoIterator<Item = T>, between: Option<&'static str>) -> Self {
        Self::List(List::of(items, between))
    }

    /// The fact in French.
    #[must_use]
    pub fn french(&self) -> String {
        match self {
            Self::Amount(amount) => amount.to_string(),
            Self::Foreign(amount, currency) => amount.french(*currency),
            Self::Rate(rate) => rate.to_string(),
            Self::Quantity { number, unit: "" } => french_number(*number),
            Self::Quantity { number, unit } => format!("{} {unit}", french_number(*number)),
            Self::Shown(number) => shown_number(*number),
            Self::Count { number, one, several } => counted(*number, one, several),
            Self::Year(year) => year.to_string(),
            Self::Date(date) => french_date(*date),
            Self::Text(text) => text.clone(),
            Self::Words(words) => (*words).to_owned(),
            Self::Place(place) => place.to_string(),
            Self::Cells(cells) => cells.french(),
            Self::List(list) => list.french(),
            Self::Part(sentence) => sentence.french(),
        }
    }

    /// The amount, when the fact is one.
    #[must_use]
    pub const fn amount(&self) -> Option<Money> {
        match self {
            Self::Amount(amount) => Some(*amount),
            _ => None,
        }
    }
}

macro_rules! from {
    ($($kind:ty => $variant:expr),+ $(,)?) => {
        $(impl From<$kind> for Fact {
            fn from(value: $kind) -> Self {
                $variant(value)
            }
        })+
    };
}

from! {
    Money => Self::Amount,
    Rate => Self::Rate,
    Date => Self::Date,
    String => Self::Text,
    Place => Self::Place,
    Decimal => |number| Self::Quantity { number, unit: "" },
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Fact {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&Arc<str>> for Fact {
    fn from(text: &Arc<str>) -> Self {
        Self::Text(text.to_string())
    }
}

impl From<&Place> for Fact {
    fn from(place: &Place) -> Self {
        Self::Place(place.clone())
    }
}

impl From<Sentence> for Fact {
    fn from(sentence: Sentence) -> Self {
        Self::Part(Box::new(sentence))
    }
}
