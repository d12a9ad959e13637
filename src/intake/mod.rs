//! From one's own workbook to a project's folder: what was understood, what is asked, what is left to fill in.
//!
//! Without a workbook, an empty one guides whoever fills it in.
//!
//! Nothing is invented: what neither the workbook nor the answers say stands in `projet.toml` as « À renseigner », or as a
//! commented line, and the checks stop on it.

pub mod answers;
mod description;
mod draft;
pub mod guided;
mod pieces;
mod project_toml;
pub mod schema;
pub mod summary;
pub mod word;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::model::door::{self, Refused};
use crate::rules::{FundFolder, hints};
use crate::source::child::Reader;
use crate::source::folder::PROJECT_FILE;
use crate::source::limits;
use crate::source::table::{BudgetReading, read_tables};
use crate::source::word::WordText;
use crate::source::workbook::read_workbook_with;
use answers::Answers;
pub use draft::Draft;

/// What a field holds that nobody has filled in.
pub const TO_FILL: &str = "À renseigner";

/// The description's name in a project's folder.
const DESCRIPTION: &str = "description.md";

/// Why a folder could not be begun.
#[derive(Debug)]
pub enum IntakeError {
    /// The folder already holds a project.
    Exists(PathBuf),
    /// A file could not be read or written.
    Io(PathBuf, std::io::Error),
    /// The workbook could not be read: a message, in French.
    Workbook(String),
    /// The answers could not be read: a message, in French.
    Answers(String),
}

impl fmt::Display for IntakeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists(path) => write!(
                formatter,
                "« {} » existe déjà : rien n’a été changé ; choisissez un autre dossier, ou ôtez ce fichier",
                path.display()
            ),
            Self::Io(path, error) => write!(formatter, "« {} » : {error}", path.display()),
            Self::Workbook(message) | Self::Answers(message) => formatter.write_str(message),
        }
    }
}

/// A workbook as it was understood.
pub struct Understood {
    /// Its name in the project's folder: `budget.xlsx`.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its tables.
    pub reading: BudgetReading,
}

/// Reads the workbook that a project begins with.
///
/// # Errors
/// When it cannot be read.
pub fn understand(path: &Path, funds: &[FundFolder], reader: &Reader) -> Result<Understood, IntakeError> {
    let bytes = open(path, limits::WORKBOOK_BYTES as u64)?;
    let extension = path.extension().map(|one| one.to_string_lossy().to_lowercase()).unwrap_or_default();
    let shown = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let workbook = read_workbook_with(reader, &shown, &bytes)
        .map_err(|error| IntakeError::Workbook(error.to_string()))?;
    let name = format!("budget.{extension}");
    let reading = read_tables(&name, &workbook.sheets, &hints(funds, std::iter::empty()))
        .map_err(IntakeError::Workbook)?;
    Ok(Understood { name, bytes, reading })
}

/// Reads the Word document that a description begins with.
///
/// # Errors
/// When it cannot be read.
pub fn read_word(path: &Path) -> Result<WordText, IntakeError> {
    let bytes = open(path, limits::WORKBOOK_BYTES as u64)?;
    let shown = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    crate::source::word::read(&shown, &bytes).map_err(IntakeError::Workbook)
}

/// A file that the command line names, through the door of all the others.
fn open(path: &Path, limit: u64) -> Result<Vec<u8>, IntakeError> {
    door::read(path, limit).map_err(|refused| match refused {
        Refused::Io(error) => IntakeError::Io(path.to_owned(), error),
        refused => IntakeError::Workbook(format!("« {} » : {refused}", path.display())),
    })
}

/// The titles of the sections that the funds ask, each once.
#[must_use]
pub fn section_titles(funds: &[FundFolder]) -> Vec<&str> {
    distinct(funds.iter().flat_map(|fund| &fund.fund.sections).map(|section| section.description.as_str()))
}

/// The categories of the funds, each once.
fn categories(funds: &[FundFolder]) -> Vec<&str> {
    distinct(funds.iter().flat_map(|fund| &fund.fund.categories).map(|category| category.label.as_str()))
}

/// Each name once, in its order.
fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut kept: Vec<&str> = Vec::new();
    for name in names {
        if !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}

/// Refuses a folder that holds a project already.
///
/// # Errors
/// When it does.
pub fn refuse_existing(root: &Path) -> Result<(), IntakeError> {
    let file = root.join(PROJECT_FILE);
    if file.exists() { Err(IntakeError::Exists(file)) } else { Ok(()) }
}

/// Writes a project's folder; gives the names of what was written, in order.
///
/// # Errors
/// When a file cannot be written, or exists already.
pub fn write(
    root: &Path,
    draft: &Draft<'_>,
    understood: Option<&Understood>,
    answers: &Answers,
    word: &[word::Section],
) -> Result<Vec<String>, IntakeError> {
    refuse_existing(root)?;
    let io = |path: &Path| {
        let path = path.to_owned();
        move |error| IntakeError::Io(path, error)
    };
    let folder = root.join("pieces");
    fs::create_dir_all(&folder).map_err(io(&folder))?;
    let mut files: Vec<(String, Vec<u8>)> = vec![
        (PROJECT_FILE.to_owned(), project_toml::text(draft).into_bytes()),
        (schema::NAME.to_owned(), schema::text().into_bytes()),
        (DESCRIPTION.to_owned(), description::text(draft.funds, answers, word).into_bytes()),
        (pieces::NAME.to_owned(), pieces::text(draft.funds).into_bytes()),
    ];
    files.push(match understood {
        Some(understood) => (understood.name.clone(), understood.bytes.clone()),
        None => {
            let bytes =
                guided::workbook(draft.funds).map_err(|error| IntakeError::Workbook(error.to_string()))?;
            (draft.workbook.to_owned(), bytes)
        }
    });
    let mut names = Vec::new();
    for (name, bytes) in files {
        let path = root.join(&name);
        if path.exists() {
            return Err(IntakeError::Exists(path));
        }
        fs::write(&path, bytes).map_err(io(&path))?;
        names.push(name);
    }
    Ok(names)
}
