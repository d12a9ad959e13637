//! Every pack of a project, from the answers to the files in their places.

use std::path::Path;

use rayon::prelude::*;

use super::error::Refused;
use super::place::{Placed, Target, write};
use super::produce::{Press, produce, unchanged};
use super::produced::RefusedWord;
use super::since::{Since, since};
use super::{PackError, ProducedPack, Stale, neighbours};
use crate::prepare::{Prepared, PreparedPack};

/// Packs that were built.
#[derive(Debug)]
pub struct Built {
    /// What they hold, in the order of the project's packs.
    pub packs: Vec<ProducedPack>,
    /// Where they stand.
    pub placed: Placed,
    /// For each pack, what changed since the one that stood in its place.
    pub since: Vec<Option<Since>>,
    /// The packs beside them that are of a former state of the project.
    pub stale: Vec<Stale>,
}

/// Produce the packs of a project and put them into `out/<project>/<fund>/`, drafts into `out/<project>/brouillon/<fund>/`. Findings do not stop it: whoever builds
/// has asked [`Prepared::is_blocked`], or wants a draft.
///
/// # Errors
/// When a document that is filed holds a word of the workshop, unless it is a draft; when a document fails, a source has
/// changed since it was read, the output folder holds somebody's work or the packs of another project, or the file system
/// refuses. The former packs are then as they were.
pub fn build(
    prepared: &Prepared,
    press: &Press,
    out: &Path,
    draft: bool,
    on_wait: &mut dyn FnMut(),
) -> Result<Built, PackError> {
    let packs = prepared
        .packs
        .par_iter()
        .map(|pack| produce(prepared, pack, press, draft))
        .collect::<Result<Vec<_>, PackError>>()?;
    let refused: Vec<RefusedWord> = packs.iter().flat_map(|pack| pack.refused.clone()).collect();
    if !draft && !refused.is_empty() {
        return Err(PackError::Words(Refused(refused)));
    }
    let target = Target { out, project: &prepared.folder.name, is_draft: draft };
    let of_project = Target { is_draft: false, ..target }.place();
    let parent = target.place();
    neighbours::are_of(&parent, prepared)?;
    // A first draft is compared with the pack that it may one day replace.
    let changed = |pack: &PreparedPack| {
        let known = since(&parent.join(&pack.fund.id), prepared, pack);
        known.or_else(|| since(&of_project.join(&pack.fund.id), prepared, pack))
    };
    let since = prepared.packs.iter().map(changed).collect();
    let placed = write(target, &packs, || unchanged(prepared), on_wait)?;
    let stale = neighbours::stale(&parent, prepared);
    Ok(Built { packs, placed, since, stale })
}
