//! The packs that stand in the output folder of a project: of which project they are, and whether of its present state.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::PackError;
use super::known::Known;
use super::produce::MANIFEST;
use crate::model::text::normalise;
use crate::prepare::Prepared;

/// A pack that was not rebuilt, and that no longer goes with those that were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Its folder.
    pub place: PathBuf,
    /// True when the project still asks its fund: it only has to be rebuilt.
    pub is_asked: bool,
}

impl Known {
    /// True for a pack of this project, however its sources changed: its title, its acronym, or one of its sources is the
    /// same.
    fn is_of(&self, prepared: &Prepared) -> bool {
        let Some(title) = &self.title else { return true };
        let identity = &prepared.folder.project.identity;
        let same = |one: &str, other: &str| normalise(one) == normalise(other);
        let acronyms = self.acronym.as_deref().zip(identity.acronym.as_deref());
        let own = Inputs::of(prepared);
        same(title, &identity.title)
            || acronyms.is_some_and(|(one, other)| same(one, other))
            || self.inputs.iter().any(|(file, sha256)| own.is_source(file, sha256))
    }

    /// True when every source is as it is now.
    fn is_current(&self, prepared: &Prepared) -> bool {
        let own = Inputs::of(prepared).0;
        self.inputs.len() == own.len()
            && self.inputs.iter().all(|(file, sha256)| own.get(file).is_some_and(|now| now == sha256))
    }
}

/// The sources of a project, with their digests.
struct Inputs(BTreeMap<String, String>);

impl Inputs {
    fn of(prepared: &Prepared) -> Self {
        Self(prepared.folder.digests().into_iter().map(|(name, sha256)| (name, sha256.to_string())).collect())
    }

    /// True for the description or the definition of this project: two projects may join the same pieces.
    fn is_source(&self, name: &str, sha256: &str) -> bool {
        !name.contains('/') && self.0.get(name).is_some_and(|own| own == sha256)
    }
}

/// Refuses to write over the packs of another project whose folder has the same name.
///
/// # Errors
/// [`PackError::OtherProject`] says which.
pub(super) fn are_of(parent: &Path, prepared: &Prepared) -> Result<(), PackError> {
    let other = packs_in(parent).into_iter().find(|(_, former)| !former.is_of(prepared));
    match other.and_then(|(folder, former)| Some((folder, former.title?))) {
        Some((folder, title)) => Err(PackError::OtherProject { folder: folder.display().to_string(), title }),
        None => Ok(()),
    }
}

/// The packs of a folder with what their manifests say, in the order of their names; links are none.
fn packs_in(parent: &Path) -> Vec<(PathBuf, Known)> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let mut found: Vec<(PathBuf, Known)> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter_map(|entry| Some((entry.path(), Known::read(&entry.path().join(MANIFEST))?)))
        .collect();
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
}

/// The packs beside those just built that are of a former state of the project.
pub(super) fn stale(parent: &Path, prepared: &Prepared) -> Vec<Stale> {
    let is_built = |place: &Path| prepared.packs.iter().any(|pack| place.ends_with(&pack.fund.id));
    let beside = packs_in(parent).into_iter().filter(|(place, _)| !is_built(place));
    let judged = beside.filter_map(|(place, former)| {
        let is_asked = prepared.folder.project.identity.funds.contains(&former.fund);
        (!is_asked || !former.is_current(prepared)).then_some(Stale { place, is_asked })
    });
    judged.collect()
}
