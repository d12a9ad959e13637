//! `projet.toml` and `fund.toml`: TOML to typed definitions, with errors that name the line.

use serde::de::DeserializeOwned;

use super::{SourceError, limits, slips};

/// Parse a TOML definition named `name` in messages.
///
/// # Errors
/// When the bytes are not UTF-8 or the content does not have the expected form; the message gives the line.
pub fn parse<T: DeserializeOwned>(name: &str, bytes: &[u8]) -> Result<T, SourceError> {
    let text = std::str::from_utf8(bytes).map_err(|_| SourceError::NotUtf8 { name: name.to_owned() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let typed = text;
    let text = &slips::understood(typed);
    toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start).min(text.len());
        let before = text.get(..offset).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before.get(start..).map_or(0, |head| head.chars().count());
        let shown = typed.lines().nth(line - 1).unwrap_or_default();
        let message = match french(error.message()) {
            Some(message) => message,
            None => slips::explained(shown, error.message())
                .unwrap_or_else(|| format!("syntaxe TOML incorrecte ({})", error.message())),
        };
        // A value of thousands of characters says no more than its beginning.
        let message = match message.char_indices().nth(3 * limits::SHOWN_CHARACTERS) {
            Some((end, _)) => format!("{}…", message.get(..end).unwrap_or_default()),
            None => message,
        };
        let shown: String = shown.trim().chars().take(limits::SHOWN_CHARACTERS).collect();
        SourceError::Syntax { name: name.to_owned(), line, column: column + 1, shown, message }
    })
}

/// The messages of the types in French; none for those of the syntax.
fn french(message: &str) -> Option<String> {
    let quoted = |prefix: &str| message.strip_prefix(prefix).map(str::to_owned);
    if let Some(rest) = quoted("unknown field ") {
        let (field, expected) = rest.split_once(", expected ").unwrap_or((&rest, ""));
        let expected = expected.trim_start_matches("one of ").replace('`', "");
        let field = field.replace('`', "");
        let known: Vec<&str> = expected.split(", ").collect();
        let hint = nearest(&field, known.iter().copied())
            .map_or_else(String::new, |name| format!(" (vouliez-vous dire « {name} » ?)"));
        return Some(format!("champ inconnu « {field} »{hint} ; champs attendus : {}", known.join(", ")));
    }
    if let Some(rest) = quoted("missing field ") {
        return Some(format!("le champ « {} » manque", rest.replace('`', "")));
    }
    if let Some(rest) = quoted("unknown variant ") {
        let (value, expected) = rest.split_once(", expected ").unwrap_or((&rest, ""));
        let expected = expected.trim_start_matches("one of ").replace('`', "").replace(" or ", ", ");
        let value = value.replace('`', "");
        let hint = nearest(&value, expected.split(", "))
            .map_or_else(String::new, |name| format!(" (vouliez-vous dire « {name} » ?)"));
        return Some(format!("valeur inconnue « {value} »{hint} ; valeurs attendues : {expected}"));
    }
    if let Some(rest) = quoted("invalid type: ") {
        let (found, expected) = rest.split_once(", expected ").unwrap_or((&rest, ""));
        return Some(format!("type inattendu ({}) ; attendu : {}", in_french(found), in_french(expected)));
    }
    // What our own readers say is French already.
    (message.contains("AAAA-MM-JJ") || message.contains('«')).then(|| message.to_owned())
}

/// The names of types, as an officer would say them.
fn in_french(types: &str) -> String {
    let words = [
        ("u32", "un nombre entier, sans espace ni guillemets"),
        ("i32", "un nombre entier, sans espace ni guillemets"),
        ("usize", "un nombre entier, sans espace ni guillemets"),
        ("boolean", "oui ou non (true ou false)"),
        ("integer", "nombre entier"),
        ("floating point", "nombre à virgule"),
        ("a string", "un texte entre guillemets"),
        ("string", "texte"),
        ("sequence", "liste"),
        ("map", "section"),
        ("a boolean", "true ou false"),
    ];
    words.iter().fold(types.replace('`', ""), |text, (english, french)| text.replace(english, french))
}

/// The known name closest to `name`, when it is close enough to be a slip.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 3)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance, over the first 64 characters: a cell may hold thousands, and no name does.
#[must_use]
pub fn distance(left: &str, right: &str) -> usize {
    strsim::levenshtein(head(left), head(right))
}

fn head(text: &str) -> &str {
    text.char_indices().nth(64).map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Project;

    #[test]
    fn an_unknown_field_is_named_with_its_line_and_the_nearest() {
        let text = "[projet]\nintitule = \"x\"\nfonds = []\nresumé = \"y\"\nresmue = \"y\"\n";
        let error =
            parse::<Project>("projet.toml", text.replace("resumé = \"y\"\n", "").as_bytes()).unwrap_err();
        let message = error.to_string();
        assert!(
            message.starts_with("projet.toml, ligne 4, colonne 1 : champ inconnu « resmue »"),
            "{message}"
        );
        assert!(message.contains("vouliez-vous dire « resume »"), "{message}");
    }

    #[test]
    fn the_distance_of_long_texts_is_that_of_their_beginnings() {
        let long = "é".repeat(64);
        assert_eq!(distance(&format!("{long}{}", "a".repeat(40_000)), &format!("{long}b")), 0);
        assert_eq!(distance("intitulé", "intitule"), 1);
    }

    #[test]
    fn bytes_that_are_not_text_are_said_to_be_so() {
        assert!(matches!(parse::<Project>("projet.toml", &[0xff, 0xfe]), Err(SourceError::NotUtf8 { .. })));
    }
}
