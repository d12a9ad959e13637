//! Comparing what people write: accents, case, spacing and punctuation forgiven.

use unicode_normalization::UnicodeNormalization;

/// Lower case, no accents, ligatures opened, anything but letters and digits as single spaces.
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.nfkd() {
        for lower in character.to_lowercase() {
            match lower {
                'œ' => result.push_str("oe"),
                'æ' => result.push_str("ae"),
                // Combining marks are what accents become under NFKD.
                '\u{300}'..='\u{36f}' => {}
                c if c.is_alphanumeric() => result.push(c),
                _ if result.ends_with(' ') || result.is_empty() => {}
                _ => result.push(' '),
            }
        }
    }
    result.truncate(result.trim_end().len());
    result
}

/// True when `words`, already normalised, stand in `text`, already normalised, as whole words in this order.
#[must_use]
pub fn holds_words(text: &str, words: &str) -> bool {
    !words.is_empty() && format!(" {text} ").contains(&format!(" {words} "))
}

/// The text with a capital first letter; a file name that opens it is left as written.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let is_file = text.split_whitespace().next().is_some_and(|word| word.contains('.'));
    let mut characters = text.chars();
    match characters.next() {
        Some(first) if !is_file => first.to_uppercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}

/// French spacing for plain text: U+202F before `; : ! ? %` where a space stands, inside « », U+00A0 before `€`.
///
/// Messages are written with ordinary spaces in the code; this is applied once, where they leave the program.
#[must_use]
pub fn french_spacing(text: &str) -> String {
    let mut result = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    let mut previous = ' ';
    while let Some(character) = characters.next() {
        let spaced = if character == ' ' {
            match characters.peek() {
                Some(';' | ':' | '!' | '?' | '»' | '%') => '\u{202f}',
                Some('€') => '\u{a0}',
                _ if previous == '«' => '\u{202f}',
                _ => ' ',
            }
        } else {
            character
        };
        result.push(spaced);
        previous = character;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_is_forgiven() {
        assert_eq!(normalise("  Sous-total : Dépenses  ÉLIGIBLES (€) "), "sous total depenses eligibles");
        assert_eq!(normalise("Mise en œuvre"), "mise en oeuvre");
        assert_eq!(normalise("…"), "");
    }

    #[test]
    fn signs_are_spaced_as_in_french() {
        assert_eq!(
            french_spacing("« Oui » : 15 % de 3 €"),
            "«\u{202f}Oui\u{202f}»\u{202f}: 15\u{202f}% de 3\u{a0}€"
        );
    }

    #[test]
    fn a_sentence_opens_with_a_capital_and_a_file_name_does_not() {
        assert_eq!(capitalised("état du plan"), "État du plan");
        assert_eq!(capitalised("budget.xlsx › Dépenses"), "budget.xlsx › Dépenses");
        assert_eq!(capitalised("« oui »"), "« oui »");
        assert_eq!(capitalised(""), "");
    }

    #[test]
    fn whole_words_only() {
        assert!(holds_words("frais divers et imprevus", "divers"));
        assert!(!holds_words("actions diverses", "divers"));
        assert!(!holds_words("actions", ""));
    }
}
