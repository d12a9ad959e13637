//! How large and how deep a template may be: its parser calls itself once for each level, and would exhaust the stack.

use super::error::DocumentError;
use crate::source::limits;

/// Refuse a template that is too long or nests too deep to be parsed.
///
/// # Errors
/// When it does, with the line for its nesting.
pub fn refuse(file: &str, text: &str) -> Result<(), DocumentError> {
    let refused = |line, message| Err(DocumentError::Template { file: file.to_owned(), line, message });
    if text.len() > limits::TEMPLATE_BYTES {
        let (size, limit) = (text.len(), limits::TEMPLATE_BYTES);
        return refused(
            None,
            format!("le modèle pèse {size} octets, plus que la limite de {limit} octets ; partagez-le"),
        );
    }
    match too_deep(text) {
        Some(at) => {
            let before = text.as_bytes().iter().take(at);
            let line = before.filter(|byte| **byte == b'\n').count() + 1;
            let limit = limits::TEMPLATE_DEPTH;
            refused(Some(line), format!("plus de {limit} blocs ou parenthèses imbriqués"))
        }
        None => Ok(()),
    }
}

/// Where a template goes too deep. What is escaped or quoted counts: no template comes near the limit.
fn too_deep(text: &str) -> Option<usize> {
    // How deep each open block stands: a chain of « else if » goes one deeper for each.
    let mut blocks: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..)?.find("{{") {
        let open = at + found;
        let tag = text.get(open + 2..)?;
        if let Some(comment) = tag.strip_prefix('!') {
            let end = if comment.starts_with("--") { "--}}" } else { "}}" };
            at = open + 2 + tag.find(end)? + end.len();
            continue;
        }
        let inside = tag.get(..tag.find("}}").unwrap_or(tag.len()))?;
        let depth = blocks.last().copied().unwrap_or(0);
        match inside.trim_start_matches(|c: char| c == '~' || c.is_ascii_whitespace()) {
            word if word.starts_with('#') => blocks.push(depth + 1),
            word if word.starts_with('/') => {
                blocks.pop();
            }
            word if word.starts_with("else") || word.starts_with('^') => {
                if let Some(block) = blocks.last_mut() {
                    *block += 1;
                }
            }
            _ => {}
        }
        let depth = blocks.last().copied().unwrap_or(0);
        if depth + brackets(inside) > limits::TEMPLATE_DEPTH {
            return Some(open);
        }
        at = open + 2 + inside.len();
    }
    None
}

/// How deep the brackets of a tag nest.
fn brackets(tag: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in tag.bytes() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> Option<String> {
        refuse("f/m.hbs", text).err().map(|error| error.to_string())
    }

    #[test]
    fn a_template_too_deep_to_be_parsed_is_refused_with_its_line() {
        let most = limits::TEMPLATE_DEPTH;
        let deep = |count: usize, opening: &str, closing: &str| {
            format!("<p>\n{}x{}</p>", opening.repeat(count), closing.repeat(count))
        };
        let inside = |count: usize| format!("{{{{amount {}x{}}}}}", "(a ".repeat(count), ")".repeat(count));
        let chain = |count: usize| format!("{{{{#if a}}}}{}{{{{/if}}}}", "{{else if b}}".repeat(count));
        let told = Some(format!(
            "f/m.hbs, ligne 2 : modèle mal formé : plus de {most} blocs ou parenthèses imbriqués"
        ));
        assert_eq!(refusal(&deep(most, "{{#if a}}", "{{/if}}")), None);
        assert_eq!(refusal(&deep(3_000, "{{#if a}}", "{{/if}}")), told);
        assert_eq!(refusal(&deep(3_000, "{{~ #if a}}", "{{/if}}")), told);
        assert_eq!(refusal(&inside(most)), None);
        for text in [inside(3_000), chain(3_000), format!("{{{{a {}", "[".repeat(3_000))] {
            assert!(refusal(&text).is_some_and(|told| told.contains("ligne 1")), "{}", &text[..40]);
        }
    }

    /// What R-24 lets pass, the engine takes: templates put a description in at most six elements of theirs, and a figure
    /// of the plan is one more.
    #[test]
    fn a_description_that_is_accepted_can_be_printed() {
        use crate::pdf::limits::{COLUMNS, DEPTH};
        assert_eq!(limits::DESCRIPTION_COLUMNS, COLUMNS);
        const { assert!(limits::DESCRIPTION_DEPTH + 6 < DEPTH) };
    }

    #[test]
    fn blocks_that_follow_one_another_are_not_deep() {
        let text = "{{#if a}}{{else if b}}x{{else}}y{{/if}}{{!-- {{#if --}}{{! {{#if }}".repeat(1_000);
        assert_eq!(refusal(&text), None);
        assert_eq!(refusal("{{! jamais fermé {{#if"), None);
    }

    #[test]
    fn a_long_template_is_refused_with_the_limit() {
        let told = refusal(&"x".repeat(limits::TEMPLATE_BYTES + 1)).unwrap_or_default();
        assert!(told.contains("pèse 262145 octets, plus que la limite de 262144 octets"), "{told}");
    }
}
