//! A pack that stands somewhere: whether it is what was written, and whether the program obtains it again.
//!
//! [`intact()`] compares it with its own digests, without its sources; [`rebuild`] makes it again, from the sources that its
//! archive copy carries ([`source`]) or from a project, and says what differs, layer by layer, then in amounts and pages.
//! Nothing is written anywhere.

mod rebuild;
pub(super) mod source;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use rebuild::{Amount, Apart, How};
use rebuild::{Remade, Request, amounts, apart, as_made_by, differences, otherwise, pages, remake};
use source::archive;

use super::intact::fault::Fault;
use super::intact::{self, Intact, appended, intact};
use super::produce::{MANIFEST, SUMS};
use super::signature::{self, Signed, read_signature};
use super::statement::{FIGURES, Layer, Statement};
use super::sums::signature_place;
use crate::documents::edition::is_archive;
use crate::model::digest::sha256;
use crate::model::door;
use crate::model::shelf::Shelf;
use crate::rules::Definitions;
use crate::source::child::Reader;
use crate::source::{ProjectFolder, limits};

/// What to verify with.
#[derive(Debug)]
pub struct Means<'a> {
    /// The rules at hand.
    pub definitions: &'a Definitions,
    /// True to make the pack again.
    pub rebuilds: bool,
    /// True to make it again by its own rules.
    pub own_rules: bool,
    /// The project to make it from; the sources that it carries when there is none.
    pub project: Option<&'a Path>,
    /// Reads workbooks of old formats.
    pub reader: &'a Reader,
    /// The key that must have signed: the content of its file.
    pub key: Option<&'a [u8]>,
}

/// How a pack stands, gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Everything that was asked to be checked holds.
    Sound,
    /// Something differs.
    Differs,
    /// Something could not be checked.
    Unknown,
}

/// What was found of a pack.
#[derive(Debug)]
pub struct Verdict {
    /// The folder, or the PDF.
    pub place: PathBuf,
    /// What its manifest says, or what its archive copy makes.
    pub statement: Option<Statement>,
    /// What does not hold by its digests.
    pub faults: Vec<Fault>,
    /// Files that are what was written.
    pub sound: usize,
    /// Files that systems leave anywhere.
    pub left: Vec<String>,
    /// Signatures and time stamps joined to its sums.
    pub joined: Vec<String>,
    /// What its signature says, under the key given; or why it does not hold.
    pub signed: Option<Result<Signed, String>>,
    /// What could not be checked, and why.
    pub unknown: Vec<String>,
    /// What making it again gave; none when that was not asked, or could not be.
    pub again: Option<Again>,
}

/// What making a pack again gave.
#[derive(Debug)]
pub struct Again {
    /// From the sources that it carries, or from a project.
    pub from: From,
    /// True when its own rules were used.
    pub own_rules: bool,
    /// What it was made from and is now otherwise.
    pub apart: Vec<Apart>,
    /// The amounts that are now others.
    pub amounts: Vec<Amount>,
    /// The files that are made otherwise.
    pub faults: Vec<Fault>,
    /// Files that were obtained again, to the byte.
    pub same: usize,
}

/// What a pack was made again from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// The sources inside its archive copy.
    Archive,
    /// A project's folder.
    Project(PathBuf),
}

impl Verdict {
    fn unknown(place: &Path, why: String) -> Self {
        Self { unknown: vec![why], ..Self::of(place) }
    }

    fn of(place: &Path) -> Self {
        Self {
            place: place.to_owned(),
            statement: None,
            faults: Vec::new(),
            sound: 0,
            left: Vec::new(),
            joined: Vec::new(),
            signed: None,
            unknown: Vec::new(),
            again: None,
        }
    }

    /// How the pack stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let differs = !self.faults.is_empty()
            || self.again.as_ref().is_some_and(|again| !again.faults.is_empty())
            || matches!(self.signed, Some(Err(_)));
        match (differs, self.unknown.is_empty()) {
            (true, _) => Standing::Differs,
            (false, false) => Standing::Unknown,
            (false, true) => Standing::Sound,
        }
    }

    /// Looks at the signature of the sums.
    fn sign(&mut self, folder: &Path, key: &[u8]) {
        let place = signature_place();
        let signature = folder.join(&place);
        if fs::symlink_metadata(&signature).is_err() {
            let place = place.display();
            self.unknown.push(format!("ce dossier n’est pas signé : {place} est absent (dossier sign)"));
            return;
        }
        let sums = door::read_own(&folder.join(SUMS), limits::MANIFEST_BYTES);
        let holds = sums.map_err(|refused| format!("{SUMS} : {refused}")).and_then(|sums| {
            let signature = read_signature(&signature).map_err(|error| error.to_string())?;
            signature::verify(&sums, &signature, key).map_err(|error| error.to_string())
        });
        self.signed = Some(holds);
    }
}

