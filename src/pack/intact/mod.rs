//! A pack by its digests alone: every file is there, is what was written, and no other is.

pub mod fault;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::model::digest::{sha256, sha256_of};
use crate::model::door::{Refused, read_own};
use crate::pack::place::{Kind, Tree, is_left_by_programs};
use crate::pack::produce::{MANIFEST, SUMS};
use crate::pack::statement::{BUILD_TYPE, PROVENANCE, STATEMENT, Statement};
use crate::pack::sums::{self, is_joined};
use crate::source::limits;
use fault::{Addition, Fault};

/// A pack read by its digests.
#[derive(Debug)]
pub struct Intact {
    /// Its manifest, when it is one of this form, and what the sums say it is.
    pub statement: Option<Statement>,
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
    let mut intact = Intact {
        statement: None,
        faults: strange,
        unknown: Vec::new(),
        left: Vec::new(),
        joined: Vec::new(),
        sound: 0,
    };
    let (sums, manifest) = (read(SUMS), read(MANIFEST));
    let expected = intact.expected(sums, manifest)?;
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

/// What a file was when it was written.
#[derive(Debug, Clone)]
struct Expected {
    sha256: String,
    /// Its size, when the manifest says it.
    size: Option<u64>,
}

impl Intact {
    /// The files that the pack counts: by its manifest when that is what the sums say, else by the sums.
    fn expected(
        &mut self,
        sums: Result<Vec<u8>, Refused>,
        manifest: Result<Vec<u8>, Refused>,
    ) -> Result<BTreeMap<String, Expected>, String> {
        let by_sums = sums.as_ref().ok().and_then(|bytes| sums::listed(bytes).ok());
        let stated = by_sums.as_ref().and_then(|listed| listed.get(MANIFEST)).cloned();
        let manifest = match (manifest, &by_sums) {
            (Ok(bytes), _) => Some(bytes),
            (Err(refused), None) => {
                return Err(format!(
                    "{MANIFEST} : {refused} ; {SUMS} ne se lit pas non plus : rien ne dit ce que ce dossier contenait"
                ));
            }
            (Err(_), Some(_)) => None,
        };
        let mut digest = manifest.as_deref().map(sha256);
        // A checkout that turned its line ends changed nothing of what it says.
        let turned = digest != stated
            && manifest
                .as_deref()
                .zip(stated.as_deref())
                .is_some_and(|(bytes, stated)| is_turned(bytes, stated));
        if turned {
            self.faults.push(Fault::LineEnds { file: MANIFEST.to_owned() });
            digest.clone_from(&stated);
        }
        let statement = manifest.as_deref().and_then(|bytes| serde_json::from_slice::<Statement>(bytes).ok());
        let statement = statement.filter(|one| {
            one.kind == STATEMENT
                && one.predicate_type == PROVENANCE
                && one.predicate.build_definition.build_type == BUILD_TYPE
        });
        match (&by_sums, &digest) {
            (Some(_), Some(_)) if stated == digest => self.sound += usize::from(!turned),
            (Some(_), Some(_)) => self.faults.push(Fault::Changed { file: MANIFEST.to_owned() }),
            (Some(_), None) => self.faults.push(Fault::Missing { file: MANIFEST.to_owned() }),
            (None, _) if sums.is_err() => self.faults.push(Fault::Missing { file: SUMS.to_owned() }),
            (None, _) => self.faults.push(Fault::Changed { file: SUMS.to_owned() }),
        }
        let is_stated = by_sums.is_none() || stated == digest;
        if let Some(statement) = statement.filter(|_| is_stated) {
            // The sums follow from the manifest: one byte of difference is a fault of theirs.
            if let (Ok(sums), Some(digest), Some(_)) = (&sums, &digest, &by_sums) {
                let written = sums_of(&statement, digest);
                if written.as_bytes() == sums.as_slice() {
                    self.sound += 1;
                } else if is_turned(sums, &sha256(written.as_bytes())) {
                    self.faults.push(Fault::LineEnds { file: SUMS.to_owned() });
                } else {
                    self.faults.push(Fault::Changed { file: SUMS.to_owned() });
                }
            }
            let expected = |output: &crate::pack::statement::Output| {
                let size = Some(output.annotations.octets);
                (output.name.clone(), Expected { sha256: output.digest.sha256.clone(), size })
            };
            let all = statement.subject.iter().map(expected).collect();
            self.statement = Some(statement);
            return Ok(all);
        }
        let Some(listed) = by_sums else {
            return Err(format!(
                "{MANIFEST} n’est pas un manifeste que ce programme connaît, et {SUMS} ne se lit pas"
            ));
        };
        if stated == digest {
            self.unknown.push(format!(
                "{MANIFEST} est d’une autre forme que celle de ce programme : seules les empreintes de {SUMS} sont comparées"
            ));
        }
        let others = listed.into_iter().filter(|(name, _)| name != MANIFEST);
        Ok(others.map(|(name, sha256)| (name, Expected { sha256, size: None })).collect())
    }
}

/// The file of sums that a manifest of that digest goes with.
#[must_use]
pub fn sums_of(statement: &Statement, manifest: &str) -> String {
    let outputs =
        statement.subject.iter().map(|output| (output.name.as_str(), output.digest.sha256.as_str()));
    sums::text(outputs.chain([(MANIFEST, manifest)]))
}

fn digest_of(path: &Path) -> Option<String> {
    sha256_of(File::open(path).ok()?, |_| Ok(())).ok()
}

/// What is wrong with a file.
fn judge(name: &str, path: &Path, wanted: &Expected) -> Option<Fault> {
    if digest_of(path).as_deref() == Some(&wanted.sha256) {
        return None;
    }
    let file = name.to_owned();
    if let Some(what) = wanted.size.and_then(|size| addition(path, size, &wanted.sha256)) {
        return Some(Fault::Appended { file, what });
    }
    let is_text = ["txt", "ics", "json", "toml", "md", "csv"];
    let extension = name.rsplit('.').next().unwrap_or_default();
    if is_text.contains(&extension)
        && read_own(path, limits::MANIFEST_BYTES).is_ok_and(|bytes| is_turned(&bytes, &wanted.sha256))
    {
        return Some(Fault::LineEnds { file });
    }
    Some(Fault::Changed { file })
}

/// True for a text whose line ends alone are not those of the text of that digest.
fn is_turned(bytes: &[u8], wanted: &str) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| {
        [text.replace("\r\n", "\n"), text.replace('\n', "\r\n")]
            .iter()
            .any(|other| sha256(other.as_bytes()) == wanted)
    })
}

/// What was added after the end of a PDF of that size and digest.
fn addition(path: &Path, size: u64, wanted: &str) -> Option<Addition> {
    let mut file = File::open(path).ok()?;
    if file.metadata().ok()?.len() <= size {
        return None;
    }
    if sha256_of((&mut file).take(size), |_| Ok(())).ok()? != wanted {
        return None;
    }
    let mut added = Vec::new();
    file.take(limits::ARCHIVE_BYTES).read_to_end(&mut added).ok()?;
    appended(&added)
}

/// What an update at the end of a PDF adds; `None` when it is none.
#[must_use]
pub fn appended(added: &[u8]) -> Option<Addition> {
    let holds = |mark: &[u8]| added.windows(mark.len()).any(|window| window == mark);
    if !holds(b"startxref") || !holds(b"%%EOF") {
        return None;
    }
    Some(if holds(b"/ByteRange") { Addition::Signature } else { Addition::Other })
}
