//! The line of a definition on which a key stands: `parametres.taux_max`, `documents[3].fichier`.

use toml::de::{DeTable, DeValue};

/// The line of a key, from 1; that of the last part that is there, for a key that the text does not go down to.
#[must_use]
pub fn line_of(definition: &str, key: &str) -> Option<usize> {
    let text = definition.strip_prefix('\u{feff}').unwrap_or(definition);
    let skipped = definition.len() - text.len();
    let table = DeTable::parse(text).ok()?;
    let mut at: Option<usize> = None;
    let mut inside = Some(table.get_ref());
    let mut list: Option<&toml::de::DeArray<'_>> = None;
    for part in parts(key) {
        match part {
            Part::Name(name) => {
                let Some(table) = inside else { break };
                let Some((key, value)) = table.get_key_value(name) else { break };
                at = Some(key.span().start);
                (inside, list) = enter(value.get_ref());
            }
            Part::Rank(rank) => {
                let Some(value) = list.and_then(|list| list.get(rank)) else { break };
                at = Some(value.span().start);
                (inside, list) = enter(value.get_ref());
            }
        }
    }
    let end = (at? + skipped).min(definition.len());
    Some(definition.get(..end)?.matches('\n').count() + 1)
}

fn enter<'a, 'b>(value: &'a DeValue<'b>) -> (Option<&'a DeTable<'b>>, Option<&'a toml::de::DeArray<'b>>) {
    match value {
        DeValue::Table(table) => (Some(table), None),
        DeValue::Array(list) => (None, Some(list)),
        _ => (None, None),
    }
}

enum Part<'a> {
    Name(&'a str),
    Rank(usize),
}

fn parts(key: &str) -> impl Iterator<Item = Part<'_>> {
    key.split(['.', '[']).filter(|part| !part.is_empty()).map(|part| match part.strip_suffix(']') {
        Some(rank) => Part::Rank(rank.parse().unwrap_or(usize::MAX)),
        None => Part::Name(part),
    })
}

#[cfg(test)]
mod tests {
    use super::line_of;

    #[test]
    fn a_key_has_its_line() {
        let text = "[fonds]\nid = \"x\"\n\n[parametres.taux_max]\nunite = \"taux\"\n\n[[postes]]\nid = \"a\"\n\n[[postes]]\nid = \"b\"\n";
        for (key, line) in [
            ("fonds.id", Some(2)),
            ("parametres.taux_max", Some(4)),
            ("parametres.taux_max.unite", Some(5)),
            ("postes[1].id", Some(11)),
            ("postes[0].absent", Some(7)),
            ("absent", None),
        ] {
            assert_eq!(line_of(text, key), line, "{key}");
        }
        assert_eq!(line_of(&format!("\u{feff}{text}"), "fonds.id"), Some(2), "a mark of order of bytes");
    }
}
