//! How long the texts of a project may be, and how many pieces it may name.

use pulldown_cmark::{Event, Parser, Tag};
use toml::Value;

use super::description::OPTIONS;
use super::{Description, SourceError, limits, slips};

/// Fields that hold a name, a path or a title rather than a text, wherever they stand.
const NAMES: [&str; 6] = ["intitule", "acronyme", "raison_sociale", "nom", "id", "fichier"];

/// Refuse a definition that holds a text or a list longer than what is read.
///
/// # Errors
/// On the first of them, by its field.
pub(super) fn bounded(name: &str, bytes: &[u8]) -> Result<(), SourceError> {
    let text = String::from_utf8_lossy(bytes);
    let text = slips::understood(text.strip_prefix('\u{feff}').unwrap_or(&text));
    // What does not parse has been refused already, with its line.
    let Ok(table) = text.parse::<toml::Table>() else { return Ok(()) };
    let refused = |field: &str, found: String, limit: usize| {
        let (name, field) = (name.to_owned(), Some(shown(field)));
        SourceError::TooLong { name, field, line: None, found, limit: limit.to_string() }
    };
    let pieces = table.get("pieces").and_then(Value::as_array).map_or(0, Vec::len);
    if pieces > limits::PIECES {
        return Err(refused("pieces", format!("{pieces} pièces"), limits::PIECES));
    }
    match table.iter().find_map(|(key, value)| too_long(key, key, value)) {
        Some((field, length, limits::WORD_CHARACTERS)) => {
            Err(refused(&field, format!("un mot de {length} caractères"), limits::WORD_CHARACTERS))
        }
        Some((field, length, limit)) => Err(refused(&field, format!("{length} caractères"), limit)),
        None => Ok(()),
    }
}

/// A description, refused when it holds more than is read.
///
/// # Errors
/// When it is not UTF-8, or holds a word, a table or more headings than that, by its line.
pub fn description_of(name: &str, bytes: &[u8]) -> Result<Description, SourceError> {
    let text = std::str::from_utf8(bytes).map_err(|_| SourceError::NotUtf8 { name: name.to_owned() })?;
    let refused = |line, found, limit: usize| SourceError::TooLong {
        name: name.to_owned(),
        field: None,
        line: Some(line),
        found,
        limit: limit.to_string(),
    };
    if let Some((line, length)) = long_word(text) {
        return Err(refused(line, format!("un mot de {length} caractères"), limits::WORD_CHARACTERS));
    }
    if let Some((line, columns)) = wide_table(text) {
        let lines = text.lines().count();
        return Err(if columns > limits::LINE_COLUMNS {
            refused(line, format!("un tableau de {columns} colonnes"), limits::DESCRIPTION_COLUMNS)
        } else {
            let cells = columns.saturating_mul(lines);
            let found = format!("jusqu’à {cells} cellules de tableau ({columns} barres, {lines} lignes)");
            refused(line, found, limits::DESCRIPTION_CELLS)
        });
    }
    if let Some((line, count)) = crowded(text) {
        let found = format!("{count} éléments (paragraphes, puces, cellules, mises en forme, liens)");
        return Err(refused(line, found, limits::DESCRIPTION_ELEMENTS));
    }
    let description = Description::parse(text);
    match description.sections.get(limits::HEADINGS) {
        Some(beyond) => {
            Err(refused(beyond.line, format!("{} titres", description.sections.len()), limits::HEADINGS))
        }
        None => Ok(description),
    }
}

/// The first line of a text that holds a word longer than what is laid out, and how long it is.
#[must_use]
fn long_word(text: &str) -> Option<(usize, usize)> {
    (1..).zip(text.lines()).find_map(|(line, text)| Some((line, longest_word(text)?)))
}

/// The widest line of a text whose tables would hold more cells than what is read, and how many columns it parts.
#[must_use]
fn wide_table(text: &str) -> Option<(usize, usize)> {
    let bars = |line: &str| line.bytes().filter(|byte| *byte == b'|').count();
    let (line, widest) = (1..).zip(text.lines().map(bars)).max_by_key(|(_, bars)| *bars)?;
    let lines = text.lines().count();
    let is_wide = widest > limits::LINE_COLUMNS || widest.saturating_mul(lines) > limits::DESCRIPTION_CELLS;
    is_wide.then_some((line, widest))
}

/// The line of the first element of a text beyond what is laid out, and how many elements it has.
#[must_use]
fn crowded(text: &str) -> Option<(usize, usize)> {
    let (mut count, mut first) = (0, None);
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        count += match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => 2,
            Event::Start(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak => 1,
            _ => 0,
        };
        if count > limits::DESCRIPTION_ELEMENTS {
            first.get_or_insert(range.start);
        }
    }
    let before = text.get(..first?).unwrap_or_default();
    Some((1 + before.matches('\n').count(), count))
}

/// The length of a word beyond the limit.
fn longest_word(text: &str) -> Option<usize> {
    if text.len() <= limits::WORD_CHARACTERS {
        return None;
    }
    let words = text.split_whitespace().filter(|word| word.len() > limits::WORD_CHARACTERS);
    words.map(|word| word.chars().count()).find(|length| *length > limits::WORD_CHARACTERS)
}

