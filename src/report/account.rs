//! What is told of a project, or of a workbook that belongs to none: all that those who show findings need to know.

use crate::checks::Covered;
use crate::findings::Told;
use crate::prepare::{Audited, Prepared, PreparedPack};
use crate::source::table::BudgetReading;

/// A pack that is kept.
#[derive(Debug, Clone, Copy)]
pub struct Party<'a> {
    /// Its rank, which findings name it by.
    pub rank: usize,
    /// Identifier of its fund.
    pub id: &'a str,
    /// Short title of its fund.
    pub title: &'a str,
}

/// What is told of a project, or of a workbook that belongs to none.
#[derive(Debug)]
pub struct Account<'a> {
    /// What does not hold, most important first, but for what concerns no pack that is kept.
    pub told: Vec<&'a Told>,
    /// The packs that are kept; none for a workbook.
    pub packs: Vec<Party<'a>>,
    /// What waivers cover.
    pub covered: Vec<Covered<'a>>,
    /// How the tables were read, when there are any: names the line of a cell.
    pub reading: Option<&'a BudgetReading>,
    /// The command that tells more: « dossier check ».
    pub command: &'static str,
}

impl<'a> Account<'a> {
    /// What is told of a project.
    #[must_use]
    pub fn of_project(prepared: &'a Prepared) -> Self {
        let party = |pack: &'a PreparedPack| Party {
            rank: pack.rank,
            id: &pack.fund.id,
            title: &pack.fund.fund.identity.short_title,
        };
        Self {
            told: prepared.findings().collect(),
            packs: prepared.packs.iter().map(party).collect(),
            covered: prepared.covered(),
            reading: Some(&prepared.reading),
            command: "dossier check",
        }
    }

    /// What is told of a workbook.
    #[must_use]
    pub fn of_workbook(audited: &'a Audited) -> Self {
        Self {
            told: audited.told.iter().collect(),
            packs: Vec::new(),
            covered: Vec::new(),
            reading: None,
            command: "dossier audit",
        }
    }

    /// True for a workbook that belongs to no project: what is told of it holds for no fund.
    #[must_use]
    pub const fn is_of_workbook(&self) -> bool {
        self.packs.is_empty()
    }

    /// The packs that are kept among those of some ranks.
    #[must_use]
    pub fn packs_of(&self, ranks: &[usize]) -> Vec<Party<'a>> {
        self.packs.iter().filter(|pack| ranks.contains(&pack.rank)).copied().collect()
    }

    /// The identifiers of their funds.
    #[must_use]
    pub fn funds_of(&self, ranks: &[usize]) -> Vec<&'a str> {
        self.packs_of(ranks).iter().map(|pack| pack.id).collect()
    }

    /// True when what holds for the packs of some ranks is told: all that is known of a workbook is.
    #[must_use]
    pub fn is_told(&self, ranks: &[usize]) -> bool {
        self.is_of_workbook() || self.packs.iter().any(|pack| ranks.contains(&pack.rank))
    }
}
