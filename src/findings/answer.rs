//! What a check answers.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::french::counted;

/// The five answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub enum Answer {
    /// Something does not hold.
    #[serde(rename = "anomalie")]
    Anomaly,
    /// Something needed is missing: nothing is claimed.
    #[serde(rename = "non vérifiable")]
    NotVerifiable,
    /// The applicant says so, and nothing here could compare it with anything.
    #[serde(rename = "déclaré")]
    Declared,
    /// What was compared agrees.
    #[serde(rename = "conforme")]
    Compliant,
    /// There is nothing to compare, or the fund says that the rule does not bear: nothing is claimed.
    #[serde(rename = "sans objet")]
    NotApplicable,
}

impl Answer {
    /// Every answer, the one that asks for most attention first.
    pub const ALL: [Self; 5] =
        [Self::Anomaly, Self::NotVerifiable, Self::Declared, Self::Compliant, Self::NotApplicable];

    /// The French name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Compliant => "conforme",
            Self::Declared => "déclaré",
            Self::Anomaly => "anomalie",
            Self::NotVerifiable => "non vérifiable",
            Self::NotApplicable => "sans objet",
        }
    }

    /// The same for so many checks: « 3 conformes ».
    #[must_use]
    pub fn counted(self, checks: usize) -> String {
        let plural = match self {
            Self::Compliant => "conformes",
            Self::Declared => "déclarés",
            Self::Anomaly => "anomalies",
            Self::NotVerifiable => "non vérifiables",
            Self::NotApplicable => "sans objet",
        };
        counted(checks, self.label(), plural)
    }
}
