//! Writing packs: beside their final place, flushed, the folder renamed last; the former pack stays until then.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::produce::{MANIFEST, SUMS};
use super::{PackError, ProducedPack};

/// Write packs into `out/<project>/<fund>/`; `before_replacing` is asked once everything is on disk, and may refuse.
///
/// # Errors
/// When the file system refuses, the folder holds files that the program did not write, or `before_replacing` refuses.
/// The former packs are then as they were.
pub fn write(
    out: &Path,
    project: &str,
    packs: &[ProducedPack],
    before_replacing: impl FnOnce() -> Result<(), PackError>,
) -> Result<Vec<PathBuf>, PackError> {
    let parent = out.join(project);
    fs::create_dir_all(&parent).map_err(|error| refused(&parent, error))?;
    let mut waiting = Waiting::default();
    for pack in packs {
        let place = parent.join(&pack.fund);
        keeps_only_ours(&place)?;
        let beside = parent.join(format!(".{}.nouveau-{}", pack.fund, std::process::id()));
        fs::create_dir(&beside).map_err(|error| refused(&beside, error))?;
        waiting.0.push((beside.clone(), place));
        for file in &pack.files {
            let path = beside.join(&file.name);
            write_file(&path, &file.bytes).map_err(|error| refused(&path, error))?;
        }
        flush_folder(&beside).map_err(|error| refused(&beside, error))?;
    }
    before_replacing()?;
    waiting.into_place(&parent)
}

fn refused(path: &Path, error: io::Error) -> PackError {
    PackError::Write { path: path.display().to_string(), error }
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Folders can be flushed on Unix; elsewhere the rename is all there is.
fn flush_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { fs::File::open(path)?.sync_all() } else { Ok(()) }
}

/// Folders written beside their place; removed again unless they are put into place.
#[derive(Default)]
struct Waiting(Vec<(PathBuf, PathBuf)>);

impl Waiting {
    fn into_place(mut self, parent: &Path) -> Result<Vec<PathBuf>, PackError> {
        let mut placed = Vec::new();
        while !self.0.is_empty() {
            let (beside, place) = self.0.remove(0);
            if let Err(error) = replace(&beside, &place) {
                self.0.push((beside, place.clone()));
                return Err(refused(&place, error));
            }
            placed.push(place);
        }
        flush_folder(parent).map_err(|error| refused(parent, error))?;
        Ok(placed)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        for (beside, _) in &self.0 {
            // Nothing more can be done for a folder that cannot be removed; its name says what it is.
            let _ = fs::remove_dir_all(beside);
        }
    }
}

/// Put a folder into place, giving the former one back if that fails.
fn replace(beside: &Path, place: &Path) -> io::Result<()> {
    if !place.exists() {
        return fs::rename(beside, place);
    }
    let mut name = place.file_name().unwrap_or_default().to_owned();
    name.push(format!(".ancien-{}", std::process::id()));
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    let former = place.with_file_name(hidden);
    fs::rename(place, &former)?;
    match fs::rename(beside, place) {
        Ok(()) => fs::remove_dir_all(&former),
        Err(error) => {
            fs::rename(&former, place)?;
            Err(error)
        }
    }
}

/// An officer may have put a signed document in the folder: it is not ours to remove.
fn keeps_only_ours(place: &Path) -> Result<(), PackError> {
    let entries = match fs::read_dir(place) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(refused(place, error)),
    };
    let sums = fs::read_to_string(place.join(SUMS)).unwrap_or_default();
    let mut ours: BTreeSet<String> =
        sums.lines().filter_map(|line| line.split_once("  ")).map(|(_, name)| name.to_owned()).collect();
    ours.extend([SUMS.to_owned(), MANIFEST.to_owned()]);
    let mut foreign = Vec::new();
    for entry in entries {
        let name = entry.map_err(|error| refused(place, error))?.file_name().to_string_lossy().into_owned();
        if !ours.contains(&name) {
            foreign.push(name);
        }
    }
    if foreign.is_empty() {
        return Ok(());
    }
    foreign.sort();
    Err(PackError::ForeignFiles { folder: place.display().to_string(), files: foreign.join(", ") })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::pack::ProducedFile;

    fn pack(content: &str) -> ProducedPack {
        let file = |name: &str, bytes: &str| ProducedFile {
            name: name.to_owned(),
            title: String::new(),
            bytes: bytes.as_bytes().to_vec(),
            page_count: None,
            notices: Vec::new(),
            figures: Vec::new(),
        };
        ProducedPack {
            fund: "fonds".to_owned(),
            files: vec![file("a.txt", content), file(SUMS, "00  a.txt\n")],
        }
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
        write(out.path(), "p", &[pack("un")], || Ok(())).unwrap();
        write(out.path(), "p", &[pack("deux")], || Ok(())).unwrap();
        assert_eq!(fs::read_to_string(out.path().join("p/fonds/a.txt")).unwrap(), "deux");
        assert_eq!(names(&out.path().join("p")), ["fonds"]);
    }

    #[test]
    fn a_refusal_leaves_the_former_pack_as_it_was() {
        let out = tempfile::tempdir().unwrap();
        write(out.path(), "p", &[pack("un")], || Ok(())).unwrap();
        let refusal = || Err(PackError::SourceChanged { name: "budget.xlsx".to_owned() });
        assert!(write(out.path(), "p", &[pack("deux")], refusal).is_err());
        assert_eq!(fs::read_to_string(out.path().join("p/fonds/a.txt")).unwrap(), "un");
        assert_eq!(names(&out.path().join("p")), ["fonds"]);
    }

    #[test]
    fn a_file_of_the_officer_is_never_removed() {
        let out = tempfile::tempdir().unwrap();
        write(out.path(), "p", &[pack("un")], || Ok(())).unwrap();
        fs::write(out.path().join("p/fonds/plan-signé.pdf"), "signature").unwrap();
        let error = write(out.path(), "p", &[pack("deux")], || Ok(())).unwrap_err();
        assert!(error.to_string().contains("plan-signé.pdf"), "{error}");
        assert_eq!(fs::read_to_string(out.path().join("p/fonds/plan-signé.pdf")).unwrap(), "signature");
    }
}
