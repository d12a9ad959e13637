//! A pack that stands somewhere: whether it is what was written, and whether the program obtains it again.
//!
//! [`intact()`] compares it with its own digests, without its sources; [`rebuild`] makes it again, from the sources that its
//! archive copy carries ([`source`]) or from a project, and says what differs, layer by layer, then in amounts and pages.
//! Nothing is written anywhere.

mod archives;
mod finding;
mod packs;
mod rebuild;
pub(super) mod source;

use std::fs;
use std::path::{Path, PathBuf};

use archives::of_pdf;
pub use finding::{Again, From, Standing, Verdict};
use packs::of_pack;
pub use rebuild::{Amount, Apart, How};

use super::produce::{MANIFEST, SUMS};
use crate::model::shelf::Shelf;
use crate::rules::definitions::AtHand;
use crate::source::child::Reader;
use crate::source::limits;

/// What to verify with.
#[derive(Debug)]
pub struct Means<'a> {
    /// The rules at hand, read when a pack is made again by them.
    pub definitions: &'a AtHand,
    /// True to make the pack again.
    pub rebuilds: bool,
    /// True to make it again by its own rules.
    pub own_rules: bool,
    /// The project to make it from; the sources that it carries when there is none.
    pub project: Option<&'a Path>,
    /// Reads workbooks of old formats.
    pub reader: &'a Reader,
    /// The key that must have signed: the content of its file.
    pub key: Option<&'a [u8]>,
}

/// Verifies everything that a path names: a pack, a folder of packs, an archive copy.
#[must_use]
pub fn verify(path: &Path, means: &Means<'_>) -> Vec<Verdict> {
    if path.is_file() {
        return vec![of_pdf(path, means)];
    }
    if !path.is_dir() {
        return vec![Verdict::unknown(
            path,
            "introuvable : donnez un dossier de demande, ou son exemplaire d’archive".to_owned(),
        )];
    }
    let mut packs = Vec::new();
    find(path, 0, &mut packs);
    if packs.is_empty() {
        let why = "aucun dossier de demande ici (un dossier de demande contient interne/manifest.json)";
        return vec![Verdict::unknown(path, why.to_owned())];
    }
    packs.sort();
    packs.iter().map(|pack| of_pack(pack, means)).collect()
}

/// Levels below the folder given at which packs are sought: `out/<projet>/brouillon/<fonds>`.
const LEVELS: usize = 4;

/// The packs below a folder, those that lost their manifest included; links are not followed.
fn find(folder: &Path, depth: usize, packs: &mut Vec<PathBuf>) {
    let has = |name: &str| fs::symlink_metadata(folder.join(name)).is_ok();
    let shelves = [Shelf::Filed, Shelf::Internal].map(|shelf| shelf.path(""));
    if has(MANIFEST) || has(SUMS) || shelves.iter().any(|shelf| has(shelf.trim_end_matches('/'))) {
        packs.push(folder.to_owned());
        return;
    }
    if depth == LEVELS || packs.len() >= limits::LISTED_FILES {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        // What a run is writing, or left when it died, is no pack yet.
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !is_hidden && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            find(&entry.path(), depth + 1, packs);
        }
    }
}
