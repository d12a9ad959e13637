//! What the checks say of an amount, in the control report.

use super::Sought;
use crate::findings::{Finding, Sentence};
use crate::prepare::PreparedPack;

/// A check that says an amount.
#[derive(Debug, PartialEq, Eq)]
pub struct Judged {
    /// Its code.
    pub code: &'static str,
    /// What it says.
    pub said: String,
}

/// The checks of a pack that say an amount, each by the first of its sentences that does.
pub(super) fn checks(pack: &PreparedPack, sought: &Sought) -> Vec<Judged> {
    let says = |sentence: &Sentence| Some(sentence.french()).filter(|said| sought.is_in(said));
    let of_finding = |finding: &Finding| {
        let parts = [Some(&finding.message), finding.found.as_ref(), finding.expected.as_ref()];
        let said = parts.into_iter().flatten().find_map(says);
        said.or_else(|| {
            Some(finding.weight())
                .filter(|stake| sought.is(stake.to_decimal(), false))
                .map(|_| finding.message.french())
        })
    };
    let judged = pack.results.iter().filter_map(|result| {
        let answers = &result.answers;
        let missing = answers.missing.iter().map(|missing| &missing.what);
        let sentences = answers.compared.iter().chain(&answers.declared).chain(&answers.not_applicable);
        let said = answers
            .findings
            .iter()
            .find_map(of_finding)
            .or_else(|| sentences.chain(missing).find_map(says))?;
        Some(Judged { code: result.code(), said })
    });
    judged.collect()
}
