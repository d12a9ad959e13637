//! What a sentence of a finding speaks of: typed values, put into French only where they leave the program.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Sentence;
use crate::model::french::{counted, french_date, french_number, listed, shown_number};
use crate::model::{Money, Place, Rate, cell_name};

/// Most items of one list that a sentence names; how many more there are follows.
pub const NAMED: usize = 10;

/// A value that a sentence holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// An amount in euros.
    Amount(Money),
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
    /// « a, b et c », up to [`NAMED`] items.
    List(List),
    /// A part of the sentence.
    Part(Box<Sentence>),
}

/// Cells that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// The first of them, up to [`NAMED`].
    shown: Vec<Place>,
    /// How many more.
    more: usize,
    /// The sheet whose name is left out.
    sheet: Option<String>,
}

/// Items that a sentence lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The first of them, up to [`NAMED`].
    shown: Vec<Fact>,
    /// How many more.
    more: usize,
    /// `et` before the last one, or another mark between all of them.
    between: Option<&'static str>,
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

    /// A text, as written.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Cells as seen from a place: its own sheet is not named again.
    pub fn cells(cells: impl IntoIterator<Item = Place>, from: &Place) -> Self {
        let mut cells = cells.into_iter();
        let shown: Vec<Place> = cells.by_ref().take(NAMED).collect();
        let sheet = match from {
            Place::Cell { sheet, .. } => Some(sheet.to_string()),
            _ => None,
        };
        Self::Cells(Cells { shown, more: cells.count(), sheet })
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
        let mut items = items.into_iter();
        let shown: Vec<Self> = items.by_ref().take(NAMED).map(Into::into).collect();
        Self::List(List { shown, more: items.count(), between })
    }

    /// The fact in French.
    #[must_use]
    pub fn french(&self) -> String {
        match self {
            Self::Amount(amount) => amount.to_string(),
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

impl Cells {
    fn french(&self) -> String {
        let mut names: Vec<String> = self
            .shown
            .iter()
            .map(|place| match place {
                Place::Cell { sheet, row, column, .. } if self.sheet.as_deref() == Some(sheet) => {
                    cell_name(*row, *column)
                }
                Place::Cell { sheet, row, column, .. } if !sheet.is_empty() => {
                    format!("{sheet} › {}", cell_name(*row, *column))
                }
                other => other.to_string(),
            })
            .collect();
        if self.more > 0 {
            names.push(counted(self.more, "autre cellule", "autres cellules"));
        }
        listed(&names)
    }

    /// The cells named.
    #[must_use]
    pub fn shown(&self) -> &[Place] {
        &self.shown
    }

    /// How many more there are.
    #[must_use]
    pub const fn more(&self) -> usize {
        self.more
    }
}

impl List {
    fn french(&self) -> String {
        let mut items: Vec<String> = self.shown.iter().map(Fact::french).collect();
        if self.more > 0 {
            items.push(counted(self.more, "autre", "autres"));
        }
        match self.between {
            None => listed(&items),
            Some(between) => items.join(between),
        }
    }

    /// The items named.
    #[must_use]
    pub fn shown(&self) -> &[Fact] {
        &self.shown
    }

    /// How many more there are.
    #[must_use]
    pub const fn more(&self) -> usize {
        self.more
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_from_where_one_stands_and_never_more_than_ten() {
        let cell = |sheet: &str, row| Place::cell(&"b.xlsx".into(), &sheet.into(), row, 0);
        let from = cell("Plan", 99);
        assert_eq!(Fact::cells([cell("Plan", 0), cell("Autre", 1)], &from).french(), "A1 et Autre › A2");
        let many = Fact::cells((0..14).map(|row| cell("Plan", row)), &from);
        assert_eq!(many.french(), "A1, A2, A3, A4, A5, A6, A7, A8, A9, A10 et 4 autres cellules");
    }

    #[test]
    fn a_list_says_how_many_it_leaves_out() {
        assert_eq!(Fact::list([1, 2, 3].map(Fact::Year)).french(), "1, 2 et 3");
        assert_eq!(
            Fact::list_with((0..12).map(Fact::Year), " ; ").french(),
            "0 ; 1 ; 2 ; 3 ; 4 ; 5 ; 6 ; 7 ; 8 ; 9 ; 2 autres"
        );
    }
}
