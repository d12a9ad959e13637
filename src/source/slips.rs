//! What people type in a definition that TOML does not read, understood where it can mean one thing only.
//!
//! Only what stands outside texts is changed, line by line: the place of what is wrong stays where the officer sees it.

use crate::model::date::month_of;
use crate::model::text::normalise;

/// The text of a definition, what has one meaning written as TOML writes it.
pub(super) fn understood(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Inside `"""…"""` or `'''…'''`, every line is text.
    let mut within: Option<&str> = None;
    // Inside a list that goes on over several lines.
    let mut depth = 0_usize;
    for line in text.split_inclusive('\n') {
        let (content, end) = match line.strip_suffix('\n') {
            Some(content) => match content.strip_suffix('\r') {
                Some(content) => (content, "\r\n"),
                None => (content, "\n"),
            },
            None => (line, ""),
        };
        if let Some(mark) = within {
            if content.contains(mark) {
                within = None;
            }
            out.push_str(line);
            continue;
        }
        let written = if depth > 0 { content.to_owned() } else { entry(content) };
        within = opened(&written);
        if within.is_none() {
            depth = deeper(depth, &written);
        }
        out.push_str(&written);
        out.push_str(end);
    }
    out
}

/// The mark of a text of several lines that a line opens.
fn opened(line: &str) -> Option<&'static str> {
    ["\"\"\"", "'''"].into_iter().find(|mark| line.matches(mark).count() % 2 == 1)
}

/// How many lists and inline tables stand open after a line.
fn deeper(mut depth: usize, line: &str) -> usize {
    let mut quote: Option<char> = None;
    let mut escaped = false;
    for c in line.chars() {
        match (quote, c) {
            (Some('"'), '\\') if !escaped => {
                escaped = true;
                continue;
            }
            (Some(mark), _) if c == mark && !escaped => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => break,
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
        escaped = false;
    }
    depth
}

/// A line `clé = valeur`, its value as TOML writes it; any other line with plain spaces.
fn entry(line: &str) -> String {
    // A space that a word processor typed is a space.
    let Some((key, value)) = line.split_once('=') else { return spaced(line) };
    if key.trim_start().starts_with(['#', '[']) || key.contains(['"', '\'', '“', '«']) {
        return line.to_owned();
    }
    let indent: String = key.chars().take_while(|c| c.is_whitespace()).collect();
    let indent = spaced(&indent);
    let key = spaced(key.trim());
    let trimmed = value.trim_matches([' ', '\t', '\u{a0}', '\u{202f}']);
    match meaning(trimmed) {
        Some(meaning) => format!("{indent}{key} = {meaning}"),
        None => format!("{indent}{key} = {trimmed}"),
    }
}

fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// What a value that TOML refuses means, when it means one thing.
fn meaning(value: &str) -> Option<String> {
    if let Some(text) = between_quotes(value) {
        return Some(text);
    }
    // Of what follows, nothing holds a `#` but a comment.
    let (value, comment) = match value.split_once('#') {
        Some((value, comment)) if !value.contains(['"', '\'', '[', '{']) => {
            (value.trim_end(), format!(" #{comment}"))
        }
        _ => (value, String::new()),
    };
    let value = value.trim_end_matches([';', ',']).trim_end();
    if value.is_empty() || value.starts_with(['"', '\'', '[', '{']) {
        return None;
    }
    let folded = normalise(value);
    let said = match folded.as_str() {
        "oui" | "vrai" => Some("true".to_owned()),
        "non" | "faux" => Some("false".to_owned()),
        "true" | "false" => Some(folded.clone()),
        _ => date(value).or_else(|| number(value)),
    };
    said.map(|said| format!("{said}{comment}"))
}

/// A text between the quotes of a word processor, between straight ones.
fn between_quotes(value: &str) -> Option<String> {
    let pairs = [('“', '”'), ('„', '”'), ('«', '»'), ('‘', '’'), ('”', '”'), ('“', '“')];
    let mut signs = value.chars();
    let first = signs.next()?;
    let (_, close) = pairs.into_iter().find(|(open, _)| *open == first)?;
    let rest = signs.as_str();
    let end = rest.rfind(close).or_else(|| rest.rfind(['”', '»', '"']))?;
    let (text, after) = rest.split_at(end);
    let after = after.chars().skip(1).collect::<String>();
    let after = after.trim();
    (after.is_empty() || after.starts_with('#')).then(|| {
        let text = text.trim_matches([' ', '\u{a0}', '\u{202f}']);
        let quoted = toml::Value::String(text.to_owned()).to_string();
        if after.is_empty() { quoted } else { format!("{quoted} {after}") }
    })
}

/// `15/04/2025`, `15-4-2025`, `2025/04/15`, `15 avril 2025`, `1er mars 2025`, as TOML writes a date.
fn date(value: &str) -> Option<String> {
    let parts: Vec<&str> =
        value.split(['/', '-', '.', ' ', '\u{a0}', '\u{202f}']).filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit()) && part.len() <= 4;
    let (year, day) = if first.len() == 4 { (*first, *last) } else { (*last, *first) };
    let day = day.strip_suffix("er").unwrap_or(day);
    if year.len() != 4 || !digits(year) || !digits(day) {
        return None;
    }
    let month = if digits(month) { month.parse::<i8>().ok()? } else { month_of(&normalise(month))? };
    let date = jiff::civil::Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()?;
    let written = date.to_string();
    (written != value).then_some(written)
}

