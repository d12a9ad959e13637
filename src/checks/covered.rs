//! What waivers cover, over all packs.

use super::CheckResult;
use crate::findings::{Finding, Waived};

/// A finding that a waiver covers, with the packs it holds for.
#[derive(Debug, Clone)]
pub struct Covered<'a> {
    /// The check's answer.
    pub result: &'a CheckResult,
    /// The waiver.
    pub waived: &'a Waived,
    /// What does not hold.
    pub finding: &'a Finding,
    /// How many more of the check the waiver covers, beside those that are told.
    pub more: usize,
    /// Ranks of the packs.
    pub packs: Vec<usize>,
}

/// What waivers cover of some packs, given by rank: each finding once.
#[must_use]
pub fn covered<'a>(packs: impl IntoIterator<Item = (usize, &'a [CheckResult])>) -> Vec<Covered<'a>> {
    let mut all: Vec<Covered<'a>> = Vec::new();
    for (pack, results) in packs {
        for result in results {
            let each = result.waived.iter().flat_map(|waived| {
                let last = waived.findings.len().saturating_sub(1);
                let told = waived.findings.iter().enumerate();
                told.map(move |(rank, finding)| (waived, finding, if rank == last { waived.more } else { 0 }))
            });
            for (waived, finding, more) in each {
                let same = |known: &&mut Covered<'_>| {
                    known.result.code() == result.code()
                        && known.waived.rank == waived.rank
                        && known.finding.places.first() == finding.places.first()
                        && known.finding.message == finding.message
                };
                match all.iter_mut().find(same) {
                    Some(known) => known.packs.push(pack),
                    None => all.push(Covered { result, waived, finding, more, packs: vec![pack] }),
                }
            }
        }
    }
    all
}
