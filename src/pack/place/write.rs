//! Writing the packs of a run, and putting them in their place together.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::carry::carry;
use super::exchange::exchange;
use super::former::{Known, may_be_replaced};
use super::generation::Generation;
use super::lock::OutputLock;
use super::settle::{Leftover, is_generation, remove, settle};
use super::tree::{Stamp, Tree};
use crate::documents::filing::FiledPiece;
use crate::model::shelf::Shelf;
use crate::pack::flush::flush_folder;
use crate::pack::pieces::copy;
use crate::pack::{PackError, ProducedPack};

/// The folder of a project's drafts: one never takes the place of a pack that may be filed.
const DRAFTS: &str = "brouillon";

/// Where the packs of a run go.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The output folder.
    pub out: &'a Path,
    /// The name of the project's folder.
    pub project: &'a str,
    /// True for drafts.
    pub is_draft: bool,
}

impl Target<'_> {
    /// The folder that holds the packs.
    #[must_use]
    pub fn place(&self) -> PathBuf {
        let (home, name) = self.parts();
        home.join(name)
    }

    /// The folder that holds that one, and its name.
    fn parts(&self) -> (PathBuf, &str) {
        if self.is_draft {
            (self.out.join(self.project), DRAFTS)
        } else {
            (self.out.to_owned(), self.project)
        }
    }
}

/// Packs in their places.
#[derive(Debug)]
pub struct Placed {
    /// Their folders, in order.
    pub folders: Vec<PathBuf>,
    /// What former runs that died had left there.
    pub leftovers: Vec<Leftover>,
    /// The former packs, where they could not be removed once replaced.
    pub former: Option<PathBuf>,
}

/// Write packs into `<out>/<project>/<fund>/`, all at once; `before_replacing` is asked once everything is on disk, and may
/// refuse; `on_wait` is called when another run writes into the same folder, which is waited for.
///
/// # Errors
/// When the file system refuses, a pack holds somebody's work, its place is a link, or `before_replacing` refuses. The former
/// packs are then as they were.
pub fn write(
    target: Target<'_>,
    packs: &[ProducedPack],
    before_replacing: impl FnOnce() -> Result<(), PackError>,
    on_wait: &mut dyn FnMut(),
) -> Result<Placed, PackError> {
    let (home, name) = target.parts();
    let place = home.join(name);
    fs::create_dir_all(target.out).map_err(|error| refused(target.out, error))?;
    let lock = OutputLock::wait(target.out, on_wait);
    for folder in [&target.out.join(target.project), &place] {
        if fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.file_type().is_symlink()) {
            return Err(PackError::Link { path: folder.display().to_string() });
        }
    }
    fs::create_dir_all(&home).map_err(|error| refused(&home, error))?;
    let leftovers = if lock.is_held { settle(target.out) } else { Vec::new() };
    let mut known: Vec<Known> = Vec::new();
    for pack in packs {
        known.push(may_be_replaced(&place.join(&pack.fund), &Known::new())?);
    }
    let former = stays(&place, packs)?;
    let mut generation = written(&home, name, &place, packs, &former)?;
    before_replacing()?;
    // Whoever worked in the former packs meanwhile keeps their work.
    for (pack, known) in packs.iter().zip(&mut known) {
        *known = may_be_replaced(&place.join(&pack.fund), known)?;
    }
    let now = stays(&place, packs)?;
    if !now.is_same(&former) {
        return Err(PackError::OutputChanged { folder: place.display().to_string() });
    }
    generation.is_complete().map_err(|error| refused(&generation.folder, error))?;
    let former =
        exchange(&generation.folder, &place, &generation.aside).map_err(|error| refused(&place, error))?;
    generation.is_in_place();
    // The new packs are seen: nothing that fails from here on takes them back.
    let _ = flush_folder(&home);
    let known: Known = packs
        .iter()
        .zip(known)
        .flat_map(|(pack, known)| {
            known.into_iter().map(|(path, stamp)| (Path::new(&pack.fund).join(path), stamp))
        })
        .collect();
    let former = former.filter(|former| remove(former, &place, &known).is_err());
    drop(lock);
    Ok(Placed { folders: packs.iter().map(|pack| place.join(&pack.fund)).collect(), leftovers, former })
}

/// What the place of the packs holds beside those that are replaced.
fn stays(place: &Path, packs: &[ProducedPack]) -> Result<Stays, PackError> {
    let is_replaced = |path: &Path| packs.iter().any(|pack| path == Path::new(&pack.fund));
    let is_hidden = |path: &Path| path.file_name().is_some_and(is_generation);
    match Tree::of(place, |path| is_replaced(path) || is_hidden(path)) {
        Ok(tree) => Ok(Stays(tree)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Stays(Tree::default())),
        Err(error) => Err(refused(place, error)),
    }
}

struct Stays(Tree);

impl Stays {
    fn is_same(&self, other: &Self) -> bool {
        let stamps = |tree: &Tree| -> Vec<(PathBuf, Stamp)> {
            tree.entries.iter().map(|(path, entry)| (path.clone(), entry.stamp)).collect()
        };
        self.0.folders == other.0.folders && stamps(&self.0) == stamps(&other.0)
    }
}

/// The new generation, whole and on disk, still hidden and marked.
fn written(
    home: &Path,
    name: &str,
    place: &Path,
    packs: &[ProducedPack],
    stays: &Stays,
) -> Result<Generation, PackError> {
    let of_pack = |pack: &ProducedPack| -> Vec<PathBuf> {
        let files = pack.files.iter().map(|file| file.name.clone());
        files
            .chain(pack.pieces.iter().map(FiledPiece::path))
            .map(|name| Path::new(&pack.fund).join(name))
            .collect()
    };
    let files: Vec<PathBuf> = packs.iter().flat_map(of_pack).chain(stays.0.entries.keys().cloned()).collect();
    let generation = Generation::begin(home, name, files.iter().map(PathBuf::as_path))
        .map_err(|error| refused(&home.join(name), error))?;
    let folder = &generation.folder;
    for pack in packs {
        fill(&folder.join(&pack.fund), pack)?;
    }
    carry(place, &stays.0, folder).map_err(|failed| refused(&place.join(failed.path), failed.error))?;
    for inner in &stays.0.folders {
        flush_folder(&folder.join(inner)).map_err(|error| refused(folder, error))?;
    }
    flush_folder(folder).map_err(|error| refused(folder, error))?;
    Ok(generation)
}

/// The files of one pack.
fn fill(folder: &Path, pack: &ProducedPack) -> Result<(), PackError> {
    fs::create_dir(folder).map_err(|error| refused(folder, error))?;
    for shelf in Shelf::ALL {
        let folder = folder.join(shelf.folder());
        fs::create_dir(&folder).map_err(|error| refused(&folder, error))?;
    }
    for file in &pack.files {
        let path = folder.join(&file.name);
        write_file(&path, &file.bytes).map_err(|error| refused(&path, error))?;
    }
    for piece in &pack.pieces {
        let path = folder.join(piece.path());
        copy(piece, &path).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => PackError::SourceChanged { name: piece.from.display().to_string() },
            _ => refused(&path, error),
        })?;
    }
    for shelf in Shelf::ALL {
        let folder = folder.join(shelf.folder());
        flush_folder(&folder).map_err(|error| refused(&folder, error))?;
    }
    flush_folder(folder).map_err(|error| refused(folder, error))
}

fn refused(path: &Path, error: io::Error) -> PackError {
    PackError::Write { path: path.display().to_string(), error }
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
