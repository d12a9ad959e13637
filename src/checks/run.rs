//! Running every check on a pack, with the user's overrides.

use super::{Check, CheckResult, Run, Scope, all};
use crate::audit::Audit;
use crate::findings::{Answer, Answers, Severity};
use crate::model::project::SeverityOverride;

/// Run the checks that look at the workbook alone, for all packs: `None` for the others.
#[must_use]
pub fn run_workbook(audit: &Audit<'_>) -> Vec<Option<Answers>> {
    let run = |check: &&Check| {
        let Run::Workbook(run) = check.run else { return None };
        let mut answers = Answers::default();
        run(audit, &mut answers);
        Some(answers)
    };
    all().iter().map(run).collect()
}

/// Run every check on a pack, in the order of the registry; `of_workbook` holds what the workbook alone answers.
#[must_use]
pub fn run_all(scope: &Scope<'_>, of_workbook: &[Option<Answers>]) -> Vec<CheckResult> {
    let overrides = &scope.project().overrides;
    let mut results: Vec<CheckResult> = all()
        .iter()
        .enumerate()
        .map(|(rank, check)| {
            let mut answers = of_workbook.get(rank).cloned().flatten().unwrap_or_default();
            if let Run::Pack(run) = check.run {
                run(scope, &mut answers);
            }
            result(check, answers, overrides.get(check.code))
        })
        .collect();
    for (rank, check) in all().iter().enumerate() {
        let Run::Results(run) = check.run else { continue };
        let mut answers = Answers::default();
        run(scope, &results, &mut answers);
        if let Some(place) = results.get_mut(rank) {
            *place = result(check, answers, overrides.get(check.code));
        }
    }
    results
}

/// What a check answers, the override applied.
fn result(check: &Check, mut answers: Answers, chosen: Option<&SeverityOverride>) -> CheckResult {
    // An override without a reason is not one: it changes nothing, and M-02 says so.
    let chosen = chosen.filter(|chosen| !chosen.reason.trim().is_empty());
    answers.say_reliance();
    CheckResult {
        heading: check.heading(),
        severity: chosen.and_then(|chosen| Severity::parse(&chosen.severity)).unwrap_or(check.severity),
        answer: answers.answer(check.severity),
        answers,
        override_reason: chosen.map(|chosen| chosen.reason.clone()),
    }
}

/// The counts of a pack in one French sentence.
#[must_use]
pub fn counts(results: &[CheckResult]) -> String {
    let count = |answer: Answer| results.iter().filter(|result| result.answer == answer).count();
    Answer::ALL
        .iter()
        .map(|answer| format!("{} {}", count(*answer), answer.label()))
        .collect::<Vec<_>>()
        .join(" ; ")
}
