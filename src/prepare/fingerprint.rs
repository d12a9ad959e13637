//! What a pack is made from, and the one digest of it all.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Prepared, PreparedPack};
use crate::model::digest::sha256;
use crate::rules::{Definitions, FundFolder};
use crate::source::ProjectFolder;

/// What the packs of a project are all made from.
pub(super) struct Common {
    /// The sources and the pieces, by name, with their digests, one a line.
    sources: String,
    /// The definitions of all funds of the project, with their digests, those of packs that nobody asked for included.
    definitions: BTreeMap<String, String>,
    date: Option<Date>,
}

impl Common {
    pub(super) fn of(
        folder: &ProjectFolder,
        funds: &[FundFolder],
        definitions: &Definitions,
        date: Option<Date>,
    ) -> Self {
        let digest = |path: &String| sha256(&definitions.bytes(path).unwrap_or_default());
        let definitions = funds.iter().map(|fund| (fund.path.clone(), digest(&fund.path))).collect();
        Self { sources: lines(folder.digests()), definitions, date }
    }

    /// The definitions and templates that the pack of a fund depends on, by path, with their digests: those of its fund,
    /// and the definitions of the other funds of the project, which its figures are compared with. Then a digest of the
    /// sources, the pieces, the rules and the day: two packs that have the same were made from the same. Neither the name
    /// of a folder nor the program enters it.
    pub(super) fn with(&self, fund: &FundFolder) -> (BTreeMap<String, String>, String) {
        let mut rules = self.definitions.clone();
        rules.extend(fund.digests.clone());
        let day = self.date.map_or_else(String::new, |day| day.to_string());
        let all = format!("{}\n{day}\n{}{}", fund.id, self.sources, lines(&rules));
        (rules, sha256(all.as_bytes()))
    }
}

fn lines<K: AsRef<str>, V: AsRef<str>>(digests: impl IntoIterator<Item = (K, V)>) -> String {
    digests.into_iter().map(|(name, digest)| format!("{}  {}\n", digest.as_ref(), name.as_ref())).collect()
}

impl Prepared {
    /// The bytes of the definitions and templates of a pack, by path; with them, a later program rebuilds the pack by the
    /// same rules.
    #[must_use]
    pub fn rule_files_of(&self, pack: &PreparedPack) -> BTreeMap<String, Arc<[u8]>> {
        // A fund is known by its present definition, whichever applied.
        let present = pack.rules.keys().filter_map(|path| Definitions::present(path));
        let paths = pack.rules.keys().cloned().chain(present);
        paths.filter_map(|path| Some((path.clone(), self.definitions.bytes(&path)?))).collect()
    }
}
