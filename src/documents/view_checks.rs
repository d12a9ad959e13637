//! The checks' answers as documents show them.

use super::data::{AnomalyView, CheckView, ChecksView, FamilyView};
use crate::checks::{Answer, CheckResult, FAMILIES, Severity, counts};

/// Fill the answers.
#[must_use]
pub fn checks(results: &[CheckResult]) -> ChecksView {
    let of = |severity: Severity| {
        results
            .iter()
            .filter(|result| result.answer == Answer::Anomaly && result.severity == severity)
            .count()
    };
    let with = |answer: Answer| results.iter().filter(move |result| result.answer == answer);
    let mut anomalies: Vec<&CheckResult> = with(Answer::Anomaly).collect();
    anomalies.sort_by_key(|result| std::cmp::Reverse(result.severity));
    ChecksView {
        counts: counts(results),
        blocked: results.iter().any(CheckResult::is_blocking),
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        notes: of(Severity::Note),
        not_verifiable: with(Answer::NotVerifiable).count(),
        compliant: with(Answer::Compliant).count(),
        not_applicable: with(Answer::NotApplicable).count(),
        anomalies: anomalies.into_iter().map(check).collect(),
        unverified: with(Answer::NotVerifiable).map(check).collect(),
        families: FAMILIES
            .iter()
            .map(|(letter, name)| FamilyView {
                name: (*name).to_owned(),
                results: results
                    .iter()
                    .filter(|result| result.code.starts_with(*letter))
                    .map(check)
                    .collect(),
            })
            .filter(|family: &FamilyView| !family.results.is_empty())
            .collect(),
    }
}

fn check(result: &CheckResult) -> CheckView {
    CheckView {
        code: result.code.to_owned(),
        title: result.title.to_owned(),
        severity: result.severity.label().to_owned(),
        answer: result.answer.label().to_owned(),
        mark: match result.answer {
            Answer::Compliant => "on",
            Answer::Anomaly => "off",
            Answer::NotVerifiable | Answer::NotApplicable => "na",
        }
        .to_owned(),
        detail: match result.answer {
            Answer::Compliant | Answer::NotApplicable => several(&result.details),
            Answer::Anomaly => {
                let messages: Vec<String> =
                    result.anomalies.iter().map(|anomaly| anomaly.message.clone()).collect();
                several(&messages)
            }
            Answer::NotVerifiable if result.missing.is_empty() => "rien à comparer".to_owned(),
            Answer::NotVerifiable => several(&result.missing),
        },
        anomalies: result
            .anomalies
            .iter()
            .map(|anomaly| AnomalyView {
                message: anomaly.message.clone(),
                places: anomaly.places.iter().map(ToString::to_string).collect(),
                found: anomaly.found.clone(),
                expected: anomaly.expected.clone(),
                mend: anomaly.mend.clone(),
            })
            .collect(),
        missing: result.missing.clone(),
        source: result.source.to_owned(),
        mend: result.mend.to_owned(),
        override_reason: result.override_reason.clone(),
    }
}

/// How many statements a line shows before it says how many more there are.
const SHOWN: usize = 3;

/// Several statements in one line, none left out silently.
fn several(statements: &[String]) -> String {
    let mut shown = statements.iter().take(SHOWN).cloned().collect::<Vec<_>>();
    if statements.len() > SHOWN {
        shown.push(format!("et {} de plus", statements.len() - SHOWN));
    }
    shown.join(" ; ")
}
