//! Temporary.
use super::{Answers, Finding, Grid, Holder, Missing, Sentence};
impl From<String> for Missing {
    fn from(what: String) -> Self {
        Missing::new(Sentence::of(what), Holder::Applicant)
    }
}
impl From<&'static str> for Missing {
    fn from(what: &'static str) -> Self {
        Missing::new(what, Holder::Applicant)
    }
}
impl Answers {
    /// Temporary.
    pub fn compliant(&mut self, what: impl Into<Sentence>) {
        self.compared(1, what);
    }
    /// Temporary.
    pub fn missing_at(&mut self, what: impl Into<Missing>, key: impl Into<String>) {
        self.missing(what.into().in_field(key));
    }
}
impl Finding {
    /// Temporary.
    #[must_use]
    pub fn around(self, _: Option<Grid>) -> Self {
        self
    }
}
