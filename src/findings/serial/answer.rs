//! What a check answers, as programs read it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{WaivedForm, text};
use crate::findings::limits::LISTED;
use crate::findings::{Answer, Answers, Heading, Holder, Missing, Sentence, Severity, Waived};

/// What a check answers on one pack.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnswerForm {
    /// Code.
    pub code: &'static str,
    /// Title.
    #[serde(rename = "titre")]
    pub title: &'static str,
    /// `erreur`, `avertissement` or `note`, after the override.
    #[serde(rename = "gravite")]
    pub severity: Severity,
    /// `anomalie`, `non vérifiable`, `déclaré`, `conforme` or `sans objet`.
    #[serde(rename = "reponse")]
    pub answer: Answer,
    /// How many findings it has; the findings of the project tell them.
    #[serde(rename = "constats")]
    pub findings: usize,
    /// What was compared and agreed.
    #[serde(rename = "compares", skip_serializing_if = "Option::is_none")]
    pub compared: Option<Compared>,
    /// What the applicant declares and nothing could compare.
    #[serde(rename = "declares", skip_serializing_if = "Vec::is_empty")]
    pub declared: Vec<String>,
    /// Why there was nothing to compare.
    #[serde(rename = "sans_objet", skip_serializing_if = "Vec::is_empty")]
    pub not_applicable: Vec<String>,
    /// What was missing: the first ten.
    #[serde(rename = "manques", skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingForm>,
    /// How many data were missing in all.
    #[serde(rename = "nombre_de_manques")]
    pub missing_count: usize,
    /// Why the applicant changed its severity.
    #[serde(rename = "derogation", skip_serializing_if = "Option::is_none")]
    pub override_reason: Option<String>,
    /// What waivers cover of what it found: no error any more.
    #[serde(rename = "constats_couverts", skip_serializing_if = "Vec::is_empty")]
    pub waived: Vec<WaivedForm>,
}

/// What a check compared.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Compared {
    /// How many things.
    #[serde(rename = "nombre")]
    pub count: usize,
    /// Which, in French: the first ten.
    #[serde(rename = "quoi")]
    pub what: Vec<String>,
}

/// A missing datum.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MissingForm {
    /// What is missing, in French.
    #[serde(rename = "quoi")]
    pub what: String,
    /// Who holds it: `demandeur`, `autorité`, `classeur`, `tiers`, `personne`.
    #[serde(rename = "detenteur")]
    pub holder: &'static str,
    /// The third party's name.
    #[serde(rename = "nom", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The key of `projet.toml` to write it in.
    #[serde(rename = "champ", skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What else to do.
    #[serde(rename = "comment", skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
}

impl From<&Missing> for MissingForm {
    fn from(missing: &Missing) -> Self {
        let (holder, name) = match &missing.holder {
            Holder::Applicant => ("demandeur", None),
            Holder::Authority => ("autorité", None),
            Holder::Workbook => ("classeur", None),
            Holder::Named(name) => ("tiers", Some(text(name))),
            Holder::Nobody => ("personne", None),
        };
        Self {
            what: text(&missing.what.french()),
            holder,
            name,
            field: missing.field.clone(),
            how: missing.how.as_ref().map(|how| text(&how.french())),
        }
    }
}

impl AnswerForm {
    /// The answer of a check.
    #[must_use]
    pub fn of(
        heading: &Heading,
        severity: Severity,
        answer: Answer,
        answers: &Answers,
        override_reason: Option<&str>,
    ) -> Self {
        let texts = |statements: &[Sentence]| {
            statements.iter().take(LISTED).map(|statement| text(&statement.french())).collect()
        };
        Self {
            code: heading.code,
            title: heading.title,
            severity,
            answer,
            findings: answers.found(),
            compared: (answers.count > 0)
                .then(|| Compared { count: answers.count, what: texts(&answers.compared) }),
            declared: texts(&answers.declared),
            not_applicable: texts(&answers.not_applicable),
            missing: answers.missing.iter().take(LISTED).map(MissingForm::from).collect(),
            missing_count: answers.missing.len() + answers.more_missing,
            override_reason: override_reason.map(text),
            waived: Vec::new(),
        }
    }

    /// With what waivers cover: kept even in a document that is full, for a waiver is never silent.
    #[must_use]
    pub fn with_waived(mut self, waived: &[Waived]) -> Self {
        self.waived = waived.iter().map(WaivedForm::from).collect();
        self
    }

    /// The same without its statements, for a document that is full.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.compared = None;
        self.declared.clear();
        self.not_applicable.clear();
        self.missing.clear();
        self
    }
}
