//! A new generation of a project's folder, while it is being written: hidden, marked as ours, gone if it is not wanted.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::former::Known;
use super::marker::{HEADING, MARKER};
use super::settle;

/// Folders of one name that are tried: those of dead runs that could not be removed keep theirs.
const TRIES: u32 = 100;

/// A folder being written; removed when it is dropped before [`Generation::is_complete`].
#[derive(Debug)]
pub(super) struct Generation {
    pub(super) folder: PathBuf,
    /// Where the former generation goes where the system cannot exchange two folders at once.
    pub(super) aside: PathBuf,
    place: PathBuf,
    is_ours: bool,
}

impl Generation {
    /// Makes the folder beside its place, and marks it with the files that it will hold.
    ///
    /// # Errors
    /// When the file system refuses.
    pub(super) fn begin<'a>(
        home: &Path,
        name: &str,
        files: impl Iterator<Item = &'a Path>,
    ) -> io::Result<Self> {
        let process = std::process::id();
        let mut rank = 0;
        let folder = loop {
            let tail = if rank == 0 { String::new() } else { format!("{rank:03}") };
            let folder = home.join(format!(".{name}.nouveau-{process}{tail}"));
            match fs::create_dir(&folder) {
                Ok(()) => break folder,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && rank < TRIES => rank += 1,
                Err(error) => return Err(error),
            }
        };
        let aside = home.join(format!(".{name}.ancien-{process}"));
        let generation = Self { folder, aside, place: home.join(name), is_ours: true };
        let list: String = files.filter_map(Path::to_str).map(|name| format!("{name}\n")).collect();
        let mut marker = File::create_new(generation.folder.join(MARKER))?;
        marker.write_all(format!("{HEADING}\n{list}").as_bytes())?;
        marker.sync_all()?;
        Ok(generation)
    }

    /// Takes the marker away: all is written, and the sums say whose each file is.
    ///
    /// # Errors
    /// When the file system refuses.
    pub(super) fn is_complete(&mut self) -> io::Result<()> {
        fs::remove_file(self.folder.join(MARKER))
    }

    /// The folder is in its place: it is no more to be removed.
    pub(super) const fn is_in_place(&mut self) {
        self.is_ours = false;
    }
}

impl Drop for Generation {
    fn drop(&mut self) {
        if self.is_ours {
            // Nothing more can be done for a folder that cannot be removed: the next command will try again.
            let _ = settle::remove(&self.folder, &self.place, &Known::new());
        }
    }
}
