//! The arithmetic of each expense line, judged once: which one cell is wrong, for the checks that each report one kind
//! of fault.
//!
//! A line states up to three products and sums: HT = quantity × unit price, TVA = HT × rate, TTC = HT + TVA. One wrong
//! cell breaks several of them; the cell whose right value mends all that it breaks is the culprit, told once.

mod parts;

use std::collections::BTreeMap;

use super::Audit;
use crate::findings::Sentence;
use crate::model::{Money, Place};
use parts::Parts;

/// One cent: what two roundings of the same product may differ by.
pub const ONE_CENT: Money = Money::from_cents(1);

/// What a line states of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// HT + TVA = TTC.
    VatSum,
    /// HT × rate = TVA.
    VatRate,
    /// Quantity × unit price = HT.
    QuantityPrice,
    /// Annual cost ÷ annual hours × hours = staff cost: judged by the checks, since the hours may be the fund's.
    StaffCost,
}

/// A cell of a line that its neighbours contradict.
#[derive(Debug, Clone)]
pub struct LineFault {
    /// The relation that gives the right value.
    pub relation: Relation,
    /// The cell.
    pub culprit: Place,
    /// What it was compared with.
    pub others: Vec<Place>,
    /// What the cell is worth.
    pub found: Money,
    /// What it should be worth.
    pub expected: Money,
    /// How that is computed: « 24,70 € = 123,50 € × 20 % ».
    pub how: Sentence,
    /// What is wrong.
    pub message: Sentence,
}

/// The faults of every expense line, in the order of the workbook.
#[derive(Debug, Default)]
pub struct LineFaults {
    /// The faults.
    pub faults: Vec<LineFault>,
    /// How many lines state each relation.
    pub compared: BTreeMap<Relation, usize>,
}

impl LineFaults {
    /// Every expense line compared.
    pub(super) fn of(audit: &Audit<'_>) -> Self {
        let mut all = Self::default();
        // Headers that are swapped contradict every line: they are the fault.
        if !audit.swapped().is_empty() {
            return all;
        }
        for line in &audit.budget().expense_lines {
            let parts = Parts::of(audit, line);
            for relation in [Relation::QuantityPrice, Relation::VatRate, Relation::VatSum] {
                if parts.states(relation) {
                    *all.compared.entry(relation).or_default() += 1;
                }
            }
            parts.faults(&mut all.faults);
        }
        all
    }

    /// By how much each culprit is short of its right value.
    #[must_use]
    pub fn corrections(&self) -> BTreeMap<&Place, i64> {
        self.faults
            .iter()
            .map(|fault| (&fault.culprit, fault.expected.cents() - fault.found.cents()))
            .collect()
    }
}
