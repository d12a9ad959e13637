//! What runs that were stopped dead (power cut, `kill -9`) left in an output folder: recognised by its name and by what it
//! holds, never by its name alone.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::former::{Known, Whose, is_left_by_programs, is_sums, sums_in, whose};
use super::lock::OutputLock;
use super::marker::{MARKER, Mark, mark_of};
use super::tree::{Kind, Stamp, Tree};
use crate::pack::flush::flush_folder;

/// What was found of a former run, told to the officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leftover {
    /// The former packs, which that run had moved aside, are back in their place.
    Restored(PathBuf),
    /// An unfinished or replaced folder is removed.
    Removed(PathBuf),
    /// It holds files that the program did not write, or cannot be removed.
    Kept(PathBuf),
}

/// Settles an output folder at the beginning of any command: nothing when another run is writing there, or when there is no
/// such folder.
#[must_use]
pub fn settle_output(out: &Path) -> Vec<Leftover> {
    if !fs::symlink_metadata(out).is_ok_and(|metadata| metadata.is_dir()) {
        return Vec::new();
    }
    let Some(_lock) = OutputLock::try_now(out) else { return Vec::new() };
    settle(out)
}

/// Puts back or removes what dead runs left in an output folder, and in the folders of projects that it holds. Whoever calls
/// it holds the folder.
pub(super) fn settle(out: &Path) -> Vec<Leftover> {
    let mut found = settle_one(out);
    // Drafts, and the packs of former versions, were written inside the folder of their project.
    let mut projects: Vec<PathBuf> = fs::read_dir(out)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter(|entry| meaning(&entry.file_name()).is_none())
        .map(|entry| entry.path())
        .collect();
    projects.sort();
    for project in projects {
        found.extend(settle_one(&project));
    }
    found
}

fn settle_one(home: &Path) -> Vec<Leftover> {
    let mut found = Vec::new();
    let mut hidden: Vec<_> = fs::read_dir(home).into_iter().flatten().flatten().collect();
    hidden.sort_by_key(fs::DirEntry::file_name);
    for entry in hidden {
        let name = entry.file_name();
        let Some((of, is_former)) = meaning(&name) else { continue };
        // The type of the entry itself: a link to a folder is not a folder.
        if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let place = home.join(of);
        let is_free =
            fs::symlink_metadata(&place).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        if is_former && is_free {
            found.push(match restore(&entry.path(), &place, home) {
                Ok(()) => Leftover::Restored(place),
                Err(_) => Leftover::Kept(entry.path()),
            });
            continue;
        }
        found.push(match remove(&entry.path(), &place, &Known::new()) {
            Ok(()) => Leftover::Removed(entry.path()),
            Err(_) => Leftover::Kept(entry.path()),
        });
    }
    found
}

fn restore(aside: &Path, place: &Path, home: &Path) -> io::Result<()> {
    fs::rename(aside, place)?;
    // Packs of former versions stood aside with their marker.
    let marker = place.join(MARKER);
    if fs::symlink_metadata(&marker).is_ok_and(|metadata| metadata.is_file()) {
        fs::remove_file(marker)?;
    }
    flush_folder(home)
}

/// `.projet.nouveau-123` is a new generation of `projet`, `.projet.ancien-123` the former one: whose, and whether former.
fn meaning(name: &OsStr) -> Option<(&str, bool)> {
    let (name, process) = name.to_str()?.strip_prefix('.')?.rsplit_once('-')?;
    let is_number = !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit());
    let (of, kind) = name.rsplit_once('.').filter(|(of, _)| is_number && !of.is_empty())?;
    match kind {
        "nouveau" => Some((of, false)),
        "ancien" => Some((of, true)),
        _ => None,
    }
}

/// True for the name of a hidden generation.
pub(super) fn is_generation(name: &OsStr) -> bool {
    meaning(name).is_some()
}

/// Removes a generation that is not seen; `place` is the one that is, `known` what was read of the former one already. Nothing of it is removed when it holds one file that
/// the program did not write, or that was changed since.
///
/// # Errors
/// When the file system refuses, or the folder holds something else.
pub(super) fn remove(folder: &Path, place: &Path, known: &Known) -> io::Result<()> {
    let tree = Tree::of(folder, |_| false)?;
    let listed: BTreeSet<PathBuf> = match mark_of(folder) {
        Mark::Writing(names) => names.into_iter().collect(),
        Mark::Begun | Mark::None => BTreeSet::new(),
    };
    let sums = sums_in(folder, &tree);
    for (path, entry) in &tree.entries {
        let is_listed = listed.contains(path) && entry.kind != Kind::Other;
        let is_carried = || {
            let seen = fs::symlink_metadata(place.join(path));
            seen.is_ok_and(|seen| entry.stamp.is_same_file(Stamp::of(&seen)))
        };
        // A link is carried as another of the same target.
        let is_same_link = || {
            entry.kind == Kind::Link
                && fs::read_link(folder.join(path))
                    .ok()
                    .zip(fs::read_link(place.join(path)).ok())
                    .is_some_and(|(a, b)| a == b)
        };
        let is_system = || {
            let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
            entry.kind == Kind::File && is_left_by_programs(&name)
        };
        let is_known = known.get(path) == Some(&entry.stamp);
        if is_known || is_listed || is_system() || is_carried() || is_same_link() {
            continue;
        }
        if whose(folder, (path, *entry), &tree, &sums)? != Whose::Ours {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
    }
    // The sums and the marker go last: until then they tell whose the rest is.
    let is_last = |path: &Path| is_sums(path, &tree) || path == Path::new(MARKER);
    let (last, first): (Vec<&PathBuf>, Vec<&PathBuf>) = tree.entries.keys().partition(|path| is_last(path));
    let (marker, sums): (Vec<&PathBuf>, Vec<&PathBuf>) =
        last.into_iter().partition(|path| path.as_path() == Path::new(MARKER));
    for path in first.into_iter().chain(sums) {
        fs::remove_file(folder.join(path))?;
    }
    for inner in tree.folders.iter().rev() {
        fs::remove_dir(folder.join(inner))?;
    }
    for path in marker {
        fs::remove_file(folder.join(path))?;
    }
    fs::remove_dir(folder)
}
