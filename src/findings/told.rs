//! Findings as they are told: causes first, their consequences under them, the same fault once.

use super::{Class, Finding, Grid, Severity};
use crate::model::{Money, Place};

/// What the check of a finding says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// Code.
    pub code: &'static str,
    /// Title.
    pub title: &'static str,
    /// What it is about.
    pub class: Class,
    /// Its basis.
    pub basis: &'static str,
    /// How its findings are mended, unless they say so themselves.
    pub mend: &'static str,
}

/// A finding that follows from no other, with all that follows from it.
#[derive(Debug, Clone)]
pub struct Told {
    /// The check.
    pub heading: Heading,
    /// How much it weighs: at least as much as its consequences, whatever the check or an override says.
    pub severity: Severity,
    /// What does not hold. The first place is the one to change.
    pub finding: Finding,
    /// The packs it holds for, by their rank in the project.
    pub packs: Vec<usize>,
    /// Where else the same fault stands; all of it has one cause or one mend.
    pub alike: Places,
    /// The cells that are computed from it, nearest first.
    pub spreads: Places,
    /// The findings that follow from it.
    pub consequences: Vec<Consequence>,
    /// The cells around the first place.
    pub grid: Option<Grid>,
    /// Why the applicant overrides the severity of the check, when they do.
    pub override_reason: Option<String>,
}

/// A finding that would be gone without another.
#[derive(Debug, Clone)]
pub struct Consequence {
    /// The check.
    pub heading: Heading,
    /// How much it weighs by itself.
    pub severity: Severity,
    /// What does not hold.
    pub finding: Finding,
    /// The packs it holds for.
    pub packs: Vec<usize>,
    /// How many more of the same kind follow too.
    pub more: usize,
}

/// Places, of which the first are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// The first of them, up to [`super::NAMED`].
    pub shown: Vec<Place>,
    /// How many there are in all.
    pub count: usize,
}

impl Places {
    /// The first of some places, and how many they are.
    pub fn of(places: impl IntoIterator<Item = Place>) -> Self {
        let mut places = places.into_iter();
        let shown: Vec<Place> = places.by_ref().take(super::NAMED).collect();
        let count = shown.len() + places.count();
        Self { shown, count }
    }

    /// How many are not shown.
    #[must_use]
    pub fn more(&self) -> usize {
        self.count.saturating_sub(self.shown.len())
    }
}

impl Told {
    /// Euros at stake.
    #[must_use]
    pub fn stake(&self) -> Money {
        self.finding.weight()
    }

    /// The order in which findings are read: what stops first, then what cannot be trusted, then the most euros.
    #[must_use]
    pub fn rank(&self) -> impl Ord + use<> {
        (std::cmp::Reverse(self.severity), self.heading.class, std::cmp::Reverse(self.stake()))
    }
}
