//! A file beside the digest that was written of it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::fault::{Addition, Fault};
use crate::model::digest::{sha256, sha256_of};
use crate::model::door::read_own;
use crate::pack::produce::SUMS;
use crate::source::limits;

/// What a file was when it was written.
#[derive(Debug, Clone)]
pub(super) struct Expected {
    pub(super) sha256: String,
    /// Its size, when the manifest says it.
    pub(super) size: Option<u64>,
}

pub(super) fn digest_of(path: &Path) -> Option<String> {
    sha256_of(File::open(path).ok()?, |_| Ok(())).ok()
}

/// What is wrong with a file.
pub(super) fn judge(name: &str, path: &Path, wanted: &Expected) -> Option<Fault> {
    let found = digest_of(path);
    if found.as_deref() == Some(&wanted.sha256) {
        return None;
    }
    let file = name.to_owned();
    // Where the sums alone say what it was, its line may be what changed.
    if wanted.size.is_none() && found.is_some_and(|found| is_slip(&found, &wanted.sha256)) {
        return Some(Fault::Slip { file: SUMS.to_owned(), of: file });
    }
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

/// Of the 64 digits of a digest, how many may differ from those of its file before it is another's: two files share four
/// by chance, and 48 by none.
const SLIPS: usize = 16;

/// True for two digests that differ by a few digits: the file did not change, what was written of it did.
pub(super) fn is_slip(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one.bytes().zip(other.bytes()).filter(|(one, other)| one != other).count() <= SLIPS
}

/// True for a text whose line ends alone are not those of the text of that digest.
pub(super) fn is_turned(bytes: &[u8], wanted: &str) -> bool {
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
