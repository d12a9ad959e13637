//! A text as it is compared: lower case, no accents, one kind of each sign, single spaces.

use unicode_normalization::UnicodeNormalization;

/// Folds a text; digits, punctuation and the order of everything stay.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

/// The same at the end of another, for who folds sign by sign.
pub(crate) fn fold_into(folded: &mut String, text: &str) {
    // A word cut at the end of a line by a soft hyphen is one word.
    for c in text.nfkd().filter(|c| *c != '\u{ad}').flat_map(char::to_lowercase) {
        match c {
            '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            '’' | '‘' | 'ʼ' | '´' => folded.push('\''),
            '‐' | '‑' | '‒' | '–' | '—' | '−' => folded.push('-'),
            '«' | '»' | '“' | '”' => folded.push('"'),
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_alike() {
        assert_eq!(fold("L’Œuvre\u{a0}: 34\u{202f}862,00\n€ – ﬁn"), "l'oeuvre : 34 862,00 € - fin");
    }
}
