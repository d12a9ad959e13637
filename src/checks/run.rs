//! Running every check on a pack, with the user's waivers and overrides.

use std::collections::BTreeSet;

use super::in_currency::with_sides;
use super::{Check, CheckResult, Firmness, Run, Scope, all, of_sheets, waivers};
use crate::audit::Audit;
use crate::audit::sheets::Sheets;
use crate::findings::{Answer, Answers, Severity, Sureness};
use crate::model::side::Side;

/// Run the checks that look at the workbook alone, its sides in other currencies each by itself, for all packs: `None` for the others.
#[must_use]
pub fn run_workbook(audit: &Audit<'_>, sides: &[Side]) -> Vec<Option<Answers>> {
    let run = |check: &&Check| {
        let Run::Workbook(run) = check.run else { return None };
        let mut answers = Answers::default();
        run(audit, &mut answers);
        Some(with_sides(audit, sides, answers, run))
    };
    all().iter().map(run).collect()
}

/// Run the checks of a workbook that belongs to no project: nothing can override or waive what they find.
#[must_use]
pub fn run_sheets(audit: &Audit<'_>, sheets: &Sheets<'_>) -> Vec<CheckResult> {
    let result = |check: &&Check| {
        let mut answers = Answers::default();
        match check.run {
            Run::Sheets(run) => run(audit, sheets, &mut answers),
            Run::Workbook(run) => run(audit, &mut answers),
            Run::Pack(_) | Run::Results(_) => {}
        }
        for finding in &mut answers.findings {
            finding.sureness.get_or_insert(Sureness::Certain);
        }
        CheckResult {
            heading: check.heading(),
            severity: check.severity,
            answer: answers.answer(check.severity),
            answers,
            override_reason: None,
            waived: Vec::new(),
        }
    };
    of_sheets().iter().map(result).collect()
}

/// Run the checks on a pack, in the order of the registry; `of_workbook` holds what the workbook alone answers. Those
/// that look at the answers of the others are run by [`conclude`], once every pack has its own.
#[must_use]
pub fn run_all(scope: &Scope<'_>, of_workbook: &[Option<Answers>]) -> Vec<CheckResult> {
    let run = |(rank, check): (usize, &&Check)| {
        let mut answers = of_workbook.get(rank).cloned().flatten().unwrap_or_default();
        if let Run::Pack(run) = check.run {
            run(scope, &mut answers);
        }
        result(scope, check, answers)
    };
    all().iter().enumerate().map(run).collect()
}

/// Run the checks that look at what the others answered.
pub fn conclude(scope: &Scope<'_>, results: &mut [CheckResult]) {
    for (rank, check) in all().iter().enumerate() {
        let Run::Results(run) = check.run else { continue };
        let mut answers = Answers::default();
        run(scope, results, &mut answers);
        if let Some(place) = results.get_mut(rank) {
            *place = result(scope, check, answers);
        }
    }
}

/// How firm each check is.
#[must_use]
pub fn firmness() -> Vec<Firmness> {
    let of = |check: &&Check| Firmness {
        code: check.code,
        severity: check.severity,
        basis: check.explanation.basis,
    };
    all().iter().map(of).collect()
}

/// The waivers that cover something in some pack, by rank.
#[must_use]
pub fn used(packs: &[Vec<CheckResult>]) -> BTreeSet<usize> {
    packs.iter().flatten().flat_map(|result| &result.waived).map(|waived| waived.rank).collect()
}

/// What a check answers, waivers and overrides applied.
fn result(scope: &Scope<'_>, check: &Check, mut answers: Answers) -> CheckResult {
    let chosen = scope.project().overrides.get(check.code);
    // An override without a reason, or of what nobody can make less of, is not one: it changes nothing, and is told.
    let chosen = chosen.filter(|chosen| !chosen.reason.trim().is_empty());
    let severity = chosen.and_then(|chosen| Severity::parse(&chosen.severity)).unwrap_or(check.severity);
    let chosen = chosen.filter(|_| {
        severity >= check.severity || scope.firm(check.code).is_none_or(|firm| firm.why().is_none())
    });
    answers.say_reliance();
    let waived = waivers::apply(scope, check.code, &mut answers);
    CheckResult {
        heading: check.heading(),
        severity: if chosen.is_some() { severity } else { check.severity },
        answer: answers.answer(check.severity),
        answers,
        override_reason: chosen.map(|chosen| chosen.reason.clone()),
        waived,
    }
}

/// The counts of a pack in one French sentence.
#[must_use]
pub fn counts(results: &[CheckResult]) -> String {
    let count = |answer: Answer| results.iter().filter(|result| result.answer == answer).count();
    Answer::ALL.map(|answer| answer.counted(count(answer))).join(" ; ")
}
