//! A datum without which a check cannot answer: which one, who holds it, where to write it.

use super::Sentence;

/// Who can give a missing datum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// Whoever fills in the project.
    Applicant,
    /// The authority that runs the fund: its rules, its portal.
    Authority,
    /// Whoever keeps the workbook.
    Workbook,
    /// A named third party: a partner, a co-financer.
    Named(String),
    /// Nobody: the program, or the file's format, cannot do it. The sentence says what to do instead.
    Nobody,
}

impl Holder {
    /// Where the datum is to be had, in French.
    #[must_use]
    pub fn french(&self) -> String {
        match self {
            Self::Applicant => "à renseigner par le demandeur".to_owned(),
            Self::Authority => "à obtenir de l’autorité".to_owned(),
            Self::Workbook => "à porter au classeur".to_owned(),
            Self::Named(name) => format!("à obtenir de {name}"),
            Self::Nobody => "le programme ne peut pas le vérifier".to_owned(),
        }
    }
}

/// A datum without which a check cannot answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What is missing, as a sentence: « le montant minimal de l’aide n’est pas connu ».
    pub what: Sentence,
    /// Who holds it.
    pub holder: Holder,
    /// Where to write it: a key of `projet.toml`.
    pub field: Option<String>,
    /// What else to do, or what the datum is for: never the mend of the anomaly.
    pub how: Option<Sentence>,
}

impl Missing {
    /// A datum that someone holds.
    pub fn new(what: impl Into<Sentence>, holder: Holder) -> Self {
        Self { what: what.into(), holder, field: None, how: None }
    }

    /// A datum that the applicant writes in `projet.toml`.
    pub fn of_applicant(what: impl Into<Sentence>, field: impl Into<String>) -> Self {
        Self::new(what, Holder::Applicant).in_field(field)
    }

    /// A datum that the authority holds.
    pub fn of_authority(what: impl Into<Sentence>) -> Self {
        Self::new(what, Holder::Authority)
    }

    /// A datum that the workbook lacks.
    pub fn of_workbook(what: impl Into<Sentence>) -> Self {
        Self::new(what, Holder::Workbook)
    }

    /// A field of `projet.toml` that is not filled in, named in French.
    #[must_use]
    pub fn field(key: &str) -> Self {
        Self::of_applicant(super::fields::not_given(key), key)
    }

    /// Where to write it.
    #[must_use]
    pub fn in_field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// What else to do.
    #[must_use]
    pub fn how(mut self, how: impl Into<Sentence>) -> Self {
        self.how = Some(how.into());
        self
    }
}
