//! French spacing, applied to a whole paragraph at once so that it sees across inline elements.

/// Narrow no-break space: before `; : ! ?` and inside guillemets.
pub(crate) const NNBSP: char = '\u{202F}';

/// A character with the index of the inline segment it comes from, and whether it is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sign {
    pub(crate) character: char,
    pub(crate) segment: usize,
    pub(crate) literal: bool,
}

/// Collapses white space and applies French spacing, in place.
///
/// A plain space before `; : ! ? »`, after `«`, or between a digit and `%` becomes U+202F, and so does U+00A0 there; a
/// plain space between a digit and `€` becomes U+00A0; a straight apostrophe
/// between letters becomes `’`. Literal signs (code) keep their characters.
pub(crate) fn typeset(signs: &mut Vec<Sign>) {
    collapse(signs);
    let characters: Vec<char> = signs.iter().map(|sign| sign.character).collect();
    let at = |index: Option<usize>| index.and_then(|index| characters.get(index).copied());
    for (index, sign) in signs.iter_mut().enumerate() {
        if sign.literal {
            continue;
        }
        let before = at(index.checked_sub(1));
        let after = at(index.checked_add(1));
        match sign.character {
            ' ' | '\u{A0}' if matches!(after, Some(';' | ':' | '!' | '?' | '»')) || before == Some('«') => {
                sign.character = NNBSP;
            }
            // An amount or a rate stays with its unit, by the space that the Unicode locale data give.
            ' ' | '\u{A0}' if before.is_some_and(|c| c.is_ascii_digit()) && after == Some('%') => {
                sign.character = NNBSP;
            }
            ' ' if before.is_some_and(|c| c.is_ascii_digit()) && after == Some('€') => {
                sign.character = '\u{A0}';
            }
            '\'' if before.is_some_and(char::is_alphanumeric)
                && after.is_some_and(|c| c.is_alphabetic() || matches!(c, '«' | '“')) =>
            {
                sign.character = '’';
            }
            _ => {}
        }
    }
}

/// One space for a run of white space, none at either end nor around a forced line break.
fn collapse(signs: &mut Vec<Sign>) {
    let mut kept: Vec<Sign> = Vec::with_capacity(signs.len());
    for sign in signs.iter() {
        let is_break = sign.character == '\u{2028}';
        if sign.character.is_ascii_whitespace() {
            let droppable = kept.last().is_none_or(|last| matches!(last.character, ' ' | '\u{2028}'));
            if !droppable {
                kept.push(Sign { character: ' ', ..*sign });
            }
            continue;
        }
        if is_break && kept.last().is_some_and(|last| last.character == ' ') {
            kept.pop();
        }
        kept.push(*sign);
    }
    while kept.last().is_some_and(|last| last.character == ' ') {
        kept.pop();
    }
    *signs = kept;
}

/// [`typeset`] for a plain text, such as a running header.
pub(crate) fn typeset_text(text: &str) -> String {
    let mut signs = text.chars().map(|character| Sign { character, segment: 0, literal: false }).collect();
    typeset(&mut signs);
    signs.iter().map(|sign| sign.character).collect()
}

#[cfg(test)]
mod tests {
    use super::typeset_text;

    #[test]
    fn spaces_before_double_signs() {
        assert_eq!(typeset_text("Total : 3 ; quoi ?"), "Total\u{202F}: 3\u{202F}; quoi\u{202F}?");
        assert_eq!(typeset_text("12,5 % de 3 €"), "12,5\u{202F}% de 3\u{A0}€");
        assert_eq!(typeset_text("https://europa.eu a:b"), "https://europa.eu a:b");
    }

    #[test]
    fn guillemets_and_apostrophes() {
        assert_eq!(typeset_text("« l'aide »"), "«\u{202F}l’aide\u{202F}»");
        assert_eq!(typeset_text("5' d''"), "5' d''");
    }

    #[test]
    fn white_space_collapses() {
        assert_eq!(typeset_text("  a \n\t b  "), "a b");
    }
}
