//! Facts, sentences and places as programs read them.

use schemars::JsonSchema;
use serde::Serialize;

use super::place::{PlaceForm, PlacesForm};
use super::text;
use crate::findings::limits::LISTED;
use crate::findings::{Fact, Sentence};

/// A sentence in French, and the facts that it states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SentenceForm {
    /// The sentence.
    #[serde(rename = "texte")]
    pub text: String,
    /// Its facts, in the order of the sentence.
    #[serde(rename = "faits")]
    pub facts: Vec<FactForm>,
}

impl From<&Sentence> for SentenceForm {
    fn from(sentence: &Sentence) -> Self {
        Self { text: text(&sentence.french()), facts: facts(sentence) }
    }
}

/// The facts of a sentence and of its parts; words that the program chose are none.
pub(super) fn facts(sentence: &Sentence) -> Vec<FactForm> {
    let mut forms = Vec::new();
    for fact in sentence.facts() {
        match fact {
            Fact::Part(part) => forms.extend(facts(part)),
            Fact::Words(_) => {}
            fact => forms.push(FactForm::of(fact)),
        }
    }
    forms.truncate(LISTED);
    forms
}

/// A typed fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum FactForm {
    /// Euros.
    Amount {
        /// Decimal text: `1253.70`.
        #[serde(rename = "montant")]
        amount: String,
    },
    /// Another currency.
    Foreign {
        /// Decimal text: `1253.70`.
        #[serde(rename = "montant")]
        amount: String,
        /// Its code: `CAD`.
        #[serde(rename = "devise")]
        currency: &'static str,
    },
    /// A rate.
    Rate {
        /// Fraction as a decimal text: `0.2` for 20 %.
        #[serde(rename = "taux")]
        rate: String,
    },
    /// A number.
    Quantity {
        /// Decimal text.
        #[serde(rename = "nombre")]
        number: String,
        /// Unit, when it has one.
        #[serde(rename = "unite", skip_serializing_if = "Option::is_none")]
        unit: Option<&'static str>,
    },
    /// How many of something.
    Count {
        /// The count.
        #[serde(rename = "compte")]
        count: usize,
        /// Of what, in the singular.
        #[serde(rename = "de")]
        of: &'static str,
    },
    /// A civil year.
    Year {
        /// The year.
        #[serde(rename = "annee")]
        year: i32,
    },
    /// A day.
    Date {
        /// `2024-01-15`.
        date: String,
    },
    /// A text of the applicant, the fund or the sheet.
    Text {
        /// The text.
        #[serde(rename = "texte")]
        text: String,
    },
    /// A place.
    Place {
        /// The place.
        #[serde(rename = "lieu")]
        place: PlaceForm,
    },
    /// Cells.
    Cells(PlacesForm),
    /// Several facts.
    List {
        /// The first of them.
        #[serde(rename = "liste")]
        list: Vec<FactForm>,
        /// How many there are in all.
        #[serde(rename = "nombre")]
        count: usize,
    },
}

impl FactForm {
    fn of(fact: &Fact) -> Self {
        match fact {
            Fact::Amount(amount) => Self::Amount { amount: amount.plain() },
            Fact::Foreign(amount, currency) => {
                Self::Foreign { amount: amount.plain_number(), currency: currency.code() }
            }
            Fact::Rate(rate) => Self::Rate { rate: rate.fraction().normalize().to_string() },
            Fact::Quantity { number, unit } => Self::Quantity {
                number: number.normalize().to_string(),
                unit: Some(*unit).filter(|unit| !unit.is_empty()),
            },
            Fact::Shown(number) => Self::Quantity { number: number.normalize().to_string(), unit: None },
            Fact::Count { number, one, .. } => Self::Count { count: *number, of: one },
            Fact::Year(year) => Self::Year { year: *year },
            Fact::Date(date) => Self::Date { date: date.to_string() },
            Fact::Place(place) => Self::Place { place: place.into() },
            Fact::Cells(cells) => Self::Cells(PlacesForm {
                places: cells.shown().iter().map(PlaceForm::from).collect(),
                count: cells.shown().len() + cells.more(),
            }),
            Fact::List(list) => Self::List {
                list: list.shown().iter().map(Self::of).collect(),
                count: list.shown().len() + list.more(),
            },
            Fact::Text(_) | Fact::Words(_) | Fact::Part(_) => Self::Text { text: text(&fact.french()) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::say;
    use crate::model::{Money, Rate};
    use serde_json::json;

    #[test]
    fn facts_keep_their_type() {
        let sentence = say!(
            "{} à {} : {}, {}, {}",
            Money::from_cents(125_370),
            Rate::from_percent(20.into()).unwrap(),
            Fact::hours("12.50".parse().unwrap()),
            Fact::count(3, "ligne", "lignes"),
            say!("en {} pour « {} »", Fact::Year(2024), "loyer")
        );
        let form = serde_json::to_value(SentenceForm::from(&sentence)).unwrap();
        assert_eq!(
            form["faits"],
            json!([
                { "montant": "1253.70" },
                { "taux": "0.2" },
                { "nombre": "12.5", "unite": "h" },
                { "compte": 3, "de": "ligne" },
                { "annee": 2024 },
                { "texte": "loyer" }
            ])
        );
    }
}