/// `18 %`, `17,97`, `1 234,56 €`: a rate or an amount as French writes it is a text for TOML.
fn number(value: &str) -> Option<String> {
    let bare: String =
        value.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '€' | '%')).collect();
    let is_french = value.contains([',', '%', '€', ' ', '\u{a0}', '\u{202f}']);
    let digits = bare.trim_start_matches('-');
    let is_number = !digits.is_empty()
        && digits.chars().next().is_some_and(|c| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        && digits.matches([',', '.']).count() <= 1;
    (is_french && is_number).then(|| format!("\"{value}\""))
}

/// What is wrong with a line, in the words of whoever typed it, where the parser has none.
pub(super) fn explained(line: &str, message: &str) -> Option<String> {
    if message.contains("array") {
        let said = "une liste ouverte plus haut n’est pas fermée ; écrivez ] à sa fin, et une virgule entre ses textes";
        return Some(said.to_owned());
    }
    let trimmed = line.trim();
    let (key, value) = match trimmed.split_once('=') {
        Some((key, value)) => (key.trim(), value.trim()),
        None => (trimmed, ""),
    };
    let quotes = value.matches('"').count();
    let closed = trimmed.starts_with('[') && !trimmed.contains(']');
    if closed {
        return Some(format!("il manque le crochet fermant ; écrivez {trimmed}]"));
    }
    if trimmed.starts_with("//") || trimmed.starts_with(';') || trimmed.starts_with("--") {
        return Some("un commentaire commence par # ; ôtez cette ligne ou mettez # devant".to_owned());
    }
    if !trimmed.starts_with('[') && !trimmed.contains('=') {
        let hint = match trimmed.split_once(':') {
            Some((key, value)) => format!("{} = {}", key.trim(), example_of(value)),
            None => format!("{} = …", key.split_whitespace().next().unwrap_or("clé")),
        };
        return Some(format!("il manque le signe = entre le nom et la valeur ; écrivez {hint}"));
    }
    if value.is_empty() && !trimmed.starts_with('[') {
        return Some(format!("il manque la valeur ; écrivez {key} = \"…\", ou ôtez la ligne"));
    }
    if message.contains("duplicate") {
        return Some(format!("« {} » est donné deux fois ; gardez-en un", key.trim_matches(['[', ']'])));
    }
    if value.contains('\\') && quotes >= 2 {
        return Some(
            "la barre \\ a un autre sens entre guillemets droits ; écrivez le chemin avec /".to_owned(),
        );
    }
    let is_text = value.starts_with('"');
    if is_text && quotes == 1 {
        return Some(format!("il manque le guillemet fermant ; écrivez {key} = {value}\""));
    }
    if is_text && quotes > 2 {
        return Some(
            "un guillemet droit dans un texte l’arrête ; écrivez « … » ou \\\" à l’intérieur".to_owned(),
        );
    }
    if value.starts_with('[') && !value.contains(']') {
        return Some("il manque le crochet qui ferme la liste ; écrivez [\"…\", \"…\"]".to_owned());
    }
    if message.contains("invalid key")
        || message.contains("unquoted keys")
        || !key.is_ascii()
        || key.contains(' ')
    {
        let plain = normalise(key.trim_matches(['[', ']'])).replace(' ', "_");
        return Some(format!(
            "un nom s’écrit sans accent ni espace ; écrivez {}",
            if trimmed.starts_with('[') { format!("[{plain}]") } else { format!("{plain} = …") }
        ));
    }
    let after = value.rsplit('"').next().unwrap_or_default().trim();
    if is_text && quotes == 2 && !after.is_empty() && !after.starts_with('#') {
        return Some(format!("« {after} » est de trop après la valeur ; ôtez-le, ou mettez # devant"));
    }
    let is_bare = !value.starts_with(['"', '\'', '[', '{']) && value.chars().any(char::is_alphabetic);
    if is_bare {
        return Some(format!(
            "un texte se met entre guillemets droits ; écrivez {key} = {}",
            example_of(value)
        ));
    }
    let listed = value.split('#').next().unwrap_or_default();
    if listed.starts_with('[') && !listed.contains('"') && listed.chars().any(char::is_alphabetic) {
        let texts: Vec<String> = listed
            .trim_matches(['[', ']'])
            .split(',')
            .filter(|text| !text.trim().is_empty())
            .map(example_of)
            .collect();
        return Some(format!(
            "les textes d’une liste se mettent entre guillemets droits ; écrivez {key} = [{}]",
            texts.join(", ")
        ));
    }
    let is_digits = value.chars().all(|c| c.is_ascii_digit());
    if is_digits && value.starts_with('0') {
        return Some(format!(
            "un numéro qui commence par 0 se met entre guillemets droits ; écrivez {key} = \"{value}\""
        ));
    }
    let is_dated =
        value.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '.')) && value.len() >= 8;
    is_dated.then(|| format!("« {value} » n’est pas un jour du calendrier ; écrivez {key} = AAAA-MM-JJ"))
}

