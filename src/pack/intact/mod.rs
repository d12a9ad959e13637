//! A pack by its digests alone: every file is there, is what was written, and no other is.

mod expected;
pub mod fault;
mod judge;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::model::door::read_own;
use crate::pack::place::{Kind, Tree, is_left_by_programs};
use crate::pack::produce::{MANIFEST, SUMS};
use crate::pack::statement::Outline;
use crate::pack::sums::is_joined;
use crate::source::limits;
pub use expected::sums_of;
use expected::{Agreed, agreed};
use fault::Fault;
pub use judge::appended;
use judge::{Expected, digest_of, judge};

/// A pack read by its digests.
#[derive(Debug)]
pub struct Intact {
    /// Its manifest, when it is one of this form, and what the sums say it is.
    pub statement: Option<Outline>,
    /// What does not hold.
    pub faults: Vec<Fault>,
    /// What could not be checked, and why.
    pub unknown: Vec<String>,
    /// Files that systems leave anywhere: neither the pack's nor anybody's work.
    pub left: Vec<String>,
    /// Signatures and time stamps joined to the sums afterwards.
    pub joined: Vec<String>,
    /// How many files are what was written.
    pub sound: usize,
}

/// Compares a pack with its own sums and manifest.
///
/// # Errors
/// The sentence that says why it cannot be looked at.
pub fn intact(folder: &Path) -> Result<Intact, String> {
    let tree = Tree::of(folder, |_| false).map_err(|error| format!("lecture impossible ({error})"))?;
    // Names as they were written, however a system or an archive wrote their accents since.
    let mut names: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut strange: Vec<Fault> = Vec::new();
    for path in tree.entries.keys() {
        let name = path.to_str().map(|name| name.replace('\\', "/").nfc().collect::<String>());
        match name.filter(|name| !names.contains_key(name)) {
            Some(name) => drop(names.insert(name, path.clone())),
            // No file of a pack has such a name, nor that of another.
            None => strange.push(Fault::Added { file: path.display().to_string() }),
        }
    }
    let read = |name: &str| {
        read_own(
            &folder.join(names.get(name).map_or(Path::new(name), PathBuf::as_path)),
            limits::MANIFEST_BYTES,
        )
    };
    let Agreed { statement, files: expected, faults, unknown, sound } = agreed(read(SUMS), read(MANIFEST))?;
    let mut intact = Intact {
        statement,
        faults: strange.into_iter().chain(faults).collect(),
        unknown,
        left: Vec::new(),
        joined: Vec::new(),
        sound,
    };
    let mut missing: Vec<(String, String)> = Vec::new();
    let mut present: Vec<(&str, &Path, &Expected)> = Vec::new();
    for (name, wanted) in &expected {
        match names.get(name.as_str()) {
            Some(path) if tree.entries.get(path).is_some_and(|entry| entry.kind == Kind::File) => {
                present.push((name, path, wanted));
            }
            Some(_) => intact.faults.push(Fault::NotAFile { file: name.clone() }),
            None => missing.push((name.clone(), wanted.sha256.clone())),
        }
    }
    let judged: Vec<Option<Fault>> =
        present.par_iter().map(|(name, path, wanted)| judge(name, &folder.join(path), wanted)).collect();
    intact.sound += judged.iter().filter(|fault| fault.is_none()).count();
    intact.faults.extend(judged.into_iter().flatten());
    let mut added: BTreeSet<&str> = BTreeSet::new();
    for (name, path) in &names {
        if expected.contains_key(name) || [SUMS, MANIFEST].contains(&name.as_str()) {
            continue;
        }
        let file = name.rsplit('/').next().unwrap_or(name);
        let is_file = tree.entries.get(path).is_some_and(|entry| entry.kind == Kind::File);
        if is_file && is_left_by_programs(file) {
            intact.left.push(name.clone());
        } else if is_file && is_joined(Path::new(name)) {
            intact.joined.push(name.clone());
        } else {
            added.insert(name);
        }
    }
    for (file, sha256) in missing {
        let digest =
            |name: &&&str| digest_of(&folder.join(names.get(**name)?)).filter(|found| *found == sha256);
        match added.iter().find(|name| digest(name).is_some()).copied() {
            Some(now) => {
                added.remove(now);
                intact.faults.push(Fault::Renamed { file, now: now.to_owned() });
            }
            None => intact.faults.push(Fault::Missing { file }),
        }
    }
    intact.faults.extend(added.into_iter().map(|name| Fault::Added { file: name.to_owned() }));
    intact.faults.sort_by(|one, other| one.file().cmp(other.file()));
    Ok(intact)
}
