//! The same fault in many places.

use rust_decimal::Decimal;

use super::Finding;
use crate::model::Place;

/// What makes two findings of a check the same fault: the same words, in the same column or list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind {
    words: &'static str,
    file: String,
    sheet: String,
    column: Option<u32>,
}

/// The findings of a kind that were not kept whole.
#[derive(Debug, Clone, Default)]
pub struct Beyond {
    /// Where they are, the first of them.
    pub places: Vec<Place>,
    /// The values that would mend them.
    pub mends: Vec<(Place, Decimal)>,
    /// How many there are.
    pub count: usize,
}

impl Kind {
    /// The kind of a finding.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        let (file, sheet, column) = match finding.places.first() {
            Some(Place::Cell { sheet, column, .. }) => {
                let column = (!finding.is_of_sheet).then_some(*column);
                (sheet.file().to_string(), sheet.to_string(), column)
            }
            Some(Place::Field(field)) => (field.file().to_owned(), without_ranks(field.path()), None),
            Some(place) => (place.file_name().to_owned(), String::new(), None),
            None => (String::new(), String::new(), None),
        };
        Self { words: finding.message.opening(), file, sheet, column: column.map(u32::from) }
    }
}

/// `pieces[3].fichier` as `pieces[].fichier`.
fn without_ranks(path: &str) -> String {
    let mut kept = String::with_capacity(path.len());
    let mut inside = false;
    for character in path.chars() {
        inside = match character {
            '[' => true,
            ']' => false,
            _ => inside,
        };
        if !inside || character == '[' {
            kept.push(character);
        }
    }
    kept
}
