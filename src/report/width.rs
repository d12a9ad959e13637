//! Texts on lines of a given width, in columns as a terminal counts them.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that a text takes.
#[must_use]
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The text, followed by as many spaces as it lacks.
#[must_use]
pub fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// The text after as many spaces as it lacks.
#[must_use]
pub fn padded_left(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(columns(text))))
}

/// A text broken at its ordinary spaces: no-break spaces hold. The first line may be narrower than those that follow. A
/// word wider than a line is broken where it must.
#[must_use]
pub fn wrapped(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    let mut free = first.max(1);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let taken = columns(word);
        let line = lines.last().map_or("", String::as_str);
        let space = usize::from(!line.is_empty());
        if taken + space <= free {
            push(&mut lines, if space == 1 { " " } else { "" });
            push(&mut lines, word);
            free -= taken + space;
            continue;
        }
        if !line.is_empty() || taken <= rest {
            lines.push(String::new());
            free = rest.max(1);
        }
        for character in word.chars() {
            let taken = character.width().unwrap_or(0);
            if taken > free {
                lines.push(String::new());
                free = rest.max(1);
            }
            push(&mut lines, character.encode_utf8(&mut [0; 4]));
            free = free.saturating_sub(taken);
        }
    }
    lines
}

fn push(lines: &mut [String], text: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_at_ordinary_spaces_only() {
        assert_eq!(
            wrapped("le coût de 12\u{202f}345\u{a0}€ passe", 10, 12),
            ["le coût de", "12\u{202f}345\u{a0}€", "passe"]
        );
        assert_eq!(wrapped("abcdefgh", 3, 3), ["abc", "def", "gh"]);
        assert_eq!(wrapped("abcdefgh ij", 3, 10), ["", "abcdefgh", "ij"]);
        assert_eq!(wrapped("", 3, 3), [""]);
    }

    #[test]
    fn wide_signs_take_two_columns() {
        assert_eq!((columns("é"), columns("日本"), padded("日", 3)), (1, 4, "日 ".to_owned()));
        assert_eq!(wrapped("日本 語", 4, 4), ["日本", "語"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_is_lost(text in "[a-zé ]{0,80}", first in 1_usize..20, rest in 1_usize..20) {
            let lines = wrapped(&text, first, rest);
            let room = |rank: usize| if rank == 0 { first } else { rest };
            let fits = lines.iter().enumerate().all(|(rank, line)| columns(line) <= room(rank));
            prop_assert!(fits);
            let bare = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }
    }
}
