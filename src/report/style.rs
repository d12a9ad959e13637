//! Colours of the terminal, when the reader wants them; texts made safe for it.

use anstyle::{AnsiColor, Color};

use crate::model::character::is_blank;

/// Whether to colour, decided once by the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Plain text: not a terminal, or `NO_COLOR`.
    Plain,
    /// ANSI colours.
    Coloured,
}

impl Style {
    fn wrap(self, style: anstyle::Style, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Coloured => format!("{style}{text}{style:#}"),
        }
    }

    /// Something that stops.
    #[must_use]
    pub fn error(self, text: &str) -> String {
        self.wrap(coloured(AnsiColor::Red).bold(), text)
    }

    /// Something to look at.
    #[must_use]
    pub fn warning(self, text: &str) -> String {
        self.wrap(coloured(AnsiColor::Yellow), text)
    }

    /// A heading.
    #[must_use]
    pub fn strong(self, text: &str) -> String {
        self.wrap(anstyle::Style::new().bold(), text)
    }

    /// A secondary word.
    #[must_use]
    pub fn faint(self, text: &str) -> String {
        self.wrap(anstyle::Style::new().dimmed(), text)
    }
}

const fn coloured(colour: AnsiColor) -> anstyle::Style {
    anstyle::Style::new().fg_color(Some(Color::Ansi(colour)))
}

/// A character that a terminal obeys instead of showing it, or that makes a text show as another: control characters,
/// marks of direction, line separators, tags.
#[must_use]
pub fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Text that came from a file, made safe for a line of a terminal: line ends and tabs are spaces, what a terminal would
/// obey becomes visible.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            c if is_obeyed(c) && is_blank(c) => ' ',
            c if is_obeyed(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_escape_sequence_of_a_file_reaches_the_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\u{202e}"), "a\u{fffd}[2Jb\u{fffd}");
        assert_eq!(printable("Montant\r\nHT\t(€)\u{8}"), "Montant  HT (€)\u{fffd}");
    }

    proptest! {
        #[test]
        fn whatever_the_text_nothing_is_left_to_obey(text in proptest::collection::vec(any::<char>(), 0..40)) {
            let text: String = text.into_iter().collect();
            prop_assert!(!printable(&text).chars().any(is_obeyed));
        }
    }
}
