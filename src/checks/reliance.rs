//! How sure the rules are that an answer rests on, and where they come from.

use super::Scope;
use crate::figures::Origin;
use crate::findings::{Finding, Sentence};
use crate::model::fund::Status;

/// How sure a rule of the fund is, after it: nothing when a text confirms it.
pub(super) fn unless_confirmed(status: Status) -> Sentence {
    match status {
        Status::Confirme => "".into(),
        Status::AConfirmer => " (règle à confirmer)".into(),
        Status::Vide => " (règle qu’aucun texte ne confirme)".into(),
    }
}

impl Scope<'_> {
    /// How sure a parameter is, after its value: nothing when a text confirms it.
    pub(super) fn reliance(&self, name: &str) -> Sentence {
        let statuses = [Status::Confirme, Status::AConfirmer, Status::Vide];
        let Some((_, status)) = self.parameter_origin(name) else { return "".into() };
        match statuses.into_iter().find(|known| known.label() == status) {
            Some(Status::Confirme) => "".into(),
            Some(Status::AConfirmer) => " (valeur à confirmer)".into(),
            Some(Status::Vide) => " (valeur qu’aucun texte ne confirme)".into(),
            None => " (valeur fournie par le demandeur)".into(),
        }
    }

    /// True when the definition of the fund has the parameter, filled in or not.
    pub(super) fn carries(&self, name: &str) -> bool {
        self.fund().parameters.contains_key(name)
    }

    /// A finding that rests on a parameter: its basis is where the value comes from.
    pub(super) fn based_on(&self, name: &str, finding: Finding) -> Finding {
        match self.parameter_origin(name) {
            Some((source, _)) if !source.trim().is_empty() => finding.basis(source),
            _ => finding,
        }
    }

    /// Source and status of the value that counts, the applicant's or the fund's.
    fn parameter_origin(&self, name: &str) -> Option<(&str, &str)> {
        let key = self.plan().parameters.get(name)?;
        match self.ledger().origin(*key)? {
            Origin::Parameter { source, status, .. } => Some((source, status)),
            Origin::Input(_) => None,
        }
    }
}
