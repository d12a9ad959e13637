//! A project without its folder: its sources as a pack carries them, and what was read of its pieces when it was built.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::SourceError;
use super::attachment::{Look, Looks};
use super::child::Reader;
use super::folder::{AttachmentFile, InputFile, PROJECT_FILE, ProjectFolder, defined};
use crate::model::digest::sha256;

/// What is known of the pieces of a project, without their bytes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pieces {
    /// Each piece that is there, by the path written in `projet.toml`.
    pieces: BTreeMap<String, Piece>,
    /// The files beside them that nobody declared.
    voisins: Vec<String>,
}

/// What is known of a piece.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Piece {
    nom: String,
    octets: u64,
    sha256: Option<String>,
    /// What opening it gave; none for one that is empty.
    lecture: Option<Look>,
}

impl Pieces {
    /// Those of a project that was read.
    #[must_use]
    pub fn of(folder: &ProjectFolder, looks: &Looks) -> Self {
        let piece = |(path, file): (&String, &AttachmentFile)| {
            let known = Piece {
                nom: file.name.clone(),
                octets: file.size,
                sha256: file.sha256.clone(),
                lecture: looks.get(path).cloned(),
            };
            (path.clone(), known)
        };
        Self { pieces: folder.attachments.iter().map(piece).collect(), voisins: folder.beside.clone() }
    }
}

/// The sources of a project, with what is known of its pieces.
#[derive(Debug)]
pub struct Carried {
    /// `projet.toml`.
    pub project_file: Vec<u8>,
    /// The workbook.
    pub budget: Vec<u8>,
    /// The description.
    pub description: Option<Vec<u8>>,
    /// The pieces.
    pub pieces: Pieces,
}

impl ProjectFolder {
    /// The project that a pack carries; `reader` reads the workbooks of old formats.
    ///
    /// # Errors
    /// When its definition is not one.
    pub fn carried(carried: Carried, reader: Reader) -> Result<Self, SourceError> {
        let input = |name: &str, bytes: Vec<u8>| {
            let sha256 = sha256(&bytes);
            InputFile { name: name.to_owned(), bytes: Arc::from(bytes), sha256 }
        };
        let project_file = input(PROJECT_FILE, carried.project_file);
        let project = defined(&project_file)?;
        let budget = input(&project.identity.budget.replace('\\', "/"), carried.budget);
        let description = project.identity.description.replace('\\', "/");
        let description = carried.description.map(|bytes| input(&description, bytes));
        let mut attachments = BTreeMap::new();
        let mut looks = Looks::new();
        for (path, piece) in carried.pieces.pieces {
            looks.extend(piece.lecture.map(|look| (path.clone(), look)));
            let file = AttachmentFile { name: piece.nom, size: piece.octets, sha256: piece.sha256 };
            attachments.insert(path, file);
        }
        Ok(Self {
            root: PathBuf::new(),
            name: "projet".to_owned(),
            project_file,
            project,
            budget,
            description,
            attachments,
            beside: carried.pieces.voisins,
            reader,
            looks: Some(looks),
        })
    }
}
