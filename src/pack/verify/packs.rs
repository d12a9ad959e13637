//! A pack: its files beside its digests, its signature, and the same pack made again.

use std::fs;
use std::path::Path;

use super::Means;
use super::finding::{Again, From, Verdict};
use super::rebuild::{Remade, Request, amounts, apart, as_made_by, otherwise, remake};
use super::source::archive;
use crate::documents::edition::is_archive;
use crate::model::digest::sha256;
use crate::model::door;
use crate::pack::canonical::canonical;
use crate::pack::intact::fault::Fault;
use crate::pack::intact::{self, Intact, intact};
use crate::pack::produce::{MANIFEST, SUMS};
use crate::pack::signature::{self, Signed, read_signature};
use crate::pack::statement::{FIGURES, Statement};
use crate::pack::sums::signature_place;
use crate::source::{ProjectFolder, limits};

/// A pack by its digests, its signature and, when that is asked, by making it again.
pub(super) fn of_pack(folder: &Path, means: &Means<'_>) -> Verdict {
    let found = match intact(folder) {
        Ok(found) => found,
        Err(why) => return Verdict::unknown(folder, why),
    };
    let Intact { statement, faults, unknown, left, joined, sound } = found;
    let mut verdict = Verdict { statement, faults, sound, left, joined, unknown, ..Verdict::of(folder) };
    if let Some(key) = means.key {
        match signed(folder, key) {
            Ok(signed) => verdict.signed = Some(signed),
            Err(why) => verdict.unknown.push(why),
        }
    }
    if means.rebuilds {
        let again = match &verdict.statement {
            Some(_) => whole(folder).and_then(|whole| made_again(folder, &whole, &verdict.faults, means)),
            None => Err("sans son manifeste, ce dossier ne peut pas être reconstruit".to_owned()),
        };
        match again {
            Ok(again) => verdict.again = Some(again),
            Err(why) => verdict.unknown.push(why),
        }
    }
    verdict
}

/// What the signature of a pack's sums says under a key, or why it does not hold; the error says that there is none.
fn signed(folder: &Path, key: &[u8]) -> Result<Result<Signed, String>, String> {
    let place = signature_place();
    let signature = folder.join(&place);
    if fs::symlink_metadata(&signature).is_err() {
        return Err(format!("ce dossier n’est pas signé : {} est absent (dossier sign)", place.display()));
    }
    let sums = door::read_own(&folder.join(SUMS), limits::MANIFEST_BYTES);
    Ok(sums.map_err(|refused| format!("{SUMS} : {refused}")).and_then(|sums| {
        let signature = read_signature(&signature).map_err(|error| error.to_string())?;
        signature::verify(&sums, &signature, key).map_err(|error| error.to_string())
    }))
}

/// The manifest with its lists.
fn whole(folder: &Path) -> Result<Statement, String> {
    let bytes = door::read_own(&folder.join(MANIFEST), limits::MANIFEST_BYTES);
    let bytes = bytes.map_err(|refused| format!("{MANIFEST} : {refused}"))?;
    serde_json::from_slice(&bytes).map_err(|error| format!("{MANIFEST} : {error}"))
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
    let definitions = own.as_ref().unwrap_or_else(|| means.definitions);
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
    let canonical = canonical(before).map_err(|error| error.to_string())?;
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
