//! What can stop a rendering, and what is worth telling without stopping it.

use thiserror::Error;

use crate::model::character::{is_no_character, is_private};

/// Why a document could not be rendered. The texts are read by officers, hence in French.
#[derive(Debug, Error)]
pub enum PdfError {
    /// The XHTML is not well formed.
    #[error("ligne {line}\u{202F}: le document n’est pas du XHTML bien formé ({reason})")]
    Malformed {
        /// 1-based line in the XHTML that was given.
        line: usize,
        /// What the XML reader said.
        reason: String,
    },
    /// An element, an attribute or a value is not part of the vocabulary.
    #[error("ligne {line}\u{202F}: {reason}")]
    Vocabulary {
        /// 1-based line in the XHTML that was given.
        line: usize,
        /// What is wrong, in French.
        reason: String,
    },
    /// Elements are nested deeper than the engine accepts.
    #[error("ligne {line}\u{202F}: plus de {limit} éléments imbriqués")]
    TooDeep {
        /// 1-based line in the XHTML that was given.
        line: usize,
        /// Largest accepted depth.
        limit: usize,
    },
    /// The theme is unreadable or holds an impossible value.
    #[error("theme.toml › {0}")]
    Theme(String),
    /// A font file is missing or unusable.
    #[error("police {name}\u{202F}: {reason}")]
    Font {
        /// File name of the face.
        name: String,
        /// What is wrong with it, in French.
        reason: String,
    },
    /// The document could not be serialised; a defect of the engine rather than of its input.
    #[error("écriture du PDF : {0}")]
    Writing(String),
}

/// Something the reader of the document would like to know, that did not stop the rendering.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// The fonts hold no glyph for characters of a paragraph; visible boxes (read as U+FFFD) stand in their place.
    MissingGlyphs {
        /// The characters, each once, in the order met.
        characters: Vec<char>,
        /// The text around the first.
        context: String,
    },
    /// A word was wider than its column and was cut without a hyphenation point.
    BrokenWord {
        /// The word, shortened when very long.
        word: String,
    },
    /// A table asks for more room than the page has; its text was made smaller.
    NarrowTable {
        /// Number of columns.
        columns: usize,
        /// Caption or first header of the table.
        title: String,
    },
    /// A row has fewer or more cells than the table has columns.
    RaggedRow {
        /// 1-based line in the XHTML that was given.
        line: usize,
    },
}

/// A notice with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoticeOnPage {
    /// 1-based page where it happened first; `None` outside the flow of pages, as in a running header.
    pub page: Option<usize>,
    /// What happened.
    pub notice: Notice,
}

impl std::fmt::Display for NoticeOnPage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.page {
            Some(page) => write!(f, "page {page}\u{202F}: {}", self.notice),
            None => self.notice.fmt(f),
        }
    }
}

/// Characters that a notice names.
const SHOWN: usize = 6;

/// A character as people can look it up; the sign itself when it has a look of its own.
fn named(character: char) -> String {
    let code = crate::model::character::code_point(character);
    if is_private(character) || is_no_character(character) {
        code
    } else {
        format!("«\u{202F}{character}\u{202F}» ({code})")
    }
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Notice::MissingGlyphs { characters, context } => {
                let list: Vec<String> = characters.iter().take(SHOWN).map(|c| named(*c)).collect();
                let more = match characters.len().saturating_sub(SHOWN) {
                    0 => String::new(),
                    1 => " et 1 autre".to_owned(),
                    count => format!(" et {count} autres"),
                };
                let context: String =
                    context.chars().filter(|c| !is_private(*c) && !is_no_character(*c)).collect();
                write!(
                    f,
                    "case vide à la place de {}{more}, dans «\u{202F}{context}\u{202F}»",
                    list.join(", ")
                )
            }
            Notice::BrokenWord { word } => {
                write!(
                    f,
                    "mot trop long pour sa colonne, coupé sans trait d’union\u{202F}: «\u{202F}{word}\u{202F}»"
                )
            }
            Notice::NarrowTable { columns, title } => write!(
                f,
                "tableau «\u{202F}{title}\u{202F}» : {columns} colonnes tiennent mal sur la page, texte réduit"
            ),
            Notice::RaggedRow { line } => write!(
                f,
                "ligne {line}\u{202F}: le nombre de cellules diffère du nombre de colonnes du tableau"
            ),
        }
    }
}
