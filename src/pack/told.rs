//! Findings and answers in the form that programs read, the same in the manifest and on the command line.

use crate::checks::CheckResult;
use crate::findings::limits::SERIAL_FINDINGS;
use crate::findings::serial::{AnswerForm, FindingForm, size, within};
use crate::findings::{Finding, Waived};
use crate::prepare::{Prepared, PreparedPack};

/// The findings of the packs that are kept, as many as so many bytes hold, and how many there are.
#[must_use]
pub fn findings(prepared: &Prepared, bytes: usize) -> (Vec<FindingForm>, usize) {
    let funds = |ranks: &[usize]| prepared.packs_of(ranks).iter().map(|pack| pack.fund.id.clone()).collect();
    within(prepared.findings().map(|told| FindingForm::of(told, &funds)), SERIAL_FINDINGS, bytes)
}

/// The findings of one pack: what is built beside it changes nothing.
#[must_use]
pub fn findings_of_pack(prepared: &Prepared, pack: &PreparedPack, bytes: usize) -> (Vec<FindingForm>, usize) {
    let fund = |ranks: &[usize]| {
        if ranks.contains(&pack.rank) { vec![pack.fund.id.clone()] } else { Vec::new() }
    };
    within(prepared.findings_of(pack).map(|told| FindingForm::of(told, &fund)), SERIAL_FINDINGS, bytes)
}

/// Every check's answer; once so many bytes are filled, without their statements.
#[must_use]
pub fn answers(pack: &PreparedPack, bytes: usize) -> Vec<AnswerForm> {
    let mut free = bytes;
    pack.results
        .iter()
        .map(|result| {
            let reason = result.override_reason.as_deref();
            let form =
                AnswerForm::of(&result.heading, result.severity, result.answer, &result.answers, reason)
                    .with_waived(&result.waived);
            match free.checked_sub(size(&form)) {
                Some(left) => {
                    free = left;
                    form
                }
                None => form.bare(),
            }
        })
        .collect()
}

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

/// What waivers cover of some packs, each finding once.
#[must_use]
pub fn covered<'a>(packs: impl IntoIterator<Item = &'a PreparedPack>) -> Vec<Covered<'a>> {
    let mut all: Vec<Covered<'a>> = Vec::new();
    for pack in packs {
        for result in &pack.results {
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
                    Some(known) => known.packs.push(pack.rank),
                    None => all.push(Covered { result, waived, finding, more, packs: vec![pack.rank] }),
                }
            }
        }
    }
    all
}
