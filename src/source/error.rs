//! Why the sources of a run could not be read at all: the run itself fails, with status 2.

use std::io;

use crate::model::door::Refused;

/// A source that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file system refused.
    #[error("{name} : {}", french_io(.error))]
    Io {
        /// File as the user named it.
        name: String,
        /// What the system answered.
        error: io::Error,
    },
    /// A file larger than the program reads.
    #[error(
        "{name} : le fichier pèse {size} octets, plus que la limite de {limit} octets ; retirez-le ou allégez-le"
    )]
    TooLarge {
        /// File name.
        name: String,
        /// Size in bytes.
        size: u64,
        /// Limit in bytes.
        limit: u64,
    },
    /// Something that has no content of its own: a folder, a pipe, a device.
    #[error(
        "{name} : ce n’est pas un fichier ordinaire (dossier, tube ou périphérique) ; remplacez-le par le fichier lui-même"
    )]
    NotAFile {
        /// File name.
        name: String,
    },
    /// A text or a list longer than the program reads.
    #[error(
        "{name}{}{} : {found}, au plus {limit}",
        line.map_or_else(String::new, |line| format!(", ligne {line}")),
        field.as_ref().map_or_else(String::new, |field| format!(" › {field}"))
    )]
    TooLong {
        /// File name.
        name: String,
        /// Its field, where it is one.
        field: Option<String>,
        /// Line, from 1, where it is known.
        line: Option<usize>,
        /// What there is, with its unit.
        found: String,
        /// The most that there may be, in words.
        limit: String,
    },
    /// A child process of the run could not be started: nothing is known of what it would have read.
    #[error("{0}")]
    NotStarted(String),
    /// A text file that is not UTF-8.
    #[error("{name} : le fichier n’est pas encodé en UTF-8 ; enregistrez-le en UTF-8 depuis votre éditeur")]
    NotUtf8 {
        /// File name.
        name: String,
    },
    /// A definition that does not have the expected form.
    #[error("{name}, ligne {line}, colonne {column} : {message} ; la ligne : « {shown} »")]
    Syntax {
        /// File name.
        name: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The line as written.
        shown: String,
        /// What is wrong, in French where we know it.
        message: String,
    },
    /// A file name that leaves the project's folder.
    #[error(
        "projet.toml › {field} : « {path} » sort du dossier du projet ; donnez un chemin relatif, sans « .. »"
    )]
    OutsideProject {
        /// Field of `projet.toml`.
        field: String,
        /// Path as written.
        path: String,
    },
    /// A fund that no definition describes.
    #[error("le fonds « {id} » n’existe pas ; fonds connus : {known}{}", .nearest.as_ref().map(|n| format!(" (vouliez-vous dire « {n} » ?)")).unwrap_or_default())]
    UnknownFund {
        /// Identifier asked for.
        id: String,
        /// Known identifiers.
        known: String,
        /// The nearest known one.
        nearest: Option<String>,
    },
    /// The applicant gives a parameter that no rule knows.
    #[error(
        "projet.toml › fonds.{fund}.parametres.{name} : paramètre inconnu{}",
        nearest.as_ref().map_or(String::new(), |near| format!(" ; vouliez-vous dire « {near} » ?"))
    )]
    UnknownParameter {
        /// The fund.
        fund: String,
        /// As typed.
        name: String,
        /// The nearest known one.
        nearest: Option<String>,
    },
    /// A waiver names a check or a fund that does not exist.
    #[error(
        "projet.toml › {field} : « {name} » n’existe pas{}",
        nearest.as_ref().map_or(String::new(), |near| format!(" ; vouliez-vous dire « {near} » ?"))
    )]
    UnknownWaived {
        /// Its field.
        field: String,
        /// As typed.
        name: String,
        /// The nearest known one.
        nearest: Option<String>,
    },
    /// The description asks for a figure that the ledger does not have.
    #[error(
        "{name}, ligne {line} : aucun chiffre ne s’appelle « {id} »{} ; « dossier trace » les liste",
        nearest.as_ref().map_or(String::new(), |near| format!(", vouliez-vous dire « {near} » ?"))
    )]
    UnknownFigure {
        /// File name.
        name: String,
        /// Line, from 1.
        line: usize,
        /// As typed.
        id: String,
        /// The nearest known one.
        nearest: Option<String>,
    },
    /// The folder of templates does not hold what it should.
    #[error("{name}{} : {message}", line.map_or_else(String::new, |line| format!(", ligne {line}")))]
    Definition {
        /// File name.
        name: String,
        /// Line, from 1, where it is known.
        line: Option<usize>,
        /// What is wrong.
        message: String,
    },
    /// The workbook cannot be opened.
    #[error("{0}")]
    Workbook(String),
}

impl SourceError {
    /// An error of the file system on a named file.
    #[must_use]
    pub fn io(name: impl Into<String>, error: io::Error) -> Self {
        Self::Io { name: name.into(), error }
    }

    /// A named file that the door refused.
    #[must_use]
    pub fn refused(name: impl Into<String>, refused: Refused) -> Self {
        let name = name.into();
        match refused {
            Refused::Io(error) => Self::Io { name, error },
            Refused::NotAFile => Self::NotAFile { name },
            Refused::TooLarge { size, limit } => Self::TooLarge { name, size, limit },
        }
    }
}

/// What the file system answered, in French.
#[must_use]
pub fn french_io(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            "fichier ou dossier introuvable ; vérifiez son nom et son emplacement".to_owned()
        }
        io::ErrorKind::PermissionDenied => {
            "accès refusé ; fermez le fichier s’il est ouvert dans un autre logiciel et vérifiez vos droits"
                .to_owned()
        }
        io::ErrorKind::NotADirectory => "ce n’est pas un dossier".to_owned(),
        io::ErrorKind::AlreadyExists => "ce nom est déjà pris".to_owned(),
        io::ErrorKind::StorageFull => "le disque est plein".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "ce disque n’accepte pas d’écriture".to_owned(),
        io::ErrorKind::IsADirectory => "c’est un dossier, un fichier était attendu".to_owned(),
        _ => format!("lecture ou écriture impossible ({error})"),
    }
}
