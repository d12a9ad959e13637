//! The file that tells a folder being written from any other.

use std::path::{Component, Path, PathBuf};

use crate::model::door::read_own;

/// The file that marks a folder being written.
pub(super) const MARKER: &str = ".dossier-en-cours";

/// First line of a marker.
pub(super) const HEADING: &str = "dossier : ce dossier est en cours d’écriture ; fichiers :";

/// Longest marker read, in bytes.
const LONGEST: u64 = 16 << 20;

/// The marker of a folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The folder was being written, and would have held these files.
    Writing(Vec<PathBuf>),
    /// The marker itself was being written: nothing else is there yet.
    Begun,
    /// No marker of ours.
    None,
}

/// Reads the marker of a folder.
pub(super) fn mark_of(folder: &Path) -> Mark {
    let Ok(bytes) = read_own(&folder.join(MARKER), LONGEST) else { return Mark::None };
    let heading = format!("{HEADING}\n");
    if heading.as_bytes().starts_with(&bytes) {
        return Mark::Begun;
    }
    let Some(list) = std::str::from_utf8(&bytes).ok().and_then(|text| text.strip_prefix(&heading)) else {
        // A list cut in the middle of a letter is still ours when its heading is.
        return if bytes.starts_with(heading.as_bytes()) { Mark::Begun } else { Mark::None };
    };
    let names: Vec<PathBuf> = list.lines().map(PathBuf::from).collect();
    let is_inside = |path: &PathBuf| {
        let mut parts = path.components().peekable();
        parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
    };
    if names.iter().all(is_inside) { Mark::Writing(names) } else { Mark::None }
}
