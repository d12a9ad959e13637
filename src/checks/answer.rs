//! What a check answers.

use serde::Serialize;

use super::Grid;
use crate::model::Place;

/// The three answers, and the one that is none: a rule without object was not checked, and does not pass for passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Answer {
    /// What could be compared agrees.
    #[serde(rename = "conforme")]
    Compliant,
    /// Something does not hold.
    #[serde(rename = "anomalie")]
    Anomaly,
    /// Something needed is missing: nothing is claimed.
    #[serde(rename = "non vérifiable")]
    NotVerifiable,
    /// The rule does not bear on this project: nothing was compared, nothing is claimed.
    #[serde(rename = "sans objet")]
    NotApplicable,
}

impl Answer {
    /// The French name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Compliant => "conforme",
            Self::Anomaly => "anomalie",
            Self::NotVerifiable => "non vérifiable",
            Self::NotApplicable => "sans objet",
        }
    }
}

/// One thing that does not hold, with what a person needs to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Anomaly {
    /// What is wrong, in one French sentence.
    pub message: String,
    /// Where: the culprit first, then what it was compared with.
    #[serde(rename = "lieux")]
    pub places: Vec<Place>,
    /// The value as found.
    #[serde(rename = "trouve")]
    pub found: Option<String>,
    /// The value expected.
    #[serde(rename = "attendu")]
    pub expected: Option<String>,
    /// Legal source, when it is more precise than the check's.
    #[serde(rename = "source")]
    pub source: Option<String>,
    /// How to mend it, when it is more precise than the check's.
    #[serde(rename = "correction")]
    pub mend: Option<String>,
    /// The cells around the culprit.
    #[serde(rename = "voisinage", skip_serializing_if = "Option::is_none")]
    pub grid: Option<Grid>,
}

impl Anomaly {
    /// An anomaly with its sentence.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            places: Vec::new(),
            found: None,
            expected: None,
            source: None,
            mend: None,
            grid: None,
        }
    }

    /// Where it is.
    #[must_use]
    pub fn at(mut self, place: &Place) -> Self {
        self.places.push(place.clone());
        self
    }

    /// A field of `projet.toml`.
    #[must_use]
    pub fn at_field(self, path: impl Into<String>) -> Self {
        let path: String = path.into();
        self.at(&Place::field("projet.toml", path))
    }

    /// The value as found.
    #[must_use]
    pub fn found(mut self, found: impl ToString) -> Self {
        self.found = Some(found.to_string());
        self
    }

    /// The value expected.
    #[must_use]
    pub fn expected(mut self, expected: impl ToString) -> Self {
        self.expected = Some(expected.to_string());
        self
    }

    /// A more precise source.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The cells around the culprit.
    #[must_use]
    pub fn around(mut self, grid: Option<Grid>) -> Self {
        self.grid = grid;
        self
    }

    /// A more precise way to mend.
    #[must_use]
    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }
}

/// What one run of a check gathers.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// Anomalies, in the order of the sources.
    pub anomalies: Vec<Anomaly>,
    /// What was missing.
    pub missing: Vec<String>,
    /// Keys of `projet.toml` that would give it.
    pub fields: Vec<String>,
    /// What was compared and agreed.
    pub details: Vec<String>,
    /// Why the rule does not bear on this project.
    pub not_applicable: Option<String>,
}

impl Answers {
    /// Something does not hold.
    pub fn anomaly(&mut self, anomaly: Anomaly) {
        self.anomalies.push(anomaly);
    }

    /// Something needed is missing.
    pub fn missing(&mut self, what: impl Into<String>) {
        self.missing.push(what.into());
    }

    /// Something needed is missing, which a key of `projet.toml` would give.
    pub fn missing_at(&mut self, what: impl Into<String>, key: impl Into<String>) {
        self.missing(what);
        self.fields.push(key.into());
    }

    /// A field of `projet.toml` is not filled in.
    pub fn missing_field(&mut self, key: &str) {
        self.missing_at(crate::findings::not_given(key), key);
    }

    /// Something was compared and agreed.
    pub fn compliant(&mut self, detail: impl Into<String>) {
        self.details.push(detail.into());
    }

    /// The rule does not bear on this project.
    pub fn not_applicable(&mut self, why: impl Into<String>) {
        self.not_applicable = Some(why.into());
    }

    /// An anomaly unless `holds`.
    pub fn expect(&mut self, holds: bool, anomaly: impl FnOnce() -> Anomaly) {
        if !holds {
            self.anomaly(anomaly());
        }
    }

    /// The answer: an anomaly outweighs what is missing, which outweighs what agreed; having compared nothing is not
    /// compliance.
    #[must_use]
    pub fn answer(&self) -> Answer {
        if !self.anomalies.is_empty() {
            Answer::Anomaly
        } else if !self.missing.is_empty() {
            Answer::NotVerifiable
        } else if self.details.is_empty() {
            if self.not_applicable.is_some() { Answer::NotApplicable } else { Answer::NotVerifiable }
        } else {
            Answer::Compliant
        }
    }
}
