//! Facts, sentences and places as programs read them.

use schemars::JsonSchema;
use serde::Serialize;

use super::text;
use crate::findings::limits::LISTED;
use crate::findings::{Fact, Places, Sentence};
use crate::model::{Place, cell_name};

/// A place: a file, then what in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceForm {
    /// Relative to the project's folder.
    #[serde(rename = "fichier")]
    pub file: String,
    /// Sheet of the workbook.
    #[serde(rename = "feuille", skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Cell, such as `F14`.
    #[serde(rename = "cellule", skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// Dotted path of a field of `projet.toml`; ranks count from 0.
    #[serde(rename = "champ", skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Line of a text file, from 1.
    #[serde(rename = "ligne", skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Page of an attachment, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

impl From<&Place> for PlaceForm {
    fn from(place: &Place) -> Self {
        let mut form = Self {
            file: place.file_name().to_owned(),
            sheet: None,
            cell: None,
            field: None,
            line: None,
            page: None,
        };
        // A csv has one sheet, without a name.
        let named = |sheet: &str| Some(sheet.to_owned()).filter(|sheet| !sheet.is_empty());
        match place {
            Place::File { .. } => {}
            Place::Sheet { sheet, .. } => form.sheet = named(sheet),
            Place::Cell { sheet, row, column, .. } => {
                form.sheet = named(sheet);
                form.cell = Some(cell_name(*row, *column));
            }
            Place::Field(field) => form.field = Some(field.path().to_owned()),
            Place::Line { line, .. } => form.line = Some(*line),
            Place::Page { page, .. } => form.page = Some(*page),
        }
        form
    }
}

/// Places: the first ten, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlacesForm {
    /// The first of them.
    #[serde(rename = "lieux")]
    pub places: Vec<PlaceForm>,
    /// How many there are in all.
    #[serde(rename = "nombre")]
    pub count: usize,
}

impl From<&Places> for PlacesForm {
    fn from(places: &Places) -> Self {
        Self { places: places.shown.iter().take(LISTED).map(PlaceForm::from).collect(), count: places.count }
    }
}

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

    #[test]
    fn a_place_says_what_it_is() {
        let cell = Place::cell(&"budget.xlsx".into(), &"Dépenses".into(), 13, 5);
        assert_eq!(
            serde_json::to_value(PlaceForm::from(&cell)).unwrap(),
            json!({ "fichier": "budget.xlsx", "feuille": "Dépenses", "cellule": "F14" })
        );
        let field = Place::field("projet.toml", "pieces[3].fichier");
        assert_eq!(
            serde_json::to_value(PlaceForm::from(&field)).unwrap(),
            json!({ "fichier": "projet.toml", "champ": "pieces[3].fichier" })
        );
    }
}
