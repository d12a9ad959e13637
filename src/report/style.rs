//! Colours of the terminal, when the reader wants them.

/// Whether to colour, decided once by the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Plain text: not a terminal, or `NO_COLOR`.
    Plain,
    /// ANSI colours.
    Coloured,
}

impl Style {
    fn wrap(self, code: &str, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Coloured => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }

    /// Something that stops.
    #[must_use]
    pub fn error(self, text: &str) -> String {
        self.wrap("1;31", text)
    }

    /// Something to look at.
    #[must_use]
    pub fn warning(self, text: &str) -> String {
        self.wrap("33", text)
    }

    /// Something that holds.
    #[must_use]
    pub fn good(self, text: &str) -> String {
        self.wrap("32", text)
    }

    /// A heading.
    #[must_use]
    pub fn strong(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// A secondary word.
    #[must_use]
    pub fn faint(self, text: &str) -> String {
        self.wrap("2", text)
    }
}

/// Text that came from a file, made safe for a terminal: control and bidirectional override characters become visible.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_escape_sequence_of_a_file_reaches_the_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\u{202e}"), "a\u{fffd}[2Jb\u{fffd}");
    }
}
