//! An archive copy alone.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::Means;
use super::finding::{Again, From, Verdict};
use super::rebuild::{Apart, Remade, Request, amounts, differences, pages, remake};
use super::source::archive;
use crate::documents::edition::is_archive;
use crate::model::door;
use crate::pack::PackError;
use crate::pack::intact::appended;
use crate::pack::intact::fault::Fault;
use crate::pack::statement::Layer;
use crate::source::{ProjectFolder, limits};

/// An archive copy alone: it is made again from what it carries, since nothing else says what it was.
pub(super) fn of_pdf(path: &Path, means: &Means<'_>) -> Verdict {
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
                .map_err(PackError::from)
                .and_then(|folder| {
                    remake(folder, definitions.as_ref().unwrap_or_else(|| means.definitions), request)
                })
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
    let mut verdict =
        Verdict { statement: Some(remade.statement.outline()), again: Some(again), ..Verdict::of(path) };
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
    let differences = differences(carried, &now).into_iter();
    differences.map(|(name, how)| Apart { layer: Layer::of_rule(name), name: name.clone(), how }).collect()
}