/// A value between straight quotes.
fn example_of(value: &str) -> String {
    toml::Value::String(value.trim().trim_matches(['"', '\'']).to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_one_meaning_is_understood() {
        for (written, read) in [
            ("a = oui", "a = true"),
            ("a = Non # pas encore", "a = false # pas encore"),
            ("a = VRAI", "a = true"),
            ("a = True", "a = true"),
            ("a = 18 %", "a = \"18 %\""),
            ("a = 17,97", "a = \"17,97\""),
            ("a = 1 234,56 €", "a = \"1 234,56 €\""),
            ("a = 15/04/2025", "a = 2025-04-15"),
            ("a = 15-4-2025", "a = 2025-04-15"),
            ("a = 15.04.2025", "a = 2025-04-15"),
            ("a = 2025/04/15", "a = 2025-04-15"),
            ("a = 2025-4-5", "a = 2025-04-05"),
            ("a = 15 avril 2025", "a = 2025-04-15"),
            ("a = 1er mars 2025", "a = 2025-03-01"),
            ("a = “Halle du marché”", "a = \"Halle du marché\""),
            ("a = « Halle du marché »", "a = \"Halle du marché\""),
            ("a = ‘x’", "a = \"x\""),
            ("a\u{a0}=\u{a0}\"x\"", "a = \"x\""),
            ("a = oui;", "a = true"),
            // What TOML reads is left as it is.
            ("a = \"oui, 18 %\"", "a = \"oui, 18 %\""),
            ("a = 2025-04-15", "a = 2025-04-15"),
            ("a = 12", "a = 12"),
            ("a = [\"x\", \"y\"]", "a = [\"x\", \"y\"]"),
            ("# a = oui", "# a = oui"),
            ("\"Objectifs\" = \"x = oui\"", "\"Objectifs\" = \"x = oui\""),
            ("a = Camille Durand", "a = Camille Durand"),
        ] {
            assert_eq!(understood(written), read, "{written}");
        }
        let long = "a = \"\"\"\nb = oui\n\"\"\"\nc = oui\n";
        assert_eq!(understood(long), "a = \"\"\"\nb = oui\n\"\"\"\nc = true\n");
        let list = "a = [\n  \"b = oui\",\n]\nc = non\r\n";
        assert_eq!(understood(list), "a = [\n  \"b = oui\",\n]\nc = false\r\n");
    }
}
