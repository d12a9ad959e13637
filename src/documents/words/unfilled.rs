//! Data that nobody gave, and how sure one is of others.

/// What stands for a datum that is missing.
const UNFILLED: [&str; 2] = ["à renseigner", "non communiqué"];

/// The states that the definition of a fund gives its data: alone in a cell, they speak of the datum.
const STATES: [&str; 3] = ["confirmé", "à confirmer", "vide"];

/// « Statut » alone may head the states of grants, asked or granted; with these words it speaks of a datum.
const OF_DATA: [&str; 5] = [
    "statut à confirmer",
    "statut est à confirmer",
    "statut est « à confirmer",
    "statut dit si",
    "statut : à confirmer",
];

/// The first word, in a text in lower case.
pub(super) fn unfilled(text: &str) -> impl Iterator<Item = String> {
    UNFILLED.into_iter().filter(|word| text.contains(word)).map(str::to_owned)
}

/// The state of a datum.
pub(super) fn status(text: &str) -> impl Iterator<Item = String> {
    let text = text.trim();
    let alone = STATES.into_iter().find(|state| text == *state);
    alone.or_else(|| OF_DATA.into_iter().find(|words| text.contains(words))).map(str::to_owned).into_iter()
}
