//! What a build that was stopped dead (power cut, `kill -9`) left beside the packs: recognised by its marker, never by
//! its name alone.
//!
//! A folder being written holds [`MARKER`], locked as long as its writer lives: the system drops the lock of a process
//! that dies. The marker lists the files the program writes there; only those are ever removed, links are never followed.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use super::ProducedPack;
use super::flush::flush_folder;
use crate::model::shelf::Shelf;

/// The file that marks a folder being written.
pub const MARKER: &str = ".dossier-en-cours";

/// First line of a marker.
const HEADING: &str = "dossier : ce dossier est en cours d’écriture ; fichiers :";

/// Longest marker read, in bytes.
const LONGEST: u64 = 1 << 20;

/// The lock of a folder being written; dropped, it is released.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "held for its lock")] File);

/// What was found of a former run, told to the officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leftover {
    /// The former pack, which that run had moved aside, is back in its place.
    Restored(PathBuf),
    /// An unfinished or replaced folder is removed.
    Removed(PathBuf),
    /// It holds files that the program did not write, or cannot be removed.
    Kept(PathBuf),
}

/// Mark a folder as being written with these files.
///
/// # Errors
/// When the file system refuses.
pub fn mark<'a>(folder: &Path, files: impl Iterator<Item = &'a str>) -> io::Result<Lock> {
    let path = folder.join(MARKER);
    // The marker of a run that died after its folder was in place.
    if fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file()) {
        fs::remove_file(&path)?;
    }
    let mut marker = File::create_new(path)?;
    match marker.try_lock() {
        Ok(()) => {}
        // A file system without locks: the marker is never seen as that of a dead run, and nothing is removed.
        Err(TryLockError::Error(_) | TryLockError::WouldBlock) => {}
    }
    let list: String = files.map(|name| format!("{name}\n")).collect();
    marker.write_all(format!("{HEADING}\n{list}").as_bytes())?;
    Ok(Lock(marker))
}

/// Remove a folder that this run marked, and what it wrote there.
///
/// # Errors
/// When the file system refuses, or the folder holds something else.
pub fn remove(folder: &Path) -> io::Result<()> {
    let marker = folder.join(MARKER);
    let text = read(&marker)?;
    let names = names(&text).ok_or(io::ErrorKind::InvalidData)?;
    // Looked at before anything is removed: a folder that holds something else stays whole.
    let held = held(folder)?;
    if held.iter().any(|name| name != MARKER && !names.contains(&name.as_str())) {
        return Err(io::ErrorKind::DirectoryNotEmpty.into());
    }
    for name in held.iter().filter(|name| *name != MARKER) {
        fs::remove_file(folder.join(name))?;
    }
    for shelf in Shelf::ALL {
        let shelf = folder.join(shelf.folder());
        if fs::symlink_metadata(&shelf).is_ok_and(|metadata| metadata.is_dir()) {
            fs::remove_dir(shelf)?;
        }
    }
    fs::remove_file(marker)?;
    fs::remove_dir(folder)
}

/// The names of all that a pack's folder holds, those of its two shelves with the shelf before them, sorted. What is no
/// plain file is a name like another: no pack lists it.
///
/// # Errors
/// When the file system refuses.
pub fn held(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // The type of the entry itself: a link to a folder is not a folder.
        let kind = entry.file_type()?;
        if kind.is_dir() && Shelf::ALL.iter().any(|shelf| shelf.folder() == name) {
            for inner in fs::read_dir(entry.path())? {
                let inner = inner?;
                let is_file = inner.file_type()?.is_file();
                let mark = if is_file { "" } else { "/" };
                names.push(format!("{name}/{}{mark}", inner.file_name().to_string_lossy()));
            }
            continue;
        }
        let mark = if kind.is_file() { "" } else { "/" };
        names.push(format!("{name}{mark}"));
    }
    names.sort();
    Ok(names)
}

