//! What a folder holds, at every depth, links not followed.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::source::limits;

/// What tells a file from another put in its place, and from itself once changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Device and number of the file, where the system gives them.
    file: Option<(u64, u64)>,
    size: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self { file: number(metadata), size: metadata.len(), modified: metadata.modified().ok() }
    }

    /// True for two names of one file.
    pub(super) fn is_same_file(self, other: Self) -> bool {
        self.file.is_some() && self.file == other.file
    }
}

#[cfg(unix)]
fn number(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
const fn number(_: &Metadata) -> Option<(u64, u64)> {
    None
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pack) enum Kind {
    File,
    Link,
    /// A pipe, a socket, a device.
    Other,
}

/// An entry that is no folder.
#[derive(Debug, Clone, Copy)]
pub(in crate::pack) struct Entry {
    pub(in crate::pack) kind: Kind,
    pub(super) stamp: Stamp,
}

/// A folder's folders and entries, by their paths from it.
#[derive(Debug, Default)]
pub(in crate::pack) struct Tree {
    /// Each after the one that holds it.
    pub(super) folders: Vec<PathBuf>,
    pub(in crate::pack) entries: BTreeMap<PathBuf, Entry>,
}

impl Tree {
    /// Reads a folder; `skips` names what is left out, by its path from the folder.
    ///
    /// # Errors
    /// When the file system refuses, or the folder holds more than a folder of packs ever does.
    pub(in crate::pack) fn of(folder: &Path, skips: impl Fn(&Path) -> bool) -> io::Result<Self> {
        let mut tree = Self::default();
        let mut left = vec![(PathBuf::new(), 0)];
        while let Some((below, depth)) = left.pop() {
            for entry in fs::read_dir(folder.join(&below))? {
                let entry = entry?;
                let path = below.join(entry.file_name());
                if skips(&path) {
                    continue;
                }
                let metadata = fs::symlink_metadata(entry.path())?;
                if metadata.is_dir() {
                    if depth >= limits::OUTPUT_DEPTH {
                        return Err(io::Error::other("trop de dossiers imbriqués"));
                    }
                    tree.folders.push(path.clone());
                    left.push((path, depth + 1));
                    continue;
                }
                let kind = match metadata.file_type() {
                    kind if kind.is_file() => Kind::File,
                    kind if kind.is_symlink() => Kind::Link,
                    _ => Kind::Other,
                };
                tree.entries.insert(path, Entry { kind, stamp: Stamp::of(&metadata) });
                if tree.entries.len() > limits::OUTPUT_FILES {
                    return Err(io::Error::other("trop de fichiers"));
                }
            }
        }
        tree.folders.sort();
        Ok(tree)
    }
}
