//! Every pack of a project, from the answers to the files in their places.

use std::path::Path;

use rayon::prelude::*;

use super::produce::{Press, produce, unchanged};
use super::since::{Since, since};
use super::write::{Placed, write};
use super::{PackError, ProducedPack};
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
}

/// Produce the packs of a project and put them into `out/<project>/<fund>/`. Findings do not stop it: whoever builds
/// has asked [`Prepared::is_blocked`], or wants a draft.
///
/// # Errors
/// When a document fails, a source has changed since it was read, or the file system refuses. The former packs are then
/// as they were.
pub fn build(prepared: &Prepared, press: &Press, out: &Path, draft: bool) -> Result<Built, PackError> {
    let packs = prepared
        .packs
        .par_iter()
        .map(|pack| produce(prepared, pack, press, draft))
        .collect::<Result<Vec<_>, PackError>>()?;
    let place = |pack: &PreparedPack| out.join(&prepared.folder.name).join(&pack.fund.id);
    let since = prepared.packs.iter().map(|pack| since(&place(pack), prepared, pack)).collect();
    let placed = write(out, &prepared.folder.name, &packs, || unchanged(prepared))?;
    Ok(Built { packs, placed, since })
}
