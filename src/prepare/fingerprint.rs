//! What a pack is made from, and the one digest of it all.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Prepared, PreparedPack};
use crate::model::digest::sha256;
use crate::rules::Definitions;

impl Prepared {
    /// The definitions and templates that a pack depends on, by path, with their digests: those of its fund, and the
    /// definitions of the other funds of the project, which its figures are compared with.
    #[must_use]
    pub fn rules_of(&self, pack: &PreparedPack) -> BTreeMap<String, String> {
        let mut digests = pack.fund.digests.clone();
        for path in self
            .definition_paths
            .iter()
            .filter(|path| !digests.contains_key(*path))
            .cloned()
            .collect::<Vec<_>>()
        {
            let bytes = self.definitions.bytes(&path).unwrap_or_default();
            digests.insert(path, sha256(&bytes));
        }
        digests
    }

    /// The bytes of those definitions and templates, by path; with them, a later program rebuilds the pack by the same rules.
    #[must_use]
    pub fn rule_files_of(&self, pack: &PreparedPack) -> BTreeMap<String, Arc<[u8]>> {
        let mut paths: Vec<String> = self.rules_of(pack).into_keys().collect();
        // A fund is known by its present definition, whichever applied.
        paths.extend(paths.clone().iter().filter_map(|path| Definitions::present(path)));
        paths.into_iter().filter_map(|path| Some((path.clone(), self.definitions.bytes(&path)?))).collect()
    }

    /// A digest of the sources, the pieces, the rules and the day: two packs that have the same were made from the same.
    /// Neither the name of a folder nor the program enters it.
    #[must_use]
    pub fn fingerprint(&self, pack: &PreparedPack) -> String {
        let mut all = format!(
            "{}\n{}\n",
            pack.fund.id,
            self.effective_date.map_or_else(String::new, |day| day.to_string())
        );
        for (name, digest) in self.folder.digests().into_iter().chain(self.rules_of(pack)) {
            all.push_str(&format!("{digest}  {name}\n"));
        }
        sha256(all.as_bytes())
    }
}
