//! Short ways of speaking of places and of consequences, the same wherever a finding is told.

use super::limits::{LISTED, SHORT, cut};
use super::{Consequence, Places, Told};
use crate::model::french::{counted, listed};
use crate::model::{Place, cell_name};

/// Places as seen from another: what they share with it is not said again, and how many more there are follows.
#[must_use]
pub fn named_from(places: &Places, from: Option<&Place>) -> String {
    let mut names: Vec<String> = places.shown.iter().map(|place| seen_from(place, from)).collect();
    let cells = places.shown.iter().all(|place| matches!(place, Place::Cell { .. }));
    match places.more() {
        0 => {}
        more if cells => names.push(counted(more, "autre cellule", "autres cellules")),
        more => names.push(counted(more, "autre endroit", "autres endroits")),
    }
    listed(&names)
}

fn seen_from(place: &Place, from: Option<&Place>) -> String {
    match (place, from) {
        (Place::Cell { sheet, row, column }, Some(Place::Cell { sheet: near, .. }))
            if sheet.file() == near.file() =>
        {
            let name = cell_name(*row, *column);
            if sheet == near || sheet.is_empty() { name } else { format!("{sheet} › {name}") }
        }
        (Place::Field(field), Some(Place::Field(other))) if field.file() == other.file() => {
            field.path().to_owned()
        }
        (Place::Line { file, line }, Some(Place::Line { file: other, .. })) if file == other => {
            format!("ligne {line}")
        }
        (Place::Page { file, page }, Some(Place::Page { file: other, .. })) if file == other => {
            format!("page {page}")
        }
        _ => place.to_string(),
    }
}

/// A consequence in a few words: what it says.
#[must_use]
pub fn short(consequence: &Consequence) -> String {
    let code = consequence.heading.code;
    let message = consequence.finding.message.french();
    let more = match consequence.more {
        0 => String::new(),
        more => format!(", et {}", counted(more, "autre du même contrôle", "autres du même contrôle")),
    };
    format!("{} ({code}{more})", cut(&message, SHORT))
}

/// What follows from a finding: cells, then what other checks say of them; `name` gives the words for a consequence, or
/// none when it is not told here.
#[must_use]
pub fn spread(told: &Told, name: &dyn Fn(&Consequence) -> Option<String>) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in told.consequences.iter().filter_map(name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(LISTED);
    names.truncate(LISTED);
    if more > 0 {
        names.push(counted(more, "autre constat", "autres constats"));
    }
    let cells = (told.spreads.count > 0).then(|| named_from(&told.spreads, told.finding.places.first()));
    let parts: Vec<String> = cells.into_iter().chain(names).collect();
    (!parts.is_empty()).then(|| parts.join(" ; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_places_share_is_not_said_twice() {
        let cell = |sheet: &str, row| Place::cell(&"b.xlsx".into(), &sheet.into(), row, 0);
        let places = Places::of(
            [cell("Plan", 0), cell("Autre", 1)].into_iter().chain((2..12).map(|row| cell("Plan", row))),
        );
        assert_eq!(
            named_from(&places, Some(&cell("Plan", 99))),
            "A1, Autre › A2, A3, A4, A5, A6, A7, A8, A9, A10 et 2 autres cellules"
        );
        let field = |path: &str| Place::field("projet.toml", path);
        assert_eq!(named_from(&Places::of([field("a"), field("b")]), Some(&field("c"))), "a et b");
        assert_eq!(named_from(&Places::of([field("a")]), None), "projet.toml › a");
    }
}
