//! Why a pack could not be made or written: the run fails, and the former pack stays.

use std::fmt;

use super::produced::RefusedWord;
use crate::documents::DocumentError;
use crate::figures::LedgerError;
use crate::model::french::counted;
use crate::pdf::PdfError;
use crate::source::SourceError;
use crate::xlsx::XlsxError;

/// Words that must not be filed, each in a sentence with what to do about each.
#[derive(Debug)]
pub struct Refused(pub(super) Vec<RefusedWord>);

/// Words that the message names.
const NAMED: usize = 5;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for word in self.0.iter().take(NAMED) {
            let found = &word.found;
            write!(
                f,
                " {} : « {} » dans « {} » ({}).",
                word.file,
                found.word,
                found.around,
                found.kind.mend()
            )?;
        }
        match self.0.len().checked_sub(NAMED).filter(|more| *more > 0) {
            Some(more) => write!(f, " Et {}.", counted(more, "autre", "autres")),
            None => Ok(()),
        }
    }
}

/// A pack that could not be made or written.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A template.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A page.
    #[error("{file} : {error}")]
    Pdf {
        /// Document.
        file: String,
        /// What happened.
        error: Box<PdfError>,
    },
    /// The theme or the fonts.
    #[error("mise en page : {0}")]
    Look(Box<PdfError>),
    /// A workbook.
    #[error("{file} : {error}")]
    Xlsx {
        /// Document.
        file: String,
        /// What happened.
        error: Box<XlsxError>,
    },
    /// A simulation that holds too large an amount.
    #[error("{file} : {error}")]
    Simulation {
        /// Document.
        file: String,
        /// What happened.
        error: LedgerError,
    },
    /// The copy for word processors could not be written.
    #[error("{file} : {error}")]
    Docx {
        /// Document.
        file: String,
        /// What happened.
        error: crate::docx::DocxError,
    },
    /// A written document that does not say what the ledger says: a defect of the program, never silent.
    #[error("{file} : relu après écriture, {message} ; le dossier n’est pas écrit, signalez ce défaut")]
    Disagreement {
        /// Document.
        file: String,
        /// What differs.
        message: String,
    },
    /// A final pack that says what only those who prepare it should read.
    #[error("mots de travail dans ce qui se dépose, rien n’a été écrit :{0}")]
    Words(Refused),
    /// No date to put on the documents.
    #[error(
        "le dossier n’a pas de date d’effet : ajoutez date_effet dans [projet] de projet.toml, ou donnez --date"
    )]
    NoDate,
    /// A source that changed while the pack was being made.
    #[error("{name} a changé pendant la production du dossier : relancez la commande")]
    SourceChanged {
        /// File.
        name: String,
    },
    /// A source that could no longer be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// Files in the output folder that the program did not write.
    #[error(
        "{folder} contient des fichiers que le programme n’a pas écrits ({files}) : déplacez-les, rien n’a été remplacé"
    )]
    ForeignFiles {
        /// Output folder.
        folder: String,
        /// Their names.
        files: String,
    },
    /// Files of a pack that were changed since the program wrote them.
    #[error(
        "{folder} : {files} ; ce fichier n’est plus celui que le programme a écrit (signé, annoté, modifié ?) : mettez-le à l’abri hors de ce dossier, rien n’a été remplacé"
    )]
    ChangedFiles {
        /// Output folder.
        folder: String,
        /// Their names.
        files: String,
    },
    /// A pack that somebody signed, or had stamped with the time.
    #[error(
        "{folder} est signé ou horodaté ({files}) : un dossier signé n’est pas remplacé, sa signature ne vaudrait plus rien ; déplacez-le en entier avant de reconstruire, ou donnez un autre --out ; si cette signature n’a pas servi, supprimez-la ; rien n’a été remplacé"
    )]
    Signed {
        /// Output folder.
        folder: String,
        /// The files joined to its sums.
        files: String,
    },
    /// A place that is a link: what it leads to is not ours.
    #[error(
        "{path} est un lien : le programme n’écrit pas à travers un lien ; supprimez-le, rien n’a été remplacé"
    )]
    Link {
        /// The link.
        path: String,
    },
    /// Somebody worked in the output folder during the run.
    #[error("{folder} a changé pendant l’écriture : relancez la commande, rien n’a été remplacé")]
    OutputChanged {
        /// Output folder.
        folder: String,
    },
    /// A folder of packs that another project wrote.
    #[error(
        "{folder} est le dossier d’un autre projet, « {title} » : donnez un autre --out, ou déplacez-le ; rien n’a été remplacé"
    )]
    OtherProject {
        /// Output folder.
        folder: String,
        /// Title of the project that wrote it.
        title: String,
    },
    /// The file system refused.
    #[error("{path} : {}", crate::source::error::french_io(.error))]
    Write {
        /// File or folder.
        path: String,
        /// What the system answered.
        error: std::io::Error,
    },
    /// JSON.
    #[error("manifeste : {0}")]
    Json(#[from] serde_json::Error),
}
