//! Why a workbook cannot be read, told to the person who can mend it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a workbook holds too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LimitKind {
    /// Bytes of the file ([`super::super::limits::WORKBOOK_BYTES`]).
    FileBytes,
    /// Bytes once inflated ([`super::super::limits::INFLATED_BYTES`]).
    InflatedBytes,
    /// Parts of the archive ([`super::super::limits::PARTS`]).
    Parts,
    /// Sheets ([`super::super::limits::SHEETS`]).
    Sheets,
    /// Filled cells ([`super::super::limits::CELLS`]).
    Cells,
    /// Cells with a formula ([`super::super::limits::FORMULAS`]).
    Formulas,
    /// Cells spanned by an `.xls` sheet ([`super::super::limits::SPANNED_CELLS`]).
    SpannedCells,
    /// Distinct texts ([`super::super::limits::SHARED_TEXTS`]).
    SharedTexts,
    /// Length of all texts ([`super::super::limits::TEXT_BYTES`]).
    TextBytes,
    /// Cell formats ([`super::super::limits::CELL_FORMATS`]).
    CellFormats,
    /// Merged ranges ([`super::super::limits::MERGED_RANGES`]).
    MergedRanges,
    /// Seconds of the process that reads it ([`super::super::limits::READER_SECONDS`]).
    ReaderSeconds,
    /// Memory of the process that reads it ([`super::super::limits::READER_BYTES`]).
    ReaderBytes,
}

impl LimitKind {
    fn french(self, limit: usize) -> String {
        let number = |n: usize| crate::model::money::group_thousands(u64::try_from(n).unwrap_or(u64::MAX));
        let mebibytes = |n: usize| number(n >> 20);
        match self {
            Self::FileBytes => format!("le fichier pèse plus de {}\u{a0}Mio", mebibytes(limit)),
            Self::InflatedBytes => {
                format!("son contenu décompressé dépasse {}\u{a0}Mio", mebibytes(limit))
            }
            Self::Parts => format!("son archive compte plus de {} fichiers", number(limit)),
            Self::Sheets => format!("il compte plus de {} feuilles", number(limit)),
            Self::Cells => format!("il compte plus de {} cellules remplies", number(limit)),
            Self::Formulas => format!("il compte plus de {} formules", number(limit)),
            Self::SpannedCells => format!(
                "une feuille s’étend sur plus de {} cellules, de la première remplie à la dernière",
                number(limit)
            ),
            Self::SharedTexts => format!("il compte plus de {} textes différents", number(limit)),
            Self::TextBytes => format!("ses textes dépassent {}\u{a0}Mio", mebibytes(limit)),
            Self::CellFormats => format!("il compte plus de {} formats de cellule", number(limit)),
            Self::MergedRanges => format!("il compte plus de {} cellules fusionnées", number(limit)),
            Self::ReaderSeconds => format!("sa lecture prend plus de {}\u{a0}s", number(limit)),
            Self::ReaderBytes => {
                format!("sa lecture demande plus de {}\u{a0}Mio de mémoire", mebibytes(limit))
            }
        }
    }
}

