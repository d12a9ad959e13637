//! What is joined to the sums of a pack after it was written: signatures, time stamps. The program never replaces a pack that
//! bears one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The file that `sha256sum -c` reads, from the pack's folder.
pub const SUMS: &str = "interne/SHA256SUMS";

/// What the file of a signature ends with, as minisign names it.
pub const SIGNATURE_SUFFIX: &str = ".minisig";

/// The file of sums of files given by name and digest, in the order of their names.
pub fn text<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let all: BTreeMap<&str, &str> = files.into_iter().collect();
    all.iter().map(|(name, sha256)| format!("{sha256}  {name}\n")).collect()
}

/// The digest of each file of a file of sums, by its name from the pack.
///
/// # Errors
/// The line, from 1, that is no sum, leads out of the pack, or names a file again; the first one when there is none.
pub fn listed(bytes: &[u8]) -> Result<BTreeMap<String, String>, usize> {
    let text = std::str::from_utf8(bytes).map_err(|_| 1_usize)?;
    let mut all = BTreeMap::new();
    for (line, sum) in (1..).zip(text.lines()) {
        let (digest, name) = sum.split_once("  ").ok_or(line)?;
        let is_digest =
            digest.len() == 64 && digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let stays = !name.is_empty() && name.split('/').all(|part| !["", ".", ".."].contains(&part));
        if !is_digest || !stays || all.insert(name.to_owned(), digest.to_owned()).is_some() {
            return Err(line);
        }
    }
    if all.is_empty() { Err(1) } else { Ok(all) }
}

/// Where the signature of a pack is, from its folder, when nobody says where.
#[must_use]
pub fn signature_place() -> PathBuf {
    PathBuf::from(format!("{SUMS}{SIGNATURE_SUFFIX}"))
}

/// True for a file named after the sums and put beside them: `interne/SHA256SUMS.minisig`, `interne/SHA256SUMS.tsr`. Others
/// sign the same pack under other names (`SHA256SUMS.maire.minisig`).
#[must_use]
pub fn is_joined(path: &Path) -> bool {
    let after = path.to_str().and_then(|path| path.strip_prefix(SUMS));
    after
        .and_then(|after| after.strip_prefix('.'))
        .is_some_and(|rest| !rest.is_empty() && !rest.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_after_the_sums_is_joined_to_them() {
        for joined in
            ["interne/SHA256SUMS.minisig", "interne/SHA256SUMS.maire.minisig", "interne/SHA256SUMS.tsr"]
        {
            assert!(is_joined(Path::new(joined)), "{joined}");
        }
        for other in
            ["interne/SHA256SUMS", "interne/SHA256SUMS.", "SHA256SUMS.minisig", "interne/SHA256SUMS.d/x"]
        {
            assert!(!is_joined(Path::new(other)), "{other}");
        }
        assert!(is_joined(&signature_place()));
    }
}
