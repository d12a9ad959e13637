//! Codes of checks.

use std::collections::BTreeSet;

use crate::checks::find;

/// The first code of a check. The project may use the same code for something of its own, but not after « contrôle ».
pub(super) fn check(text: &str, own: &BTreeSet<String>) -> Option<String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    let mut before = "";
    for token in text.split(|c| !is_part(c)).filter(|token| !token.is_empty()) {
        let said = ["contrôle", "contrôles", "Contrôle", "Contrôles"].contains(&before);
        before = token;
        let code = token.strip_prefix("CTRL-");
        let is_marked = code.is_some() || said;
        let code = code.unwrap_or(token);
        if is_code(code) && find(code).is_some() && (is_marked || !own.contains(code)) {
            return Some(token.to_owned());
        }
    }
    None
}

/// A capital, a hyphen, two digits.
fn is_code(token: &str) -> bool {
    matches!(token.as_bytes(), [letter, b'-', one, two]
        if letter.is_ascii_uppercase() && one.is_ascii_digit() && two.is_ascii_digit())
}
