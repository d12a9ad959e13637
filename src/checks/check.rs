//! What a check is.

use serde::Serialize;

use super::{Answers, Scope};

/// How much an anomaly weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// To look at before filing.
    #[serde(rename = "avertissement")]
    Warning,
    /// Blocking: no pack is written.
    #[serde(rename = "erreur")]
    Error,
}

impl Severity {
    /// The French name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Error => "erreur",
            Self::Warning => "avertissement",
            Self::Note => "note",
        }
    }

    /// Reads the French name, as `[controles]` of `projet.toml` gives it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Error, Self::Warning, Self::Note].into_iter().find(|severity| severity.label() == text.trim())
    }
}

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
