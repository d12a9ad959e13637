//! How much a finding weighs, and what it is about: together they say what is read first.

use schemars::JsonSchema;
use serde::Serialize;

/// How much an anomaly weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// A remark: worth knowing, nothing is wrong.
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

/// What a check is about, in the order in which its findings are read: nothing can be said of a plan whose cells cannot
/// be trusted, nor of an application whose plan does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Whether a cell can be read and trusted: errors, texts, ambiguity, units, stale values, merged and hidden cells.
    Trust,
    /// Whether the sheet adds up.
    Arithmetic,
    /// Whether the plan holds and the expenses are eligible.
    Plan,
    /// Dates, identity, attachments, indicators, texts, parameters.
    Application,
}

/// How sure a finding is of what it says: a fact, a likelihood, a doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sureness {
    /// May be meant; nobody can tell but who made the sheet.
    #[serde(rename = "a-verifier")]
    Doubtful,
    /// Three times in four at least, it is a fault.
    Probable,
    /// Needs no opinion.
    Certain,
}

impl Sureness {
    /// The French word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Probable => "probable",
            Self::Doubtful => "à vérifier",
        }
    }
}
