//! Comparing what people write: accents, case, spacing and punctuation forgiven.

use std::hash::{DefaultHasher, Hash, Hasher};

use unicode_normalization::UnicodeNormalization;

/// Lower case, no accents, ligatures opened, anything but letters and digits as single spaces.
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    // Nothing decomposes across plain letters: they are taken as they are, what stands between them by NFKD.
    while let Some(first) = rest.chars().next() {
        if first.is_ascii() {
            push_normal(first.to_ascii_lowercase(), &mut result);
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let (run, after) = rest.split_at(rest.find(|c: char| c.is_ascii()).unwrap_or(rest.len()));
        for lower in run.nfkd().flat_map(char::to_lowercase) {
            push_normal(lower, &mut result);
        }
        rest = after;
    }
    result.truncate(result.trim_end().len());
    result
}

fn push_normal(lower: char, result: &mut String) {
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

/// What tells texts apart when there are too many of them to be kept: two that are alike have the same mark.
pub type Mark = (u64, u64);

/// The mark of some texts.
#[must_use]
pub fn mark(texts: &impl Hash) -> Mark {
    let of = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, texts).hash(&mut hasher);
        hasher.finish()
    };
    (of(0), of(1))
}

/// True when `words`, already normalised, stand in `text`, already normalised, as whole words in this order.
#[must_use]
pub fn holds_words(text: &str, words: &str) -> bool {
    let mut starts = std::iter::once(0).chain(text.match_indices(' ').map(|(space, _)| space + 1));
    let at = |start| text.get(start..).and_then(|rest: &str| rest.strip_prefix(words));
    !words.is_empty()
        && starts.any(|start| at(start).is_some_and(|after| after.is_empty() || after.starts_with(' ')))
}

/// True for a sign that Windows refuses in the name of a file, or that breaks an address.
#[must_use]
pub fn is_refused(c: char) -> bool {
    "<>:\"/\\|?*#%;°".contains(c) || c.is_control()
}

/// The name of a file with what is refused somewhere replaced by hyphens.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let mut safe = String::with_capacity(name.len());
    for c in name.trim().chars() {
        match c {
            c if is_refused(c) || c == ' ' => {
                if !safe.ends_with('-') {
                    safe.push('-');
                }
            }
            '.' => {
                safe.truncate(safe.trim_end_matches('-').len());
                safe.push('.');
            }
            c => safe.push(c),
        }
    }
    safe.trim_matches(['-', '.']).to_owned()
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

/// The text as it stands inside a sentence; capitals that follow one another are an acronym.
#[must_use]
pub fn uncapitalised(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(characters).collect()
        }
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

/// Letters and digits of plain ASCII, and hyphens for all that is neither: what no system refuses in a name.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    // An accent is a sign of its own once the letter is decomposed.
    for c in text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)) {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c),
            'œ' => out.push_str("oe"),
            'Œ' => out.push_str("OE"),
            'æ' => out.push_str("ae"),
            'Æ' => out.push_str("AE"),
            _ if out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out.trim_matches('-').to_owned()
}

/// A plain name cut to so many characters, without a hyphen at its end.
#[must_use]
pub fn shortened(plain: &str, longest: usize) -> String {
    let cut: String = plain.chars().take(longest).collect();
    cut.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn plain_letters_taken_apart_or_not_read_alike(text in "[a-zA-Z0-9 .\\-éÉœŒǆ\u{301}\u{327}\u{ad}ﬁ½ Å가-힣]{0,16}") {
            let mut whole = String::new();
            text.nfkd().flat_map(char::to_lowercase).for_each(|lower| push_normal(lower, &mut whole));
            prop_assert_eq!(normalise(&text), whole.trim_end());
        }

        #[test]
        fn words_are_found_as_between_spaces(text in "[ab ]{0,12}", words in "[ab]{1,2}( [ab]{1,2}){0,2}") {
            let text = normalise(&text);
            let padded = format!(" {text} ").contains(&format!(" {words} "));
            prop_assert_eq!(holds_words(&text, &words), padded);
        }
    }

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