/// Why a workbook cannot be read. The message names the file and the way to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum ReadError {
    /// Zero bytes.
    #[error(
        "«\u{202f}{file}\u{202f}» est vide (0 octet)\u{202f}: l’enregistrement ou la copie a échoué. Enregistrez à nouveau le classeur."
    )]
    Empty {
        /// File name.
        file: String,
    },
    /// A `~$budget.xlsx`: the mark Excel leaves beside an open workbook.
    #[error(
        "«\u{202f}{file}\u{202f}» n’est pas le classeur mais la marque qu’Excel pose à côté d’un classeur ouvert. Fermez le classeur dans Excel, puis relancez."
    )]
    LockFile {
        /// File name.
        file: String,
    },
    /// An extension that no reader knows.
    #[error(
        "«\u{202f}{file}\u{202f}»\u{202f}: extension non reconnue. Le budget se lit dans un classeur .xlsx, .xlsm, .xlsb, .ods ou .xls, ou dans un fichier .csv."
    )]
    UnknownExtension {
        /// File name.
        file: String,
    },
    /// A workbook in a format that is not read, whatever the name says.
    #[error(
        "«\u{202f}{file}\u{202f}» est {what}, que le programme ne lit pas. Ouvrez-le dans Excel ou LibreOffice et enregistrez-le au format .xlsx."
    )]
    OtherFormat {
        /// File name.
        file: String,
        /// What it is.
        what: Cow<'static, str>,
    },
    /// The content is not a workbook, whatever the name says.
    #[error(
        "«\u{202f}{file}\u{202f}» n’est pas un classeur malgré son nom{}. Ouvrez-le dans Excel ou LibreOffice et enregistrez-le au format .xlsx.",
        hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default()
    )]
    NotAWorkbook {
        /// File name.
        file: String,
        /// What the content looks like, when recognised.
        hint: Option<Cow<'static, str>>,
    },
    /// Encrypted with a password.
    #[error(
        "«\u{202f}{file}\u{202f}» est protégé par un mot de passe à l’ouverture. Enregistrez-en une copie sans mot de passe (Fichier, Informations, Protéger le classeur, Chiffrer avec mot de passe\u{202f}: effacer)."
    )]
    Encrypted {
        /// File name.
        file: String,
    },
    /// Truncated or corrupt.
    #[error(
        "«\u{202f}{file}\u{202f}» est tronqué ou abîmé ({detail}). Rouvrez-le dans Excel ou LibreOffice et enregistrez-le à nouveau, ou reprenez une copie saine."
    )]
    Damaged {
        /// File name.
        file: String,
        /// The part at fault and what is wrong with it.
        detail: String,
    },
    /// A cell reference that no sheet can hold.
    #[error(
        "«\u{202f}{file}\u{202f}» contient une référence de cellule impossible, «\u{202f}{reference}\u{202f}» ({part}). Rouvrez-le dans Excel ou LibreOffice et enregistrez-le à nouveau."
    )]
    MalformedReference {
        /// File name.
        file: String,
        /// The part of the archive.
        part: String,
        /// The reference as written.
        reference: String,
    },
    /// More than the program agrees to read.
    #[error(
        "«\u{202f}{file}\u{202f}» est refusé\u{202f}: {}. Un budget n’en demande pas tant\u{202f}: copiez les tableaux utiles dans un classeur neuf.",
        what.french(*limit)
    )]
    TooMuch {
        /// File name.
        file: String,
        /// Of what.
        what: LimitKind,
        /// The limit crossed.
        limit: usize,
    },
    /// The process that reads this format stopped or could not start.
    #[error(
        "«\u{202f}{file}\u{202f}» n’a pas pu être lu\u{202f}: {detail}. Ouvrez-le dans Excel ou LibreOffice et enregistrez-le au format .xlsx."
    )]
    ReaderStopped {
        /// File name.
        file: String,
        /// How it stopped.
        detail: String,
    },
    /// A table that `projet.toml` names is not there.
    #[error("projet.toml › {message}")]
    Layout {
        /// The field and what is wrong with it.
        message: String,
    },
    /// A workbook without any worksheet.
    #[error("«\u{202f}{file}\u{202f}» ne contient aucune feuille de calcul.")]
    NoSheet {
        /// File name.
        file: String,
    },
}

impl ReadError {
    pub(super) fn damaged(file: &str, detail: impl Into<String>) -> Self {
        let detail: String = detail.into();
        Self::Damaged { file: file.to_owned(), detail: detail.chars().take(200).collect() }
    }

    pub(super) fn too_much(file: &str, what: LimitKind, limit: usize) -> Self {
        Self::TooMuch { file: file.to_owned(), what, limit }
    }
}
