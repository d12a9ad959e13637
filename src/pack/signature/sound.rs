//! A pack that may be signed: every file has the digest that its sums give, none is missing, none stands beside that the sums
//! do not cover.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::unsound::{Names, UnsoundPack};
use crate::model::door::read_own;
use crate::pack::intact::fault::Fault;
use crate::pack::intact::intact;
use crate::pack::produce::{MANIFEST, SUMS};
use crate::pack::sums::listed;
use crate::source::{SourceError, limits};

/// A pack whose files are those of its sums.
#[derive(Debug)]
pub struct SoundPack {
    /// Its sums, byte for byte: what is signed.
    pub sums: Vec<u8>,
    /// How many files they cover.
    pub files: usize,
}

impl SoundPack {
    /// Reads every file of a pack.
    ///
    /// # Errors
    /// [`UnsoundPack`] names the files that are not what the sums say, or says what to give in the place of what is no pack.
    pub fn read(pack: &Path) -> Result<Self, UnsoundPack> {
        let refused = |error| UnsoundPack::Source(SourceError::io(pack.display().to_string(), error));
        if !pack.join(SUMS).is_file() {
            return Err(UnsoundPack::NotAPack { path: pack.display().to_string(), packs: near(pack) });
        }
        let sums = sums_of(pack)?;
        let digests = listed(&sums).map_err(|line| UnsoundPack::Sums { line })?;
        if !digests.contains_key(MANIFEST) {
            return Err(UnsoundPack::NoManifest);
        }
        let found = intact(pack).map_err(|why| refused(io::Error::other(why)))?;
        let of = |wanted: fn(&Fault) -> bool| found.faults.iter().filter(move |fault| wanted(fault));
        let is_gone = |fault: &Fault| matches!(fault, Fault::Missing { .. } | Fault::Renamed { .. });
        refuse(of(is_gone), UnsoundPack::Missing)?;
        refuse(of(|fault| !matches!(fault, Fault::Added { .. })), UnsoundPack::Altered)?;
        refuse(of(|fault| matches!(fault, Fault::Added { .. })), UnsoundPack::NotCovered)?;
        Ok(Self { files: digests.len(), sums })
    }
}

/// The sums of a pack, as they are now.
///
/// # Errors
/// When they cannot be read.
pub fn sums_of(pack: &Path) -> Result<Vec<u8>, SourceError> {
    let path = pack.join(SUMS);
    read_own(&path, limits::MANIFEST_BYTES)
        .map_err(|refused| SourceError::refused(path.display().to_string(), refused))
}

fn refuse<'a>(
    faults: impl Iterator<Item = &'a Fault>,
    error: impl FnOnce(Names) -> UnsoundPack,
) -> Result<(), UnsoundPack> {
    let name = |fault: &Fault| match fault {
        Fault::Either { file, or } => format!("{file} ou {or}"),
        _ => fault.file().to_owned(),
    };
    let names: Vec<String> = faults.map(name).collect();
    if names.is_empty() { Ok(()) } else { Err(error(Names(names))) }
}

/// The packs that were meant, perhaps: those in a folder, two floors down, or the one that holds what was given.
fn near(given: &Path) -> Vec<String> {
    let is_pack = |path: &PathBuf| path.join(SUMS).is_file();
    let above: Vec<PathBuf> =
        given.ancestors().skip(1).take(2).map(Path::to_path_buf).filter(is_pack).collect();
    let children = within(given);
    let below = children.iter().flat_map(|child| within(child));
    let mut near: Vec<PathBuf> =
        above.into_iter().chain(children.iter().cloned().chain(below).filter(is_pack)).collect();
    near.sort();
    near.into_iter()
        .filter(|path| !path.as_os_str().is_empty())
        .map(|path| path.display().to_string())
        .collect()
}

/// Folders of a folder, as many as may be looked at.
fn within(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.take(limits::LISTED_FILES).map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}
