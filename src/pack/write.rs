//! Writing packs: beside their final place, flushed, the folder renamed last; the former pack stays until then.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::flush::flush_folder;
use super::leftovers::{self, Leftover, Lock, MARKER};
use super::pieces::copy;
use super::produce::{MANIFEST, SUMS};
use super::{PackError, ProducedPack};
use crate::documents::filing::FiledPiece;
use crate::model::shelf::Shelf;

/// Packs in their places.
#[derive(Debug)]
pub struct Placed {
    /// Their folders, in order.
    pub folders: Vec<PathBuf>,
    /// What former runs that died had left beside them.
    pub leftovers: Vec<Leftover>,
}

/// Write packs into `<parent>/<fund>/`, each with what is filed and what is not in folders of their own; `before_replacing` is asked once everything is on disk, and may refuse.
///
/// # Errors
/// When the file system refuses, the folder holds files that the program did not write, or `before_replacing` refuses.
/// The former packs are then as they were.
pub fn write(
    parent: &Path,
    packs: &[ProducedPack],
    before_replacing: impl FnOnce() -> Result<(), PackError>,
) -> Result<Placed, PackError> {
    fs::create_dir_all(parent).map_err(|error| refused(parent, error))?;
    let leftovers = leftovers::settle(parent, packs).map_err(|error| refused(parent, error))?;
    let mut waiting = Waiting::default();
    for pack in packs {
        let place = parent.join(&pack.fund);
        keeps_only_ours(&place)?;
        let beside = parent.join(format!(".{}.nouveau-{}", pack.fund, std::process::id()));
        fs::create_dir(&beside).map_err(|error| refused(&beside, error))?;
        waiting.0.push(Beside { folder: beside.clone(), place, lock: None });
        let pieces: Vec<String> = pack.pieces.iter().map(FiledPiece::path).collect();
        let names = pack.files.iter().map(|file| &file.name).chain(&pieces).map(String::as_str);
        let lock = leftovers::mark(&beside, names).map_err(|error| refused(&beside, error))?;
        if let Some(last) = waiting.0.last_mut() {
            last.lock = Some(lock);
        }
        for shelf in Shelf::ALL {
            let folder = beside.join(shelf.folder());
            fs::create_dir(&folder).map_err(|error| refused(&folder, error))?;
        }
        for file in &pack.files {
            let path = beside.join(&file.name);
            write_file(&path, &file.bytes).map_err(|error| refused(&path, error))?;
        }
        for (piece, name) in pack.pieces.iter().zip(&pieces) {
            let path = beside.join(name);
            copy(piece, &path).map_err(|error| match error.kind() {
                io::ErrorKind::InvalidData => {
                    PackError::SourceChanged { name: piece.from.display().to_string() }
                }
                _ => refused(&path, error),
            })?;
        }
        for shelf in Shelf::ALL {
            let folder = beside.join(shelf.folder());
            flush_folder(&folder).map_err(|error| refused(&folder, error))?;
        }
        flush_folder(&beside).map_err(|error| refused(&beside, error))?;
    }
    before_replacing()?;
    Ok(Placed { folders: waiting.into_place(parent)?, leftovers })
}