/// Verifies everything that a path names: a pack, a folder of packs, an archive copy.
#[must_use]
pub fn verify(path: &Path, means: &Means<'_>) -> Vec<Verdict> {
    if path.is_file() {
        return vec![of_pdf(path, means)];
    }
    if !path.is_dir() {
        return vec![Verdict::unknown(
            path,
            "introuvable : donnez un dossier de demande, ou son exemplaire d’archive".to_owned(),
        )];
    }
    let mut packs = Vec::new();
    find(path, 0, &mut packs);
    if packs.is_empty() {
        let why = "aucun dossier de demande ici (un dossier de demande contient interne/manifest.json)";
        return vec![Verdict::unknown(path, why.to_owned())];
    }
    packs.sort();
    packs.iter().map(|pack| of_pack(pack, means)).collect()
}

/// Levels below the folder given at which packs are sought: `out/<projet>/brouillon/<fonds>`.
const LEVELS: usize = 4;

/// The packs below a folder, those that lost their manifest included; links are not followed.
fn find(folder: &Path, depth: usize, packs: &mut Vec<PathBuf>) {
    let has = |name: &str| fs::symlink_metadata(folder.join(name)).is_ok();
    let shelves = [Shelf::Filed, Shelf::Internal].map(|shelf| shelf.path(""));
    if has(MANIFEST) || has(SUMS) || shelves.iter().any(|shelf| has(shelf.trim_end_matches('/'))) {
        packs.push(folder.to_owned());
        return;
    }
    if depth == LEVELS || packs.len() >= limits::LISTED_FILES {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        // What a run is writing, or left when it died, is no pack yet.
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !is_hidden && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            find(&entry.path(), depth + 1, packs);
        }
    }
}

fn of_pack(folder: &Path, means: &Means<'_>) -> Verdict {
    let found = match intact(folder) {
        Ok(found) => found,
        Err(why) => return Verdict::unknown(folder, why),
    };
    let Intact { statement, faults, unknown, left, joined, sound } = found;
    let mut verdict = Verdict { statement, faults, sound, left, joined, unknown, ..Verdict::of(folder) };
    if let Some(key) = means.key {
        verdict.sign(folder, key);
    }
    if means.rebuilds {
        let again = match &verdict.statement {
            Some(statement) => made_again(folder, statement, &verdict.faults, means),
            None => Err("sans son manifeste, ce dossier ne peut pas être reconstruit".to_owned()),
        };
        match again {
            Ok(again) => verdict.again = Some(again),
            Err(why) => verdict.unknown.push(why),
        }
    }
    verdict
}

/// The pack, made again from a project or from the sources that its archive copy carries.
fn made_again(
    folder: &Path,
    before: &Statement,
    faults: &[Fault],
    means: &Means<'_>,
) -> Result<Again, String> {
    let asked = before.request();
    let name = before.subject.iter().map(|output| output.name.as_str()).find(|name| is_archive(name));
    let carried = match name {
        Some(name) if !faults.iter().any(|fault| fault.file() == name) => {
            let pdf = door::read_own(&folder.join(name), limits::ARCHIVE_BYTES);
            let pdf = pdf.map_err(|refused| format!("{name} : {refused}"))?;
            archive(&pdf).map_err(|why| format!("{name} : {why}"))
        }
        Some(name) => Err(format!("{name} n’est plus celui qui a été écrit : ses sources ne font plus foi")),
        None => Err("ce dossier n’a pas d’exemplaire d’archive".to_owned()),
    };
    let own =
        if means.own_rules { Some(carried.as_ref().map_err(Clone::clone)?.definitions()) } else { None };
    let definitions = own.as_ref().unwrap_or(means.definitions);
    let date = asked.date_effet.as_deref().map(str::parse).transpose();
    let date = date.map_err(|_| "la date d’effet du manifeste n’est pas une date".to_owned())?;
    let request = Request { fund: &asked.fonds, date, draft: asked.brouillon };
    let (source, from) = match means.project {
        Some(path) => {
            let mut read = ProjectFolder::read(path).map_err(|error| error.to_string())?;
            read.reader = means.reader.clone();
            (read, From::Project(path.to_owned()))
        }
        None => {
            let read = ProjectFolder::carried(carried?.project, means.reader.clone());
            (read.map_err(|error| error.to_string())?, From::Archive)
        }
    };
    let remade = remake(source, definitions, request).map_err(|error| error.to_string())?;
    compared(before, &remade, from, means.own_rules)
}

