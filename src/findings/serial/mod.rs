//! Findings and answers as programs read them: the same form in `check --format json` and in `manifest.json`.
//!
//! Amounts, rates and numbers are decimal texts, never floats. Every list holds its first items, and beside it the count
//! of those left out when there are any.

mod answer;
mod fact;
mod finding;
mod place;
mod waived;

pub use answer::AnswerForm;
pub use fact::{FactForm, SentenceForm};
pub use finding::FindingForm;
pub use place::{PlaceForm, PlacesForm};
pub use waived::WaivedForm;

use serde::Serialize;

use super::limits::shortened;
use crate::model::text::french_spacing;

/// A text for people, as it leaves the program.
fn text(text: &str) -> String {
    french_spacing(&shortened(text))
}

/// The items that so many bytes and such a count can hold, in their order, and how many there were.
pub fn within<T: Serialize>(items: impl Iterator<Item = T>, most: usize, bytes: usize) -> (Vec<T>, usize) {
    let (mut kept, mut count, mut free, mut full) = (Vec::new(), 0, bytes, false);
    for item in items {
        count += 1;
        full = full || kept.len() == most;
        if full {
            continue;
        }
        match free.checked_sub(size(&item)) {
            Some(left) => {
                free = left;
                kept.push(item);
            }
            None => full = true,
        }
    }
    (kept, count)
}

/// Bytes that a value takes in a document, its indents and the spaces between its parts included, or a little more.
#[must_use]
pub fn size(value: &impl Serialize) -> usize {
    let text = serde_json::to_string(value).unwrap_or_default();
    let marks = text.bytes().filter(|byte| matches!(byte, b',' | b':')).count();
    text.len() + marks + LAYOUT
}

/// Bytes of the lines and indents of a value, about.
const LAYOUT: usize = 240;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_counted() {
        assert_eq!(within(["a"; 5].into_iter(), 3, 1_000), (vec!["a"; 3], 5));
        let each = size(&"a");
        assert_eq!(within(["a"; 5].into_iter(), 9, 2 * each + 1), (vec!["a"; 2], 5));
    }
}
