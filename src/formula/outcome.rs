//! What became of a formula.

use std::sync::Arc;

use super::area::CellRef;
use super::cannot::Cannot;
use super::shape::Shape;
use super::value::Value;

/// What became of one formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The saved value is what the formula gives.
    Sound(Value),
    /// The saved value is not what the formula gives.
    Stale {
        /// What it gives, all its precedents recomputed.
        computed: Value,
        /// False when it would be right if only its precedents were: the fault lies there.
        is_cause: bool,
    },
    /// No value was saved.
    Uncached(Value),
    /// The cell reads itself, through the formulas of these numbers, itself first: `Recalculation::cycle` gives their cells.
    Circular(Box<[u32]>),
    /// The formula is beyond the program.
    Cannot(Arc<Cannot>),
    /// A cell that it reads has neither a value nor a formula that could be recomputed.
    Dangling(CellRef),
}

/// One formula. There may be a million of them: what it reads is asked of the `Recalculation`, which keeps it once for
/// all those that were filled from one another.
#[derive(Debug, Clone)]
pub struct Recalculated {
    /// What became of it.
    pub outcome: Outcome,
    pub(super) shape: Shape,
    /// True when the formula could not be read, or reads too much: it is like no other.
    pub(super) is_alone: bool,
}

impl Recalculated {
    /// What the formula gives, when that is known.
    #[must_use]
    pub fn computed(&self) -> Option<&Value> {
        match &self.outcome {
            Outcome::Sound(value) | Outcome::Uncached(value) | Outcome::Stale { computed: value, .. } => {
                Some(value)
            }
            Outcome::Circular(_) | Outcome::Cannot(_) | Outcome::Dangling(_) => None,
        }
    }
}
