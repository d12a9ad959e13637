//! A template says what things are; how they look is the theme's. Styling in a template is refused.

use super::error::DocumentError;

/// Attributes that style in HTML, and do nothing here.
const ATTRIBUTES: [&str; 12] = [
    "style",
    "color",
    "bgcolor",
    "background",
    "align",
    "valign",
    "width",
    "height",
    "border",
    "face",
    "cellpadding",
    "cellspacing",
];

/// Elements that style and nothing else.
const ELEMENTS: [&str; 6] = ["style", "font", "center", "u", "big", "basefont"];

/// Refuse a template that holds styling.
///
/// # Errors
/// On the first attribute, element or colour that styles, with its line.
pub fn refuse(file: &str, text: &str) -> Result<(), DocumentError> {
    match first(text) {
        Some((offset, found)) => {
            let before = text.as_bytes().iter().take(offset);
            Err(DocumentError::Misuse {
                file: file.to_owned(),
                line: before.filter(|byte| **byte == b'\n').count() + 1,
                message: format!(
                    "« {found} » met en forme ; les couleurs, les tailles et les marges se règlent dans commun/theme.toml, \
                     un modèle ne porte que des classes"
                ),
            })
        }
        None => Ok(()),
    }
}

/// The first piece of styling, by its place.
fn first(text: &str) -> Option<(usize, String)> {
    (0..text.len()).find_map(|at| {
        let rest = text.get(at..)?;
        let found = match rest.as_bytes().first()? {
            b'<' => element(rest.get(1..)?),
            b'#' => colour(text, at),
            byte if byte.is_ascii_whitespace() => attribute(rest.get(1..)?),
            _ => None,
        };
        found.map(|found| (at, found))
    })
}

/// The run of letters that a text begins with, in lower case, and what follows it.
fn word(text: &str) -> (String, &str) {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    (word.to_ascii_lowercase(), rest)
}

fn element(text: &str) -> Option<String> {
    let (name, _) = word(text);
    ELEMENTS.contains(&name.as_str()).then(|| format!("<{name}>"))
}

/// An attribute's name, with its equals sign and its quote: prose never has all three.
fn attribute(text: &str) -> Option<String> {
    let (name, rest) = word(text);
    if name.is_empty() {
        return None;
    }
    let value = rest.trim_start().strip_prefix('=')?.trim_start();
    (ATTRIBUTES.contains(&name.as_str()) && value.starts_with(['"', '\''])).then(|| format!("{name}="))
}

/// A colour of six digits, unless it is the target of a link.
fn colour(text: &str, at: usize) -> Option<String> {
    let digits = text.get(at + 1..at + 7)?;
    let ends =
        !text.get(at + 7..)?.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let before = text.get(..at)?;
    let target = before.ends_with("href=\"") || before.ends_with('&');
    (ends && !target && digits.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| format!("#{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styling_is_refused_with_its_line() {
        for (text, expected) in [
            ("<article>\n<p style=\"color:red\">a</p>", "ligne 2 : « style= » met"),
            ("<p class=\"{{x}}\"\n  STYLE = 'a'>b</p>", "ligne 2 : « style= » met"),
            ("<td align=\"right\">1</td>", "ligne 1 : « align= » met"),
            ("<col width=\"3\"/>", "ligne 1 : « width= » met"),
            ("a\n\n<style>p {}</style>", "ligne 3 : « <style> » met"),
            ("<FONT>a</FONT>", "ligne 1 : « <font> » met"),
            ("<div data-text=\"#12406e\"/>", "ligne 1 : « #12406e » met"),
        ] {
            let message = refuse("f/m.hbs", text).unwrap_err().to_string();
            assert!(message.starts_with(&format!("f/m.hbs, {expected}")), "{text}: {message}");
        }
    }

    #[test]
    fn what_only_resembles_styling_passes() {
        for text in [
            "<col data-width=\"3\"/>",
            "{{#if style}}x{{/if}} {{#each width}}y{{/each}}",
            "<p>le style = la forme, #1234567, n° #12</p>",
            "<a href=\"#decade\">x</a>&#123456;",
            "<ul><li>é€</li></ul>",
        ] {
            refuse("f/m.hbs", text).unwrap();
        }
    }
}