fn refused(path: &Path, error: io::Error) -> PackError {
    PackError::Write { path: path.display().to_string(), error }
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A folder written beside its place.
struct Beside {
    folder: PathBuf,
    place: PathBuf,
    /// Held until the folder is in place or removed.
    lock: Option<Lock>,
}

/// Folders written beside their place; removed again unless they are put into place.
#[derive(Default)]
struct Waiting(Vec<Beside>);

impl Waiting {
    fn into_place(mut self, parent: &Path) -> Result<Vec<PathBuf>, PackError> {
        let mut placed = Vec::new();
        while !self.0.is_empty() {
            let beside = self.0.remove(0);
            let place = beside.place.clone();
            if let Err(error) = replace(&beside.folder, &place) {
                self.0.push(beside);
                return Err(refused(&place, error));
            }
            // Only now: until the folder is in place its marker says whose it is.
            fs::remove_file(place.join(MARKER)).map_err(|error| refused(&place, error))?;
            drop(beside.lock);
            placed.push(place);
        }
        flush_folder(parent).map_err(|error| refused(parent, error))?;
        Ok(placed)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        for beside in &self.0 {
            // Nothing more can be done for a folder that cannot be removed: the next build will try again.
            let _ = fs::remove_dir_all(&beside.folder);
        }
    }
}

/// Put a folder into place, giving the former one back if that fails.
fn replace(beside: &Path, place: &Path) -> io::Result<()> {
    if !place.exists() {
        return fs::rename(beside, place);
    }
    let mut name = std::ffi::OsString::from(".");
    name.push(place.file_name().unwrap_or_default());
    name.push(format!(".ancien-{}", std::process::id()));
    let former = place.with_file_name(name);
    // The former pack bears a marker as long as it stands aside, so that a run that dies loses nothing.
    let ours = ours(place);
    let lock = leftovers::mark(place, ours.iter().map(String::as_str))?;
    fs::rename(place, &former)?;
    match fs::rename(beside, place) {
        Ok(()) => leftovers::remove(&former),
        Err(error) => {
            fs::rename(&former, place)?;
            fs::remove_file(place.join(MARKER))?;
            drop(lock);
            Err(error)
        }
    }
}

/// The names of the files that the program wrote in a pack's folder.
fn ours(place: &Path) -> BTreeSet<String> {
    let mut ours = BTreeSet::new();
    // Packs of former versions had all their files in one folder.
    for sums in [SUMS, "SHA256SUMS"] {
        let text = fs::read_to_string(place.join(sums)).unwrap_or_default();
        let mut names: BTreeSet<String> =
            text.lines().filter_map(|line| line.split_once("  ")).map(|(_, name)| name.to_owned()).collect();
        if !names.is_empty() {
            names.insert(sums.to_owned());
        }
        ours.append(&mut names);
    }
    ours.insert(SUMS.to_owned());
    ours.insert(MANIFEST.to_owned());
    ours
}

/// An officer may have put a signed document in the folder: it is not ours to remove.
fn keeps_only_ours(place: &Path) -> Result<(), PackError> {
    let held = match leftovers::held(place) {
        Ok(held) => held,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(refused(place, error)),
    };
    let mut ours = ours(place);
    ours.insert(MARKER.to_owned());
    let mut foreign: Vec<String> = held.into_iter().filter(|name| !ours.contains(name)).collect();
    if foreign.is_empty() {
        return Ok(());
    }
    foreign.sort();
    Err(PackError::ForeignFiles { folder: place.display().to_string(), files: foreign.join(", ") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::ProducedFile;

    fn pack(content: &str) -> ProducedPack {
        let file = |name: &str, bytes: &str| ProducedFile {
            shelf: Shelf::Filed,
            name: name.to_owned(),
            title: String::new(),
            bytes: bytes.as_bytes().to_vec(),
            page_count: None,
            notices: Vec::new(),
            figures: Vec::new(),
        };
        ProducedPack {
            fund: "fonds".to_owned(),
            files: vec![file("depot/a.txt", content), file(SUMS, "00  depot/a.txt\n")],
            refused: Vec::new(),
            pieces: Vec::new(),
        }
    }

    fn held(folder: &Path) -> Vec<String> {
        leftovers::held(folder).unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_pack_replaces_the_former_one_and_leaves_nothing_beside() {
        let out = tempfile::tempdir().unwrap();
        write(&out.path().join("p"), &[pack("un")], || Ok(())).unwrap();
        write(&out.path().join("p"), &[pack("deux")], || Ok(())).unwrap();
        assert_eq!(fs::read_to_string(out.path().join("p/fonds/depot/a.txt")).unwrap(), "deux");
        assert_eq!(names(&out.path().join("p")), ["fonds"]);
    }

    #[test]
    fn a_refusal_leaves_the_former_pack_as_it_was() {
        let out = tempfile::tempdir().unwrap();
        write(&out.path().join("p"), &[pack("un")], || Ok(())).unwrap();
        let refusal = || Err(PackError::SourceChanged { name: "budget.xlsx".to_owned() });
        assert!(write(&out.path().join("p"), &[pack("deux")], refusal).is_err());
        assert_eq!(fs::read_to_string(out.path().join("p/fonds/depot/a.txt")).unwrap(), "un");
        assert_eq!(names(&out.path().join("p")), ["fonds"]);
    }

    #[test]
    fn a_run_that_died_is_cleaned_by_the_next_one() {
        let out = tempfile::tempdir().unwrap();
        let parent = out.path().join("p");
        write(&out.path().join("p"), &[pack("un")], || Ok(())).unwrap();
        // Stopped between the two renames: the former pack aside, the new one not yet in place.
        fs::create_dir(parent.join(".fonds.nouveau-999999")).unwrap();
        drop(leftovers::mark(&parent.join(".fonds.nouveau-999999"), ["depot/a.txt"].into_iter()).unwrap());
        drop(leftovers::mark(&parent.join("fonds"), ["depot/a.txt", SUMS].into_iter()).unwrap());
        fs::rename(parent.join("fonds"), parent.join(".fonds.ancien-999999")).unwrap();
        let refusal = || Err(PackError::SourceChanged { name: "budget.xlsx".to_owned() });
        assert!(write(&out.path().join("p"), &[pack("deux")], refusal).is_err());
        assert_eq!(fs::read_to_string(parent.join("fonds/depot/a.txt")).unwrap(), "un");
        assert_eq!(names(&parent), ["fonds"]);
        let placed = write(&out.path().join("p"), &[pack("deux")], || Ok(())).unwrap();
        assert_eq!(placed.leftovers, []);
        assert_eq!(held(&parent.join("fonds")), ["depot/a.txt", SUMS]);
    }

    #[test]
    fn a_marker_left_in_place_is_no_file_of_the_officer() {
        let out = tempfile::tempdir().unwrap();
        write(&out.path().join("p"), &[pack("un")], || Ok(())).unwrap();
        drop(leftovers::mark(&out.path().join("p/fonds"), ["depot/a.txt"].into_iter()).unwrap());
        write(&out.path().join("p"), &[pack("deux")], || Ok(())).unwrap();
        assert_eq!(held(&out.path().join("p/fonds")), ["depot/a.txt", SUMS]);
    }

    #[test]
    fn a_pack_of_a_former_version_is_replaced() {
        let out = tempfile::tempdir().unwrap();
        let place = out.path().join("p/fonds");
        fs::create_dir_all(&place).unwrap();
        for (name, text) in
            [("a.txt", "vieux"), ("manifest.json", "{}"), ("SHA256SUMS", "00  a.txt\n00  manifest.json\n")]
        {
            fs::write(place.join(name), text).unwrap();
        }
        write(&out.path().join("p"), &[pack("neuf")], || Ok(())).unwrap();
        assert_eq!(held(&place), ["depot/a.txt", SUMS]);
    }

    #[test]
    fn a_file_of_the_officer_is_never_removed() {
        let out = tempfile::tempdir().unwrap();
        write(&out.path().join("p"), &[pack("un")], || Ok(())).unwrap();
        fs::write(out.path().join("p/fonds/depot/plan-signé.pdf"), "signature").unwrap();
        let error = write(&out.path().join("p"), &[pack("deux")], || Ok(())).unwrap_err();
        assert!(error.to_string().contains("plan-signé.pdf"), "{error}");
        assert_eq!(fs::read_to_string(out.path().join("p/fonds/depot/plan-signé.pdf")).unwrap(), "signature");
    }
}