/// Put back or remove what dead runs left beside the places of these packs.
///
/// # Errors
/// When the folder cannot be listed, or a former pack cannot be put back.
pub fn settle(parent: &Path, packs: &[ProducedPack]) -> io::Result<Vec<Leftover>> {
    let mut found = Vec::new();
    let mut entries = fs::read_dir(parent)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let Some((fund, kind)) = name.to_str().and_then(meaning) else { continue };
        // The type of the entry itself: a link to a folder is not a folder.
        if !packs.iter().any(|pack| pack.fund == fund) || !entry.file_type()?.is_dir() {
            continue;
        }
        match state(&entry.path()) {
            State::Live => continue,
            State::Unknown => {
                found.push(Leftover::Kept(entry.path()));
                continue;
            }
            State::Dead => {}
        }
        let place = parent.join(fund);
        if kind == Kind::Former && fs::symlink_metadata(&place).is_err() {
            fs::rename(entry.path(), &place)?;
            fs::remove_file(place.join(MARKER))?;
            flush_folder(parent)?;
            found.push(Leftover::Restored(place));
        } else {
            found.push(match remove(&entry.path()) {
                Ok(()) => Leftover::Removed(entry.path()),
                Err(_) => Leftover::Kept(entry.path()),
            });
        }
    }
    Ok(found)
}

/// What a hidden folder was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A pack being written.
    New,
    /// The pack it replaces, moved aside.
    Former,
}

/// `.fonds.nouveau-123` is a new pack of `fonds`.
fn meaning(name: &str) -> Option<(&str, Kind)> {
    let (name, process) = name.strip_prefix('.')?.rsplit_once('-')?;
    let is_number = !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit());
    let (fund, kind) = name.rsplit_once('.').filter(|_| is_number)?;
    match kind {
        "nouveau" => Some((fund, Kind::New)),
        "ancien" => Some((fund, Kind::Former)),
        _ => None,
    }
}

/// Whose a hidden folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// A run's that goes on.
    Live,
    /// A run's that died: our marker is there, and nobody holds it.
    Dead,
    /// Without a marker of ours.
    Unknown,
}

fn state(folder: &Path) -> State {
    let marker = folder.join(MARKER);
    match read(&marker) {
        Ok(text) if names(&text).is_some() => {
            let is_free = File::open(&marker).is_ok_and(|file| file.try_lock().is_ok());
            if is_free { State::Dead } else { State::Live }
        }
        _ => State::Unknown,
    }
}

