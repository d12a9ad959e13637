//! What a check rests on.

/// What a check rests on. A text is cited where it says the rule; a sum that does not hold needs no law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A legal text.
    Text {
        /// Text and article.
        citation: &'static str,
        /// The sentence relied on, word for word; none when the text itself was not read.
        sentence: Option<&'static str>,
    },
    /// Arithmetic, or an identity: no authority is needed for it.
    Arithmetic(&'static str),
    /// What people do, and who says so.
    Usage(&'static str),
    /// What the authority, or the fund's definition, says.
    Sheet(&'static str),
}

impl Basis {
    /// The basis in one line, as findings carry it.
    #[must_use]
    pub const fn citation(&self) -> &'static str {
        match self {
            Self::Text { citation, .. } => citation,
            Self::Arithmetic(text) | Self::Usage(text) | Self::Sheet(text) => text,
        }
    }

    /// The sentence relied on.
    #[must_use]
    pub const fn sentence(&self) -> Option<&'static str> {
        match self {
            Self::Text { sentence, .. } => *sentence,
            Self::Arithmetic(_) | Self::Usage(_) | Self::Sheet(_) => None,
        }
    }

    /// What kind of basis it is, in French.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "texte",
            Self::Arithmetic(_) => "arithmétique",
            Self::Usage(_) => "usage",
            Self::Sheet(_) => "fonds",
        }
    }
}
