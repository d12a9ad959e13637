//! A value that holds: from whom, since when, how sure.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::Place;
use crate::model::fund::{Status, Validity};

/// Who gave a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GivenBy {
    /// The fund's definition.
    Fund,
    /// The applicant, where no text confirms the fund's.
    Applicant,
}

/// A value that holds on the day that counts.
#[derive(Debug, Clone)]
pub struct Held<T> {
    /// The value.
    pub value: T,
    /// How sure it is.
    pub status: Status,
    /// Who gave it.
    pub given_by: GivenBy,
    /// Article, guide or decision.
    pub source: Arc<str>,
    /// Day the source was read.
    pub seen_on: Option<Date>,
    /// The days on which it holds.
    pub validity: Validity,
    /// Where it stands.
    pub place: Place,
}

impl<T> Held<T> {
    /// The same, of another type; `None` when the value is not of that type.
    pub fn typed<U>(self, read: impl FnOnce(T) -> Option<U>) -> Option<Held<U>> {
        let Self { value, status, given_by, source, seen_on, validity, place } = self;
        Some(Held { value: read(value)?, status, given_by, source, seen_on, validity, place })
    }

    /// What whoever relies on it must say: nothing when a text confirms it.
    #[must_use]
    pub const fn reserve(&self) -> Option<&'static str> {
        match (self.given_by, self.status) {
            (GivenBy::Applicant, _) => Some("valeur fournie par le demandeur"),
            (GivenBy::Fund, Status::Confirme) => None,
            (GivenBy::Fund, Status::AConfirmer) => Some("valeur à confirmer"),
            (GivenBy::Fund, Status::Vide | Status::SansObjet) => Some("valeur qu’aucun texte ne confirme"),
        }
    }

    /// How sure it is, in words.
    #[must_use]
    pub const fn standing(&self) -> &'static str {
        match self.given_by {
            GivenBy::Applicant => "fourni par le demandeur",
            GivenBy::Fund => self.status.label(),
        }
    }
}
