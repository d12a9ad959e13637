//! Findings and answers in the form that programs read, the same in the manifest and on the command line.

use crate::checks::CheckResult;
use crate::findings::limits::SERIAL_FINDINGS;
use crate::findings::serial::{AnswerForm, FindingForm, size, within};
use crate::prepare::{Prepared, PreparedPack};

/// The findings of one pack, as many as so many bytes hold, and how many there are: what is built beside it changes nothing.
#[must_use]
pub fn findings_of_pack(prepared: &Prepared, pack: &PreparedPack, bytes: usize) -> (Vec<FindingForm>, usize) {
    let fund = |ranks: &[usize]| ranks.contains(&pack.rank).then(|| vec![pack.fund.id.clone()]);
    within(prepared.findings_of(pack).map(|told| FindingForm::of(told, &fund)), SERIAL_FINDINGS, bytes)
}

/// Every check's answer; once so many bytes are filled, without their statements.
#[must_use]
pub fn answers(results: &[CheckResult], bytes: usize) -> Vec<AnswerForm> {
    let mut free = bytes;
    results
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
