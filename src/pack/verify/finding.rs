//! What was found of a pack.

use std::path::{Path, PathBuf};

use super::rebuild::{Amount, Apart};
use crate::pack::intact::fault::Fault;
use crate::pack::signature::Signed;
use crate::pack::statement::Outline;

/// How a pack stands, gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Everything that was asked to be checked holds.
    Sound,
    /// Something differs.
    Differs,
    /// Something could not be checked.
    Unknown,
}

/// What was found of a pack.
#[derive(Debug)]
pub struct Verdict {
    /// The folder, or the PDF.
    pub place: PathBuf,
    /// What its manifest says, or what its archive copy makes.
    pub statement: Option<Outline>,
    /// What does not hold by its digests.
    pub faults: Vec<Fault>,
    /// Files that are what was written.
    pub sound: usize,
    /// Files that systems leave anywhere.
    pub left: Vec<String>,
    /// Signatures and time stamps joined to its sums.
    pub joined: Vec<String>,
    /// What its signature says, under the key given; or why it does not hold.
    pub signed: Option<Result<Signed, String>>,
    /// What could not be checked, and why.
    pub unknown: Vec<String>,
    /// What making it again gave; none when that was not asked, or could not be.
    pub again: Option<Again>,
}

/// What making a pack again gave.
#[derive(Debug)]
pub struct Again {
    /// From the sources that it carries, or from a project.
    pub from: From,
    /// True when its own rules were used.
    pub own_rules: bool,
    /// What it was made from and is now otherwise.
    pub apart: Vec<Apart>,
    /// The amounts that are now others.
    pub amounts: Vec<Amount>,
    /// The files that are made otherwise.
    pub faults: Vec<Fault>,
    /// Files that were obtained again, to the byte.
    pub same: usize,
}

/// What a pack was made again from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// The sources inside its archive copy.
    Archive,
    /// A project's folder.
    Project(PathBuf),
}

impl Verdict {
    pub(super) fn unknown(place: &Path, why: String) -> Self {
        Self { unknown: vec![why], ..Self::of(place) }
    }

    pub(super) fn of(place: &Path) -> Self {
        Self {
            place: place.to_owned(),
            statement: None,
            faults: Vec::new(),
            sound: 0,
            left: Vec::new(),
            joined: Vec::new(),
            signed: None,
            unknown: Vec::new(),
            again: None,
        }
    }

    /// How the pack stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let differs = !self.faults.is_empty()
            || self.again.as_ref().is_some_and(|again| !again.faults.is_empty())
            || matches!(self.signed, Some(Err(_)));
        match (differs, self.unknown.is_empty()) {
            (true, _) => Standing::Differs,
            (false, false) => Standing::Unknown,
            (false, true) => Standing::Sound,
        }
    }
}
