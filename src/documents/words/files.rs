//! Files that the applicant works with: what is filed bears other names.

use std::collections::BTreeSet;

use crate::prepare::Prepared;

/// The names of the project's files, whole and without their folder, in lower case.
pub(super) fn sources(prepared: &Prepared) -> BTreeSet<String> {
    let folder = &prepared.folder;
    let description = folder.description.as_ref().map(|file| file.name.as_str());
    let pieces = folder.project.attachments.iter().map(|piece| piece.file.as_str());
    let names = [folder.budget.name.as_str(), folder.project_file.name.as_str(), "fund.toml"];
    let all = names.into_iter().chain(description).chain(pieces);
    all.flat_map(|name| [name, name.rsplit('/').next().unwrap_or(name)]).map(str::to_lowercase).collect()
}

/// The first file that a text in lower case names.
pub(super) fn file(text: &str, files: &BTreeSet<String>) -> Option<String> {
    // A longer name that holds this one is another file.
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
    let stands = |name: &str| {
        text.match_indices(name).any(|(at, found)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + found.len()..).unwrap_or_default();
            let goes_on = after.strip_prefix('.').unwrap_or(after).starts_with(joins);
            !before.is_some_and(|c| joins(c) || c == '.') && !goes_on
        })
    };
    // Most texts are amounts and labels: without a dot, they name no file that has one.
    let is_dotted = text.contains('.');
    let may_hold = |name: &str| !name.is_empty() && (is_dotted || !name.contains('.'));
    files.iter().find(|name| may_hold(name) && stands(name)).cloned()
}
