//! What stays from one generation to the next: packs that are not rebuilt, drafts, files of the officer.

use std::fs::{self, File, FileTimes};
use std::io;
use std::path::{Path, PathBuf};

use super::tree::{Entry, Kind, Tree};

/// What cannot be carried.
#[derive(Debug)]
pub(super) struct NotCarried {
    /// The file, from the folder.
    pub(super) path: PathBuf,
    pub(super) error: io::Error,
}

/// Gives everything of a tree the same names in another folder: the same files, where the file system can; copies else.
pub(super) fn carry(from: &Path, tree: &Tree, into: &Path) -> Result<(), NotCarried> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| NotCarried { path, error }
    };
    for folder in &tree.folders {
        fs::create_dir(into.join(folder)).map_err(failed(folder))?;
    }
    for (path, entry) in &tree.entries {
        one(&from.join(path), *entry, &into.join(path)).map_err(failed(path))?;
    }
    Ok(())
}

fn one(from: &Path, entry: Entry, to: &Path) -> io::Result<()> {
    match entry.kind {
        Kind::File => fs::hard_link(from, to).or_else(|_| copy(from, to)),
        Kind::Link => link(&fs::read_link(from)?, to),
        Kind::Other => Err(io::Error::other("ni un fichier ni un dossier : déplacez-le")),
    }
}

/// A copy with the rights and the day of its original.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let metadata = fs::symlink_metadata(from)?;
    fs::copy(from, to)?;
    let copied = File::options().write(true).open(to)?;
    if let Ok(modified) = metadata.modified() {
        copied.set_times(FileTimes::new().set_modified(modified))?;
    }
    copied.sync_all()
}

#[cfg(unix)]
fn link(target: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, to)
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::other("un lien : déplacez-le"))
}
