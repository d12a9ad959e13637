//! The packs that stand in the place of new ones: what of them is the program's own, and nobody else's.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::tree::{Entry, Kind, Stamp, Tree};
use crate::model::digest::sha256_of;
use crate::model::door::read_own;
use crate::pack::PackError;
use crate::pack::known::Known as Manifest;
use crate::pack::produce::SUMS;
use crate::pack::sums::is_joined;
use crate::source::limits;

/// Where packs of former versions kept their sums: they had all their files in one folder.
const FORMER_SUMS: &str = "SHA256SUMS";

/// What becomes of a file of a pack when the pack is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Written by the program, and not touched since.
    Ours,
    /// Written by the program, and changed since: signed, annotated, typed over.
    Changed,
    /// Left by the system or by an office program: nobody's work.
    System,
    /// Somebody's.
    Foreign,
}

/// The files that the program wrote and nobody changed, by their paths, as they were when they were read.
pub(super) type Known = BTreeMap<PathBuf, Stamp>;

/// The files of a pack that may be replaced; those of `known` are not read again unless they changed.
///
/// # Errors
/// [`PackError`] names the files that are somebody's work, or says that the place is a link.
pub(super) fn may_be_replaced(pack: &Path, known: &Known) -> Result<Known, PackError> {
    let refused = |error| PackError::Write { path: pack.display().to_string(), error };
    match fs::symlink_metadata(pack) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Known::new()),
        Err(error) => return Err(refused(error)),
        Ok(metadata) if metadata.file_type().is_symlink() => {
            return Err(PackError::Link { path: pack.display().to_string() });
        }
        Ok(metadata) if !metadata.is_dir() => return Err(refused(io::ErrorKind::NotADirectory.into())),
        Ok(_) => {}
    }
    let tree = Tree::of(pack, |_| false).map_err(refused)?;
    let sums = sums_in(pack, &tree);
    let (mut changed, mut foreign, mut joined, mut ours) = (Vec::new(), Vec::new(), Vec::new(), Known::new());
    for (path, entry) in &tree.entries {
        let name = || path.display().to_string();
        if known.get(path) == Some(&entry.stamp) {
            ours.insert(path.clone(), entry.stamp);
            continue;
        }
        match whose(pack, (path, *entry), &tree, &sums).map_err(refused)? {
            Whose::Ours => drop(ours.insert(path.clone(), entry.stamp)),
            Whose::System => {}
            Whose::Changed => changed.push(name()),
            Whose::Foreign if is_joined(path) => joined.push(name()),
            Whose::Foreign => foreign.push(name()),
        }
    }
    let folder = pack.display().to_string();
    if !changed.is_empty() {
        return Err(PackError::ChangedFiles { folder, files: changed.join(", ") });
    }
    if !joined.is_empty() {
        return Err(PackError::Signed { folder, files: joined.join(", ") });
    }
    if !foreign.is_empty() {
        return Err(PackError::ForeignFiles { folder, files: foreign.join(", ") });
    }
    Ok(ours)
}

/// The sums of every pack below a folder: the digest of each file, by its path from the folder.
pub(super) fn sums_in(folder: &Path, tree: &Tree) -> BTreeMap<PathBuf, String> {
    let mut all = BTreeMap::new();
    for path in tree.entries.keys().filter(|path| is_sums(path, tree)) {
        let root = if path.ends_with(SUMS) { path.parent().and_then(Path::parent) } else { path.parent() };
        let root = root.unwrap_or_else(|| Path::new(""));
        let sums = read_own(&folder.join(path), limits::MANIFEST_BYTES).ok();
        let Some(text) = sums.and_then(|bytes| String::from_utf8(bytes).ok()) else { continue };
        // What a manifest does not list is none of the pack's, whatever its sums say.
        let listed = listed(&folder.join(path).with_file_name("manifest.json"));
        for (digest, name) in text.lines().filter_map(|line| line.split_once("  ")) {
            let is_listed =
                listed.as_ref().is_none_or(|names| names.contains(name)) || name.ends_with("manifest.json");
            if is_listed {
                all.insert(root.join(name), digest.to_owned());
            }
        }
    }
    all
}

/// True for the file of sums of a pack: where packs have it now, or beside their manifest, where they had it. Any other file
/// of that name is somebody's.
pub(super) fn is_sums(path: &Path, tree: &Tree) -> bool {
    path.ends_with(SUMS)
        || path.ends_with(FORMER_SUMS) && tree.entries.contains_key(&path.with_file_name("manifest.json"))
}

/// The outputs that a manifest lists; `None` when it lists none.
fn listed(manifest: &Path) -> Option<BTreeSet<String>> {
    Some(Manifest::read(manifest)?.outputs.into_iter().collect())
}

/// Whose a file is.
///
/// # Errors
/// When it cannot be read.
pub(super) fn whose(
    folder: &Path,
    (path, entry): (&Path, Entry),
    tree: &Tree,
    sums: &BTreeMap<PathBuf, String>,
) -> io::Result<Whose> {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    if entry.kind != Kind::File {
        return Ok(Whose::Foreign);
    }
    if is_sums(path, tree) {
        return Ok(Whose::Ours);
    }
    match sums.get(path) {
        Some(digest) if *digest == digest_of(&folder.join(path))? => Ok(Whose::Ours),
        Some(_) => Ok(Whose::Changed),
        None if is_left_by_programs(&name) => Ok(Whose::System),
        None => Ok(Whose::Foreign),
    }
}

/// What systems leave in folders without being asked, and office programs beside what they hold open.
pub(in crate::pack) fn is_left_by_programs(name: &str) -> bool {
    let is_one_of = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
    is_one_of(&[".DS_Store", "Thumbs.db", "desktop.ini", "ehthumbs.db", ".directory", super::marker::MARKER])
        || name.starts_with("~$")
        || (name.starts_with(".~lock.") && name.ends_with('#'))
}

fn digest_of(path: &Path) -> io::Result<String> {
    sha256_of(File::open(path)?, |_| Ok(()))
}
