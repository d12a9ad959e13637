//! Spaces at which a French line does not end: after `n°`, inside a date, between groups of three digits.

use super::NNBSP;
use crate::model::date::MONTHS;

const NBSP: char = '\u{A0}';

/// Words that stay with the number after them.
const BEFORE_NUMBERS: [&str; 17] = [
    "n°", "N°", "nos", "art.", "article", "articles", "§", "p.", "pp.", "page", "al.", "(UE)", "L.", "R.",
    "D.", "Action", "pièce",
];

/// Most groups of three digits after the first digits of an amount: a longer run is none, and is not looked through.
const GROUPS: usize = 9;

/// Positions of plain spaces that must hold, in order, each with the space to put there.
pub(super) fn spaces(text: &[char]) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut before: Option<&[char]> = None;
    // Inside an amount whose next word is a group of three digits.
    let mut in_amount = false;
    for (start, word) in (Words { text, at: 0 }) {
        if in_amount {
            found.push((start - 1, NNBSP));
        } else if before.is_some_and(|before| holds(before, word)) {
            found.push((start - 1, NBSP));
        }
        let end = start + word.len();
        in_amount = if in_amount {
            word.len() == 3 && groups(text, end) > 0
        } else {
            opens(word) && groups(text, end) > 0
        };
        before = Some(word);
    }
    found
}

/// Whether a word ends with the first digits of an amount: one to three, with signs such as a bracket before them.
fn opens(word: &[char]) -> bool {
    let signs = word.iter().take_while(|c| !c.is_alphanumeric() && !matches!(c, ',' | '.')).count();
    let digits = word.get(signs..).unwrap_or_default();
    (1..=3).contains(&digits.len()) && digits.iter().all(char::is_ascii_digit)
}

/// How many groups of three digits follow the word that ends at `end`; none when other digits come among them,
/// or too many.
fn groups(text: &[char], mut end: usize) -> usize {
    let mut count = 0;
    while text.get(end) == Some(&' ') {
        match leading_digits(text.get(end + 1..).unwrap_or_default()) {
            0 => break,
            3 if count < GROUPS => count += 1,
            _ => return 0,
        }
        end += 4;
    }
    count
}

fn leading_digits(text: &[char]) -> usize {
    text.iter().take_while(|c| c.is_ascii_digit()).count()
}

/// Whether the second word stays on the line of the first.
fn holds(first: &[char], second: &[char]) -> bool {
    let is = |word: &str, text: &[char]| text.iter().copied().eq(word.chars());
    if second.first().is_some_and(char::is_ascii_digit) {
        let bare: &[char] = match first {
            ['(' | '«' | '\u{202F}', rest @ ..] if !rest.is_empty() && first != ['(', 'U', 'E', ')'] => rest,
            _ => first,
        };
        // « l’article 4 », « d’art. 5 »
        let bare = bare
            .iter()
            .rposition(|c| matches!(c, '’' | '\''))
            .map_or(bare, |at| bare.get(at + 1..).unwrap_or(bare));
        let year = leading_digits(second) == 4;
        return BEFORE_NUMBERS.iter().any(|word| is(word, bare))
            || (year && MONTHS.iter().any(|month| is(month, first)));
    }
    let day = match first {
        [.., '1', 'e', 'r'] => true,
        _ => {
            let digits = first.iter().rev().take_while(|c| c.is_ascii_digit()).count();
            (1..=2).contains(&digits)
        }
    };
    let month: Vec<char> = second.iter().copied().take_while(|c| c.is_alphabetic()).collect();
    day && MONTHS.iter().any(|name| is(name, &month))
}

/// Words between plain spaces, with their positions.
struct Words<'a> {
    text: &'a [char],
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = (usize, &'a [char]);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.iter().position(|c| *c == ' ').unwrap_or(rest.len());
        let start = self.at;
        self.at += length + 1;
        Some((start, rest.get(..length).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use crate::pdf::french::typeset_text;

    #[test]
    fn numbers_stay_with_what_names_them() {
        for (typed, kept) in [
            ("règlement (UE) 2021/1060, art. 9, § 2", "règlement (UE)\u{A0}2021/1060, art.\u{A0}9, §\u{A0}2"),
            ("(n° 3) et l’article 4", "(n°\u{A0}3) et l’article\u{A0}4"),
            ("le n° de la pièce P-01", "le n° de la pièce P-01"),
        ] {
            assert_eq!(typeset_text(typed), kept);
        }
    }

    #[test]
    fn dates_stay_whole() {
        assert_eq!(typeset_text("le 1er février 2024."), "le 1er\u{A0}février\u{A0}2024.");
        assert_eq!(typeset_text("du 12 au 18 mai, en mai"), "du 12 au 18\u{A0}mai, en mai");
        assert_eq!(typeset_text("en 2024 mai"), "en 2024 mai");
    }

    #[test]
    fn thousands_are_set_apart_narrowly() {
        for (typed, kept) in [
            ("de 300 000 euros", "de 300\u{202F}000 euros"),
            ("(1 234 567,89 €)", "(1\u{202F}234\u{202F}567,89\u{A0}€)"),
            // A telephone number, a SIRET, years and a house number are not amounts.
            ("03 21 00 00 00", "03 21 00 00 00"),
            ("130 019 052 00019", "130 019 052 00019"),
            ("en 2024 300 visites", "en 2024 300 visites"),
            ("lot 3 12 ans", "lot 3 12 ans"),
            ("0,5 300", "0,5 300"),
        ] {
            assert_eq!(typeset_text(typed), kept);
        }
        // What is longer than any amount may be broken.
        let long = typeset_text(&["100"; 12].join(" "));
        assert!(long.starts_with("100 100 100\u{202F}100"), "{long}");
    }
}