fn compared(before: &Statement, remade: &Remade, from: From, own_rules: bool) -> Result<Again, String> {
    let apart = apart(before, &remade.statement);
    let ledger = remade.prepared.packs.first().map(|pack| &pack.computation.ledger);
    let amounts = ledger.map(|ledger| amounts(before.list(FIGURES), ledger)).unwrap_or_default();
    let mut faults = otherwise(before, remade, &amounts);
    let mut same = before.subject.len().saturating_sub(faults.len());
    // The manifest and the sums tell the program's own version: they are compared as its version would write them.
    let canonical = super::canonical::canonical(before).map_err(|error| error.to_string())?;
    let manifest = sha256(&canonical);
    let sums = sha256(intact::sums_of(before, &manifest).as_bytes());
    for ((name, made), was) in
        as_made_by(before, remade).map_err(|error| error.to_string())?.into_iter().zip([manifest, sums])
    {
        if made == was {
            same += 1;
        } else {
            faults.push(Fault::Otherwise { file: name.to_owned(), at: Vec::new() });
        }
    }
    Ok(Again { from, own_rules, apart, amounts, faults, same })
}

/// An archive copy alone: it is made again from what it carries, since nothing else says what it was.
fn of_pdf(path: &Path, means: &Means<'_>) -> Verdict {
    let bytes = match door::read(path, limits::ARCHIVE_BYTES) {
        Ok(bytes) => bytes,
        Err(refused) => return Verdict::unknown(path, refused.to_string()),
    };
    let (carried, definitions);
    // What was added after its end is not what it was made from.
    let first = archive(first_revision(&bytes));
    let remade = match first.or_else(|_| archive(&bytes)) {
        Ok(archive) => {
            definitions = means.own_rules.then(|| archive.definitions());
            carried = (archive.asked, archive.rules, archive.figures);
            let (asked, date) = (&carried.0, archive.date);
            let request = Request { fund: &asked.fonds, date: Some(date), draft: asked.brouillon };
            ProjectFolder::carried(archive.project, means.reader.clone())
                .map_err(crate::pack::PackError::from)
                .and_then(|folder| remake(folder, definitions.as_ref().unwrap_or(means.definitions), request))
                .map_err(|error| error.to_string())
        }
        Err(why) => return Verdict::unknown(path, why),
    };
    let remade = match remade {
        Ok(remade) => remade,
        Err(why) => return Verdict::unknown(path, why),
    };
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let made = remade.pack.files.iter().find(|one| is_archive(&one.name));
    let ledger = remade.prepared.packs.first().map(|pack| &pack.computation.ledger);
    let amounts = ledger.map(|ledger| amounts(&carried.2, ledger)).unwrap_or_default();
    let mut faults = Vec::new();
    match made.map(|made| bytes.strip_prefix(made.bytes.as_slice())) {
        Some(Some([])) => {}
        Some(Some(added)) => match appended(added) {
            Some(what) => faults.push(Fault::Appended { file, what }),
            None => faults.push(Fault::Changed { file }),
        },
        Some(None) => {
            let at = made.map(|made| pages(&remade, made, &amounts)).unwrap_or_default();
            faults.push(Fault::Otherwise { file, at });
        }
        None => faults.push(Fault::NotMade { file }),
    }
    let apart = rules_apart(&carried.1, &remade);
    let same = usize::from(faults.is_empty());
    let again = Again { from: From::Archive, own_rules: means.own_rules, apart, amounts, faults, same };
    let mut verdict = Verdict { statement: Some(remade.statement), again: Some(again), ..Verdict::of(path) };
    if means.key.is_some() {
        let why = "un exemplaire d’archive seul n’a pas de signature : elle est celle du dossier entier";
        verdict.unknown.push(why.to_owned());
    }
    verdict
}

/// A PDF up to its first end: each update adds another.
fn first_revision(bytes: &[u8]) -> &[u8] {
    let end = bytes.windows(END.len()).position(|window| window == END);
    end.and_then(|at| bytes.get(..at + END.len())).unwrap_or(bytes)
}

/// What a PDF ends with.
const END: &[u8] = b"%%EOF";

/// The rules that an archive copy carries and that are otherwise at hand.
fn rules_apart(carried: &BTreeMap<String, Arc<[u8]>>, remade: &Remade) -> Vec<Apart> {
    let Some(pack) = remade.prepared.packs.first() else { return Vec::new() };
    let now = remade.prepared.rule_files_of(pack);
    let layer = |name: &str| if name.ends_with(".hbs") { Layer::Modele } else { Layer::Regle };
    let differences = differences(carried, &now).into_iter();
    differences.map(|(name, how)| Apart { layer: layer(name), name: name.clone(), how }).collect()
}
