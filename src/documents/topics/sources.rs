//! The files that the pack was made from.

use schemars::JsonSchema;
use serde::Serialize;

use crate::prepare::Prepared;

/// A file the pack was made from.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceView {
    /// Name.
    pub name: String,
    /// SHA-256.
    pub sha256: String,
}

/// All of them, by name.
pub(in crate::documents) fn sources(prepared: &Prepared) -> Vec<SourceView> {
    prepared.folder.digests().into_iter().map(|(name, sha256)| SourceView { name, sha256 }).collect()
}

/// The files that were checked, but for the attachments: the manifest names them all.
pub(super) fn checked(prepared: &Prepared) -> Vec<SourceView> {
    let folder = &prepared.folder;
    [Some(&folder.budget), folder.description.as_ref(), Some(&folder.project_file)]
        .into_iter()
        .flatten()
        .map(|file| SourceView { name: file.name.clone(), sha256: file.sha256.clone() })
        .collect()
}