fn read(marker: &Path) -> io::Result<String> {
    let metadata = fs::symlink_metadata(marker)?;
    if !metadata.is_file() || metadata.len() > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut text = String::new();
    File::open(marker)?.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

/// The names a marker lists; `None` when it is not one of ours.
fn names(text: &str) -> Option<Vec<&str>> {
    let mut lines = text.lines();
    (lines.next() == Some(HEADING)).then_some(())?;
    let names: Vec<&str> = lines.collect();
    let plain = |name: &&str| {
        let mut parts = Path::new(name).components();
        match (parts.next(), parts.next(), parts.next()) {
            (Some(Component::Normal(_)), None, None) => true,
            (Some(Component::Normal(shelf)), Some(Component::Normal(_)), None) => {
                Shelf::ALL.iter().any(|known| shelf == known.folder())
            }
            _ => false,
        }
    };
    names.iter().all(plain).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack() -> Vec<ProducedPack> {
        vec![ProducedPack {
            fund: "fonds-1.3".to_owned(),
            files: Vec::new(),
            pieces: Vec::new(),
            refused: Vec::new(),
        }]
    }

    /// A folder as a run that dies leaves it: marked, half written, its lock gone.
    fn dead(parent: &Path, name: &str) -> PathBuf {
        let folder = parent.join(name);
        fs::create_dir(&folder).unwrap();
        drop(mark(&folder, ["a.txt", "b.txt"].into_iter()).unwrap());
        fs::write(folder.join("a.txt"), "à demi").unwrap();
        folder
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        assert_eq!(meaning(".fonds-1.3.nouveau-12"), Some(("fonds-1.3", Kind::New)));
        assert_eq!(meaning(".fonds-1.3.ancien-12"), Some(("fonds-1.3", Kind::Former)));
        for other in
            ["fonds.nouveau-12", ".fonds.nouveau-", ".fonds.nouveau-1x", ".fonds.autre-1", ".nouveau-1", ""]
        {
            assert_eq!(meaning(other), None, "{other}");
        }
    }

    #[test]
    fn what_a_dead_run_was_writing_is_removed_and_what_a_live_one_writes_stays() {
        let out = tempfile::tempdir().unwrap();
        let folder = dead(out.path(), ".fonds-1.3.nouveau-999999");
        let live = out.path().join(".fonds-1.3.nouveau-1");
        fs::create_dir(&live).unwrap();
        let lock = mark(&live, ["a.txt"].into_iter()).unwrap();
        let other_fund = dead(out.path(), ".autre.nouveau-7");
        assert_eq!(settle(out.path(), &pack()).unwrap(), [Leftover::Removed(folder.clone())]);
        assert!(!folder.exists() && live.exists() && other_fund.exists());
        drop(lock);
        assert_eq!(settle(out.path(), &pack()).unwrap(), [Leftover::Removed(live)]);
    }

    #[test]
    fn a_former_pack_left_aside_is_put_back_or_removed_once_replaced() {
        let out = tempfile::tempdir().unwrap();
        let place = out.path().join("fonds-1.3");
        dead(out.path(), ".fonds-1.3.ancien-999999");
        assert_eq!(settle(out.path(), &pack()).unwrap(), [Leftover::Restored(place.clone())]);
        assert_eq!(fs::read_to_string(place.join("a.txt")).unwrap(), "à demi");
        assert!(!place.join(MARKER).exists());
        let former = dead(out.path(), ".fonds-1.3.ancien-999999");
        assert_eq!(settle(out.path(), &pack()).unwrap(), [Leftover::Removed(former)]);
        assert!(place.exists());
    }

    #[test]
    fn a_folder_that_the_program_did_not_make_is_left_alone() {
        let out = tempfile::tempdir().unwrap();
        let name = ".fonds-1.3.nouveau-5";
        let folder = out.path().join(name);
        fs::create_dir(&folder).unwrap();
        for marker in [
            None,
            Some("à moi"),
            Some(""),
            Some("dossier : ce dossier est en cours d’écriture ; fichiers :\n../a.txt\n"),
        ] {
            if let Some(text) = marker {
                fs::write(folder.join(MARKER), text).unwrap();
            }
            assert_eq!(settle(out.path(), &pack()).unwrap(), [Leftover::Kept(folder.clone())], "{marker:?}");
            assert!(folder.exists());
        }
    }

    #[test]
    fn a_foreign_file_keeps_the_whole_folder() {
        let out = tempfile::tempdir().unwrap();
        let folder = dead(out.path(), ".fonds-1.3.nouveau-999999");
        fs::write(folder.join("signature.pdf"), "à garder").unwrap();
        assert_eq!(settle(out.path(), &pack()).unwrap(), [Leftover::Kept(folder.clone())]);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 3);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_never_followed() {
        use std::os::unix::fs::symlink;
        let out = tempfile::tempdir().unwrap();
        let elsewhere = dead(out.path(), "ailleurs");
        symlink(&elsewhere, out.path().join(".fonds-1.3.nouveau-5")).unwrap();
        assert_eq!(settle(out.path(), &pack()).unwrap(), []);
        // A link in the place of a file, of the marker.
        let folder = dead(out.path(), ".fonds-1.3.nouveau-6");
        symlink(elsewhere.join("a.txt"), folder.join("b.txt")).unwrap();
        assert_eq!(settle(out.path(), &pack()).unwrap(), [Leftover::Kept(folder.clone())]);
        fs::remove_file(folder.join(MARKER)).unwrap();
        symlink(elsewhere.join(MARKER), folder.join(MARKER)).unwrap();
        assert_eq!(settle(out.path(), &pack()).unwrap(), [Leftover::Kept(folder)]);
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 2);
    }
}
