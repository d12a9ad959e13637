//! The applicant's pieces, as they are filed: beside the documents, in the order of upload, under names that any portal
//! takes.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::papers::papers;
use crate::model::shelf::Shelf;
use crate::model::text::{plain, shortened};
use crate::prepare::{Prepared, PreparedPack};

/// A piece that goes into a pack: copied, never held whole in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledPiece {
    /// Its identifier in `projet.toml`.
    pub id: String,
    /// Name in the folder of what is filed.
    pub name: String,
    /// The file it is copied from.
    pub from: PathBuf,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

impl FiledPiece {
    /// Where it stands, from the pack's folder.
    #[must_use]
    pub fn path(&self) -> String {
        Shelf::Filed.path(&self.name)
    }
}

/// Longest part of a name that the file's own name gives, in characters: portals cut long names.
const LONGEST: usize = 60;

/// The pieces whose files are there, in the order of `projet.toml`, numbered after the documents. One that is missing, or
/// that was too large to be read, is told by the checks.
#[must_use]
pub fn pieces(prepared: &Prepared, pack: &PreparedPack) -> Vec<FiledPiece> {
    let papers = papers(prepared, pack);
    let documents = papers.iter().filter(|edition| edition.shelf() == Shelf::Filed).count();
    let folder = &prepared.folder;
    let mut taken = BTreeSet::new();
    let mut pieces: Vec<FiledPiece> = Vec::new();
    for piece in &folder.project.attachments {
        let Some(file) = folder.attachments.get(&piece.file) else { continue };
        let Some(sha256) = file.sha256.clone() else { continue };
        // The same file under two identifiers is filed once.
        if !taken.insert(file.name.clone()) {
            continue;
        }
        let rank = documents + pieces.len() + 1;
        pieces.push(FiledPiece {
            id: piece.id.clone(),
            name: name(rank, &piece.id, &file.name),
            from: folder.place(&file.name),
            size: file.size,
            sha256,
        });
    }
    pieces
}

/// `06-P-01-deliberation-2023-09-26.pdf`: the rank of upload, the identifier that the other documents cite, the file's own
/// name, in the signs of plain ASCII that no system refuses.
fn name(rank: usize, id: &str, file: &str) -> String {
    let base = file.rsplit('/').next().unwrap_or(file);
    let (stem, extension) = base.rsplit_once('.').unwrap_or((base, ""));
    let (id, stem) = (plain(id), plain(stem));
    let own = stem.strip_prefix(&id).map_or(stem.as_str(), |rest| rest.trim_start_matches('-'));
    let own = shortened(own, LONGEST);
    let extension = plain(extension).to_ascii_lowercase();
    let mut name = format!("{rank:02}-{id}");
    if !own.is_empty() {
        name.push('-');
        name.push_str(&own);
    }
    if !extension.is_empty() {
        name.push('.');
        name.push_str(&extension);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_any_portal_takes() {
        assert_eq!(
            name(6, "P-01", "pieces/P-01-délibération (signée) n° 3.PDF"),
            "06-P-01-deliberation-signee-n-3.pdf"
        );
        assert_eq!(name(12, "A 2", "œuvre.pdf"), "12-A-2-oeuvre.pdf");
        assert_eq!(name(100, "P-01", "P-01"), "100-P-01");
        assert_eq!(name(7, "P-9", "日本.pdf"), "07-P-9.pdf");
        // Capitals stay: they are the file's own.
        assert_eq!(name(8, "P-02", "pieces/Avis SIRET - INSEE.pdf"), "08-P-02-Avis-SIRET-INSEE.pdf");
    }
}
