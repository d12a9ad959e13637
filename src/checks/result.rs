//! What one check answers on one pack.

use crate::findings::{Answer, Answers, Heading, Severity, Waived};

/// One check's answer on one pack.
#[derive(Debug, Clone)]
pub struct CheckResult {
    /// What the check says of itself.
    pub heading: Heading,
    /// Weight, after the user's override.
    pub severity: Severity,
    /// Answer.
    pub answer: Answer,
    /// What it found, compared, and could not compare.
    pub answers: Answers,
    /// Reason of the user's override, when there is one.
    pub override_reason: Option<String>,
    /// What waivers cover of what it found.
    pub waived: Vec<Waived>,
}

impl CheckResult {
    /// True when it stops the pack.
    #[must_use]
    pub fn is_blocking(&self) -> bool {
        self.answer == Answer::Anomaly && self.severity == Severity::Error
    }

    /// Code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.heading.code
    }
}
