//! The signs of a text: those that print wrongly, those that are left out, and where a line may break.

use std::ops::Range;

use crate::model::Coverage;
use crate::model::character::{
    MISSING, describe, is_blank, is_harmless_when_left_out, is_left_out, is_no_character, is_private,
    is_right_to_left,
};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A sign that cannot be printed as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sign {
    /// The fonts have no glyph for it.
    NoGlyph(char),
    /// It has no meaning of its own.
    Private(char),
    /// Writing from right to left.
    RightToLeft(char),
    /// The original character was lost before the file was read.
    Lost,
    /// The sign that the program prints for a missing one.
    Box,
    /// A diacritic with no letter to bear it.
    LoneMark(char),
}

impl Sign {
    /// The character.
    pub(crate) const fn character(self) -> char {
        match self {
            Self::NoGlyph(c) | Self::Private(c) | Self::RightToLeft(c) | Self::LoneMark(c) => c,
            Self::Lost => '\u{FFFD}',
            Self::Box => MISSING,
        }
    }

    /// What it is.
    pub(crate) fn what(self) -> &'static str {
        describe(self.character())
    }
}

/// Nothing but printable ASCII.
pub(super) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t'))
}

/// The signs of a text that print wrongly, then those that are left out; each once, in the order met.
pub(super) fn troubles(text: &str, coverage: &Coverage) -> (Vec<Sign>, Vec<char>) {
    let (mut signs, mut hidden) = (Vec::new(), Vec::new());
    let mut bears_marks = false;
    let mut judge = |c: char| {
        if is_left_out(c) || (c.is_control() && !c.is_ascii_whitespace()) {
            if !is_harmless_when_left_out(c) && !hidden.contains(&c) {
                hidden.push(c);
            }
            return;
        }
        let sign = match c {
            ' '..='~' => None,
            '\u{FFFD}' => Some(Sign::Lost),
            MISSING => Some(Sign::Box),
            // Drawn by the program, or set as a space, a line break or another hyphen.
            '☐' | '☑' | '☒' | '\u{A0}' | '\u{2010}' | '\u{2028}' => None,
            c if is_blank(c) => None,
            c if is_private(c) => Some(Sign::Private(c)),
            c if is_right_to_left(c) => Some(Sign::RightToLeft(c)),
            c if !coverage.contains(c) => Some(Sign::NoGlyph(c)),
            c if is_combining_mark(c) && !bears_marks => Some(Sign::LoneMark(c)),
            _ => None,
        };
        bears_marks = !c.is_whitespace();
        if let Some(sign) = sign.filter(|sign| !signs.contains(sign)) {
            signs.push(sign);
        }
    };
    // Pages compose letters and marks before they look for glyphs.
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.chars().for_each(&mut judge);
    } else {
        text.nfc().for_each(&mut judge);
    }
    (signs, hidden)
}

/// The longest part of a text in which no line may break, with its number of characters.
pub(super) fn longest_word(text: &str) -> Option<(Range<usize>, usize)> {
    let is_break =
        |c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}') || matches!(c, '-' | '–' | '—');
    let mut at = 0;
    text.split_inclusive(is_break)
        .map(|piece| {
            let word = piece.trim_end_matches(is_break);
            let start = at;
            at += piece.len();
            (start..start + word.len(), word.chars().count())
        })
        .max_by_key(|(_, letters)| *letters)
}

/// A text on one line, with what has no look of its own written out.
pub(crate) fn readable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if is_blank(c) => shown.push(' '),
            c if is_private(c) || is_no_character(c) || (is_left_out(c) && !is_harmless_when_left_out(c)) => {
                shown.push_str(&format!("[{}]", crate::model::character::code_point(c)));
            }
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latin() -> Coverage {
        Coverage::new((0x20..0x250).chain(0x300..0x370).chain([0x2019, 0x25A1, 0xE000]))
    }

    #[test]
    fn each_awkward_sign_has_its_own_answer() {
        for (text, sign) in [
            ("漢", Sign::NoGlyph('漢')),
            ("😀", Sign::NoGlyph('😀')),
            ("\u{E000}", Sign::Private('\u{E000}')),
            ("שלום", Sign::RightToLeft('ש')),
            ("\u{FFFD}", Sign::Lost),
            ("□", Sign::Box),
            ("\u{301}a", Sign::LoneMark('\u{301}')),
        ] {
            let (signs, hidden) = troubles(text, &latin());
            assert_eq!(signs.first(), Some(&sign), "{text:?}");
            assert!(hidden.is_empty(), "{text:?}");
        }
    }

    #[test]
    fn signs_that_are_left_out_are_told_and_the_harmless_ones_are_not() {
        for c in ['\u{202E}', '\u{2069}', '\u{200B}', '\u{FEFF}', '\u{7}', '\u{9B}', '\u{B}', '\u{85}'] {
            let (signs, hidden) = troubles(&format!("a{c}b"), &latin());
            assert_eq!((signs, hidden), (vec![], vec![c]), "U+{:04X}", u32::from(c));
        }
        let (signs, hidden) = troubles("fi\u{AD}nan\u{FE0F}ce l’e\u{301}te\u{301}\t\n☑\u{A0}", &latin());
        assert!(signs.is_empty() && hidden.is_empty(), "{signs:?} {hidden:?}");
    }

    #[test]
    fn the_longest_word_stops_where_a_line_may_break() {
        let text = "un très-longs mot";
        let longest = longest_word(text).and_then(|(word, letters)| Some((text.get(word)?, letters)));
        assert_eq!(longest, Some(("longs", 5)));
    }
}