/// A text longer than its limit, in a value: its field, its length and the limit.
fn too_long(field: &str, key: &str, value: &Value) -> Option<(String, usize, usize)> {
    // A name has its limit as well: messages repeat it.
    let count = |text: &str, limit: usize| {
        let length = if text.len() > limit { text.chars().count() } else { 0 };
        (length > limit).then(|| (field.to_owned(), length, limit))
    };
    if let Some(found) = count(key, limits::NAME_CHARACTERS) {
        return Some(found);
    }
    match value {
        Value::String(text) => {
            let is_name = NAMES.contains(&key);
            count(text, if is_name { limits::NAME_CHARACTERS } else { limits::FIELD_CHARACTERS })
                .or_else(|| Some((field.to_owned(), longest_word(text)?, limits::WORD_CHARACTERS)))
        }
        Value::Array(all) => {
            all.iter().enumerate().find_map(|(rank, one)| too_long(&format!("{field}[{rank}]"), key, one))
        }
        Value::Table(all) => {
            all.iter().find_map(|(inner, one)| too_long(&format!("{field}.{inner}"), inner, one))
        }
        _ => None,
    }
}

/// A field, cut when its own name is what is too long.
fn shown(field: &str) -> String {
    match field.char_indices().nth(limits::SHOWN_CHARACTERS) {
        Some((end, _)) => format!("{}…", field.get(..end).unwrap_or_default()),
        None => field.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> Option<String> {
        bounded("projet.toml", text.as_bytes()).err().map(|error| error.to_string())
    }

    #[test]
    fn a_text_too_long_is_refused_by_its_field() {
        let long = "é".repeat(limits::FIELD_CHARACTERS + 1);
        assert_eq!(
            refusal(&format!("[projet]\nresume = \"{long}\"\n")).as_deref(),
            Some("projet.toml › projet.resume : 20001 caractères, au plus 20000")
        );
        assert_eq!(
            refusal(&format!("[[a]]\n[[a]]\nb = [\"\", \"{long}\"]\n")).as_deref(),
            Some("projet.toml › a[1].b[1] : 20001 caractères, au plus 20000")
        );
        assert_eq!(
            refusal(&format!("[projet]\nintitule = \"{}\"\n", "x".repeat(501))).as_deref(),
            Some("projet.toml › projet.intitule : 501 caractères, au plus 500")
        );
        assert!(refusal(&format!("[fonds.{}]\na = 1\n", "x".repeat(501))).is_some());
        assert_eq!(refusal(&format!("resume = \"{}\"", "é ".repeat(limits::FIELD_CHARACTERS / 2))), None);
        assert_eq!(
            refusal(&format!("resume = \"a {}\"", "é".repeat(2_001))).as_deref(),
            Some("projet.toml › resume : un mot de 2001 caractères, au plus 2000")
        );
        let text = format!("un\n{} deux\n{}", "x".repeat(2_000), "é".repeat(2_001));
        assert_eq!(long_word(&text), Some((3, 2_001)));
    }

    #[test]
    fn a_table_that_would_fill_the_memory_is_found_before_it_is_read() {
        let row = |bars: usize| "a|".repeat(bars);
        assert_eq!(wide_table(&format!("texte\n\n{}\n", row(1_001))), Some((3, 1_001)));
        assert_eq!(wide_table(&format!("{}\n{}", row(300), "a\n".repeat(10_000))), Some((1, 300)));
        assert_eq!(wide_table(&format!("{}\n{}", row(201), "a\n".repeat(5_000))), None);
    }

    #[test]
    fn a_text_of_too_many_elements_is_refused_by_the_line_of_the_first_beyond() {
        let most = limits::DESCRIPTION_ELEMENTS;
        let said = |text: &str| description_of("d.md", text.as_bytes()).err().map(|error| error.to_string());
        // The list is an element.
        let list = |items: usize| format!("Un\n\n{}", "- ab\n".repeat(items));
        assert_eq!(said(&list(most - 2)), None);
        assert_eq!(
            said(&list(most - 1)).as_deref(),
            Some(
                "d.md, ligne 30001 : 30001 éléments (paragraphes, puces, cellules, mises en forme, liens), au plus 30000"
            )
        );
        // Links count twice, and what stands in a comment is no element.
        assert!(said(&format!("{}\n", "[a](http://b.fr) ".repeat(most / 2 + 1))).is_some());
        assert_eq!(said(&format!("<!--\n{}-->\n\nUn texte.\n", "- a\n".repeat(most + 1))), None);
        assert_eq!(said(&"les mots d’un long texte ".repeat(30_000)), None);
        // The cells that a short row leaves out are laid out too.
        let table = format!("{}\n{}\n{}", "a|".repeat(100), "-|".repeat(100), "a\n".repeat(300));
        assert!(said(&table).is_some());
    }

    #[test]
    fn tables_of_too_many_cells_are_told_by_their_cells() {
        let text = format!("{}\n{}", "a|".repeat(9), "a\n".repeat(300_000));
        let said = description_of("d.md", text.as_bytes()).err().map(|error| error.to_string());
        let expected =
            "d.md, ligne 1 : jusqu’à 2700009 cellules de tableau (9 barres, 300001 lignes), au plus 2000000";
        assert_eq!(said.as_deref(), Some(expected));
    }

    #[test]
    fn too_many_pieces_are_counted() {
        let pieces = |count: usize| "[[pieces]]\nid = \"P\"\n".repeat(count);
        assert_eq!(refusal(&pieces(501)).as_deref(), Some("projet.toml › pieces : 501 pièces, au plus 500"));
        assert_eq!(refusal(&pieces(500)), None);
    }
}
