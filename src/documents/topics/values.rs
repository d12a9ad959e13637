//! How one value is shown, whatever the topic: a figure, a cell, a place, a box to tick, a count of what is left out.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::figures::{FigureKey, Ledger};
use crate::findings::field_name;
use crate::model::budget::Maybe;
use crate::model::french::counted;
use crate::model::text::capitalised;
use crate::model::{Place, cell_name};
use crate::source::amount::parse_amount;

/// A figure of the ledger; templates print it with `{{amount …}}`, and in no other way.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FigureView {
    /// Identifier in the ledger.
    pub figure_id: String,
    /// French text: `1 234,56 €`, `15 %`, or `à renseigner`.
    pub text: String,
    /// True when nobody gave it.
    pub missing: bool,
    /// Cents, for charts; zero when missing or not an amount.
    pub cents: i64,
}

/// A figure as documents show it.
pub(super) fn figure(ledger: &Ledger, key: FigureKey) -> FigureView {
    let figure = ledger.get(key);
    FigureView {
        figure_id: figure.id.to_string(),
        text: ledger.french(key),
        missing: figure.value.is_missing(),
        cents: figure.value.money().map_or(0, crate::model::Money::cents),
    }
}

/// Several, in their order.
pub(super) fn figures(ledger: &Ledger, keys: &[FigureKey]) -> Vec<FigureView> {
    keys.iter().map(|key| figure(ledger, *key)).collect()
}

/// The text of a cell, empty when there is none.
pub(in crate::documents) fn text(cell: &Maybe<Arc<str>>) -> String {
    cell.as_ref().map(|cell| cell.value.to_string()).unwrap_or_default()
}

/// A place without its file: `Dépenses › L12`.
pub(in crate::documents) fn short(place: &Place) -> String {
    match place {
        Place::Cell { sheet, row, column, .. } if sheet.is_empty() => cell_name(*row, *column),
        Place::Cell { sheet, row, column, .. } => format!("{sheet} › {}", cell_name(*row, *column)),
        other => other.to_string(),
    }
}

/// A place as a reader names it: a field by its French name, a cell as Excel shows it.
pub(super) fn place(place: &Place) -> String {
    match place {
        Place::Field(field) => field_name(field.path())
            .map_or_else(|| place.to_string(), |name| format!("{} ({})", capitalised(&name), field.file())),
        _ => place.to_string(),
    }
}

/// The code of a check in print: pieces, lines and indicators have codes of the same form.
pub(super) fn control(code: &str) -> String {
    format!("CTRL-{code}")
}

/// A box: ticked, not ticked, or without an answer.
pub(super) fn mark(answer: Option<bool>) -> String {
    match answer {
        Some(true) => "on",
        Some(false) => "off",
        None => "na",
    }
    .to_owned()
}

/// How many are left out of a list, when some are.
pub(super) fn more(count: usize, shown: usize, one: &str, several: &str) -> Option<String> {
    count
        .checked_sub(shown)
        .filter(|more| *more > 0)
        .map(|more| format!("Et {}", counted(more, one, several)))
}

/// An amount that `projet.toml` states, written as all others are; as typed when it is none.
pub(super) fn typed_amount(typed: &str) -> String {
    parse_amount(typed).map_or_else(|_| typed.to_owned(), |read| read.money.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_shown_by_its_name() {
        assert_eq!(
            place(&Place::field("projet.toml", "calendrier.fin")),
            "La fin de l’opération (projet.toml)"
        );
        assert_eq!(place(&Place::field("projet.toml", "inconnu")), "projet.toml › inconnu");
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        assert_eq!(more(10, 10, "autre", "autres"), None);
        assert_eq!(more(12, 10, "autre", "autres").as_deref(), Some("Et 2 autres"));
    }
}
