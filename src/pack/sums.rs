//! What is joined to the sums of a pack after it was written: signatures, time stamps. The program never replaces a pack that
//! bears one.

use std::path::{Path, PathBuf};

use super::produce::SUMS;

/// What the file of a signature ends with, as minisign names it.
pub const SIGNATURE_SUFFIX: &str = ".minisig";

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
