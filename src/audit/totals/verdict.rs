//! What is wrong with a total, its formulas recomputed.

use super::covered::Covered;
use crate::formula::CellRef;
use crate::model::{Money, Place};

/// What is wrong with a total, its formulas recomputed.
#[derive(Debug)]
pub enum Verdict {
    /// No readable value.
    NoValue,
    /// Covered lines have no amount: the first of their cells.
    NoLine(Vec<Place>),
    /// The same, to the cent.
    Right,
    /// Something else than the sum of the lines.
    Wrong {
        /// What the total says.
        stated: Money,
        /// What its lines add up to.
        sum: Money,
        /// The lines.
        lines: Vec<Covered>,
    },
    /// Wrong by what other totals, or lines that are themselves wrong, are wrong by.
    Follows {
        /// What the total says.
        stated: Money,
        /// What its lines add up to.
        sum: Money,
        /// The cells that explain the whole difference.
        causes: Vec<Place>,
    },
    /// Its formula leaves lines out or counts some twice.
    Range {
        /// Which lines.
        coverage: Coverage,
        /// What the total says.
        stated: Money,
        /// What its lines add up to.
        sum: Money,
    },
    /// Exact before rounding: the lines are rounded one by one, the total once.
    Drift {
        /// What the total says.
        stated: Money,
        /// What its rounded lines add up to.
        sum: Money,
    },
}

/// How the formula of a total takes the lines it should.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// Lines left out that touch a range of the formula.
    pub edges: Vec<CellRef>,
    /// Lines left out elsewhere.
    pub outside: Vec<CellRef>,
    /// Lines counted more than once.
    pub doubled: Vec<CellRef>,
    /// The subtotals through which they are counted again.
    pub through: Vec<CellRef>,
}

impl Coverage {
    pub(super) fn is_whole(&self) -> bool {
        self.edges.is_empty() && self.outside.is_empty() && self.doubled.is_empty()
    }
}
