//! What several packs say alike, said once.

use crate::checks::CheckResult;
use crate::prepare::Prepared;

/// Results that hold for the same packs.
#[derive(Debug)]
pub struct Group<'a> {
    /// Title: the fund, or all of them.
    pub title: String,
    /// Results, in the order of the registry.
    pub results: Vec<&'a CheckResult>,
}

/// The results that all packs share, then those of each pack.
#[must_use]
pub fn groups(prepared: &Prepared) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    let Some(first) = prepared.packs.first() else { return groups };
    let same = |left: &CheckResult, right: &CheckResult| {
        left.answer == right.answer
            && left.anomalies == right.anomalies
            && left.missing == right.missing
            && left.fields == right.fields
    };
    let shared = |index: usize| {
        prepared.packs.len() > 1
            && prepared.packs.iter().all(|pack| {
                pack.results
                    .get(index)
                    .zip(first.results.get(index))
                    .is_some_and(|(left, right)| same(left, right))
            })
    };
    let common: Vec<&CheckResult> = first
        .results
        .iter()
        .enumerate()
        .filter(|(index, _)| shared(*index))
        .map(|(_, result)| result)
        .collect();
    if !common.is_empty() {
        groups.push(Group { title: "Tous les dossiers".to_owned(), results: common });
    }
    for pack in &prepared.packs {
        let own: Vec<&CheckResult> = pack
            .results
            .iter()
            .enumerate()
            .filter(|(index, _)| !shared(*index))
            .map(|(_, result)| result)
            .collect();
        if !own.is_empty() {
            groups.push(Group { title: pack.fund.fund.identity.short_title.clone(), results: own });
        }
    }
    groups
}
