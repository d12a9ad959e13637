//! What a pack counts, by its manifest and by its sums; and which of the two changed when they do not agree.

use std::collections::BTreeMap;

use super::fault::Fault;
use super::judge::{Expected, is_slip, is_turned};
use crate::model::digest::sha256;
use crate::model::door::Refused;
use crate::pack::canonical::canonical;
use crate::pack::produce::{MANIFEST, SUMS};
use crate::pack::statement::{BUILD_TYPE, Outline, Output, PROVENANCE, STATEMENT, Statement, StatementOf};
use crate::pack::sums;

/// What the manifest and the sums of a pack say together.
#[derive(Debug, Default)]
pub(super) struct Agreed {
    /// The manifest, when it is one of this form and is what the sums say, or when the sums are what changed.
    pub(super) statement: Option<Outline>,
    /// The files, but for these two.
    pub(super) files: BTreeMap<String, Expected>,
    /// What does not hold of these two.
    pub(super) faults: Vec<Fault>,
    /// What could not be checked, and why.
    pub(super) unknown: Vec<String>,
    /// How many of these two are what was written.
    pub(super) sound: usize,
}

/// What a pack counts: by its manifest when that is what the sums say, else by the sums.
///
/// # Errors
/// The sentence that says why nothing tells what it held.
pub(super) fn agreed(
    sums: Result<Vec<u8>, Refused>,
    manifest: Result<Vec<u8>, Refused>,
) -> Result<Agreed, String> {
    let by_sums = sums.as_ref().ok().and_then(|bytes| sums::listed(bytes).ok());
    let stated = by_sums.as_ref().and_then(|listed| listed.get(MANIFEST)).map(String::as_str);
    let mut agreed = Agreed::default();
    let bytes = match (&manifest, &by_sums) {
        (Ok(bytes), _) => Some(bytes.as_slice()),
        (Err(refused), None) => {
            return Err(format!(
                "{MANIFEST} : {refused} ; {SUMS} ne se lit pas non plus : rien ne dit ce que ce dossier contenait"
            ));
        }
        (Err(_), Some(_)) => None,
    };
    let statement = bytes.and_then(of_this_form);
    let mut digest = bytes.map(sha256);
    let is_told = match (&by_sums, bytes, &digest, stated) {
        (None, ..) => {
            let file = SUMS.to_owned();
            agreed.faults.push(if sums.is_err() { Fault::Missing { file } } else { Fault::Changed { file } });
            true
        }
        (Some(_), Some(_), Some(own), Some(stated)) if own == stated => {
            agreed.sound += 1;
            true
        }
        // A checkout that turned its line ends changed nothing of what it says.
        (Some(_), Some(bytes), _, Some(stated)) if is_turned(bytes, stated) => {
            agreed.faults.push(Fault::LineEnds { file: MANIFEST.to_owned() });
            digest = Some(stated.to_owned());
            true
        }
        (Some(_), Some(bytes), Some(own), Some(stated)) => {
            let (fault, is_sums) = apart(bytes, statement.is_some(), own, stated);
            agreed.faults.push(fault);
            agreed.sound += usize::from(is_sums);
            is_sums
        }
        // The sums no longer name it: they are what changed, when it is one.
        (Some(_), Some(_), _, None) if statement.is_some() => {
            agreed.sound += 1;
            true
        }
        (Some(_), Some(_), _, None) => {
            agreed.faults.push(Fault::Either { file: MANIFEST.to_owned(), or: SUMS.to_owned() });
            false
        }
        (Some(_), ..) => {
            agreed.faults.push(Fault::Missing { file: MANIFEST.to_owned() });
            false
        }
    };
    if let Some(statement) = statement.filter(|_| is_told) {
        // The sums follow from the manifest: one byte of difference is a fault of theirs.
        let is_named = agreed.faults.iter().any(|fault| fault.file() == SUMS);
        if let (Ok(sums), Some(digest), Some(_), false) = (&sums, &digest, &by_sums, is_named) {
            let written = sums_of(&statement, digest);
            if written.as_bytes() == sums.as_slice() {
                agreed.sound += 1;
            } else if is_turned(sums, &sha256(written.as_bytes())) {
                agreed.faults.push(Fault::LineEnds { file: SUMS.to_owned() });
            } else {
                agreed.faults.push(Fault::Changed { file: SUMS.to_owned() });
            }
        }
        let expected = |output: &Output| {
            let size = Some(output.annotations.octets);
            (output.name.clone(), Expected { sha256: output.digest.sha256.clone(), size })
        };
        agreed.files = statement.subject.iter().map(expected).collect();
        agreed.statement = Some(statement);
        return Ok(agreed);
    }
    let Some(listed) = by_sums else {
        return Err(format!(
            "{MANIFEST} n’est pas un manifeste que ce programme connaît, et {SUMS} ne se lit pas"
        ));
    };
    if is_told {
        agreed.unknown.push(format!(
            "{MANIFEST} est d’une autre forme que celle de ce programme : seules les empreintes de {SUMS} sont comparées"
        ));
    }
    let others = listed.into_iter().filter(|(name, _)| name != MANIFEST);
    agreed.files = others.map(|(name, sha256)| (name, Expected { sha256, size: None })).collect();
    Ok(agreed)
}

/// The manifest that some bytes are, when it is one of this form.
fn of_this_form(bytes: &[u8]) -> Option<Outline> {
    let statement = serde_json::from_slice::<Outline>(bytes).ok()?;
    let is_own = statement.kind == STATEMENT
        && statement.predicate_type == PROVENANCE
        && statement.predicate.build_definition.build_type == BUILD_TYPE;
    is_own.then_some(statement)
}

/// Which of the manifest and its line in the sums changed, as far as they tell; true when it is the sums.
fn apart(bytes: &[u8], is_of_this_form: bool, own: &str, stated: &str) -> (Fault, bool) {
    let (file, or) = (MANIFEST.to_owned(), SUMS.to_owned());
    if is_slip(own, stated) {
        return (Fault::Slip { file: or, of: file }, true);
    }
    let whole = serde_json::from_slice::<Statement>(bytes).ok().filter(|_| is_of_this_form);
    let is_as_written = whole.is_some_and(|statement| {
        let lists = &statement.predicate.run_details.byproducts;
        let holds = lists.iter().all(|list| {
            canonical(&list.annotations.liste).is_ok_and(|bytes| sha256(&bytes) == list.digest.sha256)
        });
        holds && canonical(&statement).is_ok_and(|written| written == bytes)
    });
    (if is_as_written { Fault::Either { file, or } } else { Fault::Unlike { file, or } }, false)
}

/// The file of sums that a manifest of that digest goes with.
#[must_use]
pub fn sums_of<L>(statement: &StatementOf<L>, manifest: &str) -> String {
    let outputs =
        statement.subject.iter().map(|output| (output.name.as_str(), output.digest.sha256.as_str()));
    sums::text(outputs.chain([(MANIFEST, manifest)]))
}
