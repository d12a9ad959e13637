//! Every pack of a project, from the answers to the files in their places.

use std::path::Path;

use rayon::prelude::*;

use super::error::Refused;
use super::produce::{Press, produce, unchanged};
use super::produced::RefusedWord;
use super::since::{Since, since};
use super::write::{Placed, write};
use super::{PackError, ProducedPack};
use crate::prepare::{Prepared, PreparedPack};

/// The folder of a project's drafts: one never takes the place of a pack that may be filed.
const DRAFTS: &str = "brouillon";

/// Packs that were built.
#[derive(Debug)]
pub struct Built {
    /// What they hold, in the order of the project's packs.
    pub packs: Vec<ProducedPack>,
    /// Where they stand.
    pub placed: Placed,
    /// For each pack, what changed since the one that stood in its place.
    pub since: Vec<Option<Since>>,
}

/// Produce the packs of a project and put them into `out/<project>/<fund>/`, drafts into `out/<project>/brouillon/<fund>/`. Findings do not stop it: whoever builds
/// has asked [`Prepared::is_blocked`], or wants a draft.
///
/// # Errors
/// When a document that is filed holds a word of the workshop, unless it is a draft; when a document fails, a source has
/// changed since it was read, or the file system refuses. The former packs are then
/// as they were.
pub fn build(prepared: &Prepared, press: &Press, out: &Path, draft: bool) -> Result<Built, PackError> {
    let packs = prepared
        .packs
        .par_iter()
        .map(|pack| produce(prepared, pack, press, draft))
        .collect::<Result<Vec<_>, PackError>>()?;
    let refused: Vec<RefusedWord> = packs.iter().flat_map(|pack| pack.refused.clone()).collect();
    if !draft && !refused.is_empty() {
        return Err(PackError::Words(Refused(refused)));
    }
    let of_project = out.join(&prepared.folder.name);
    let parent = if draft { of_project.join(DRAFTS) } else { of_project.clone() };
    // A first draft is compared with the pack that it may one day replace.
    let changed = |pack: &PreparedPack| {
        let known = since(&parent.join(&pack.fund.id), prepared, pack);
        known.or_else(|| since(&of_project.join(&pack.fund.id), prepared, pack))
    };
    let since = prepared.packs.iter().map(changed).collect();
    let placed = write(&parent, &packs, || unchanged(prepared))?;
    Ok(Built { packs, placed, since })
}
