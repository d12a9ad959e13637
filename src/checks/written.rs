//! Every text of a TOML file, with the path of its field.

/// The texts of `projet.toml`, with paths such as `pieces[3].intitule`; none when it cannot be read.
pub(super) fn texts_of(bytes: &[u8]) -> Vec<(String, String)> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let table = text.trim_start_matches('\u{feff}').parse::<toml::Table>().unwrap_or_default();
    let mut texts = Vec::new();
    for (key, value) in &table {
        gather(key, value, &mut texts);
    }
    texts
}

fn gather(path: &str, value: &toml::Value, texts: &mut Vec<(String, String)>) {
    match value {
        toml::Value::String(text) => texts.push((path.to_owned(), text.clone())),
        toml::Value::Array(items) => {
            for (rank, item) in items.iter().enumerate() {
                gather(&format!("{path}[{rank}]"), item, texts);
            }
        }
        toml::Value::Table(fields) => {
            for (key, field) in fields {
                gather(&format!("{path}.{key}"), field, texts);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_its_path() {
        let texts = texts_of(b"a = \"x\"\n[[b]]\nc = [\"y\", 2]\n[d.e]\nf = \"z\"");
        let expected = [("a", "x"), ("b[0].c[0]", "y"), ("d.e.f", "z")];
        assert_eq!(texts, expected.map(|(path, text)| (path.to_owned(), text.to_owned())));
        assert!(texts_of(&[0xff]).is_empty());
    }
}
