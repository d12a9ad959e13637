//! What a check is.

use super::{Answers, Scope};
use crate::findings::Severity;

/// What `dossier explain CODE` prints; fixed sections, in French.
#[derive(Debug, Clone, Copy)]
pub struct Explanation {
    /// What is compared with what.
    pub what: &'static str,
    /// Why it matters to the applicant.
    pub why: &'static str,
    /// Legal source or guide.
    pub source: &'static str,
    /// How to mend an anomaly.
    pub mend: &'static str,
    /// Version of the program that brought the check.
    pub since: &'static str,
}

/// A check.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// Stable code: a family letter and a number.
    pub code: &'static str,
    /// One-line title.
    pub title: &'static str,
    /// Weight of its anomalies, unless the user overrides it.
    pub severity: Severity,
    /// What `explain` prints.
    pub explanation: Explanation,
    /// The comparison itself.
    pub run: fn(&Scope<'_>, &mut Answers),
}
