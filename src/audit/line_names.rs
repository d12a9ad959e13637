//! What names a line, whatever its year: lines of one name are the same expense, or the same person.

use std::sync::Arc;

use crate::model::Maybe;
use crate::model::budget::{ExpenseLine, StaffLine};
use crate::model::text::normalise;

/// What makes two expenses the same but for their year.
#[must_use]
pub fn of_expense(line: &ExpenseLine) -> Vec<String> {
    [&line.category, &line.label, &line.supplier, &line.partner].map(without_years).to_vec()
}

/// What makes two staff lines the same person.
#[must_use]
pub fn of_staff(line: &StaffLine) -> Vec<String> {
    [&line.label, &line.partner].map(without_years).to_vec()
}

/// A text without the years it names: « Ateliers 2024 » and « Ateliers 2025, année 2 » are one expense.
fn without_years(text: &Maybe<Arc<str>>) -> String {
    let text = text.as_ref().map(|cell| normalise(&cell.value)).unwrap_or_default();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = |word: &str| word.len() == 4 && word.starts_with("20") && is_number(word);
    let mut kept: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        // « année 2 », « an 2 », « exercice 2 »: the rank of a year.
        let of_rank = is_number(word)
            && kept.last().is_some_and(|last| matches!(*last, "annee" | "an" | "exercice" | "tranche"));
        if of_rank {
            kept.pop();
        } else if !is_year(word) {
            kept.push(word);
        }
    }
    kept.join(" ")
}
