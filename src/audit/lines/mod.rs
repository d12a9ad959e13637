//! The arithmetic of each expense line, judged once: which one cell is wrong, for the checks that each report one kind
//! of fault.
//!
//! A line states up to three products and sums: HT = quantity × unit price, TVA = HT × rate, TTC = HT + TVA. One wrong
//! cell breaks several of them; the cell whose right value mends all that it breaks is the culprit, told once.

mod parts;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Audit;
use crate::findings::{Fact, Sentence, say};
use crate::model::{Money, Place, Rate};
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
    pub others: [Option<Place>; 2],
    /// What the cell is worth.
    pub found: Money,
    /// What it should be worth.
    pub expected: Money,
    /// What tells how that is computed, and what is wrong: put into words when the fault is told, since a workbook may
    /// have one on each line.
    pub terms: Terms,
}

/// What the right value of a cell is computed from.
#[derive(Debug, Clone)]
pub enum Terms {
    /// Quantity and unit price.
    Product(Decimal, Decimal),
    /// HT and rate.
    Rate(Money, Rate),
    /// HT and VAT.
    Sum(Money, Money),
    /// TTC and VAT.
    Difference(Money, Money),
    /// A post, by its name.
    Post(Arc<str>),
}

impl LineFault {
    /// How the right value is computed: « 24,70 € = 123,50 € × 20 % ».
    #[must_use]
    pub fn how(&self) -> Sentence {
        match &self.terms {
            Terms::Product(quantity, price) => {
                say!("{} = {} × {}", self.expected, *quantity, Fact::price(*price))
            }
            Terms::Rate(excl, rate) => say!("{} = {} × {}", self.expected, *excl, *rate),
            Terms::Sum(excl, vat) => say!("{} = {} + {}", self.expected, *excl, *vat),
            Terms::Difference(incl, vat) => say!("{} = {} − {}", self.expected, *incl, *vat),
            Terms::Post(_) => self.expected.into(),
        }
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Sentence {
        match &self.terms {
            Terms::Product(..) => {
                "le montant HT n’est pas le produit de la quantité par le prix unitaire".into()
            }
            Terms::Rate(_, rate) => say!("la TVA ne correspond pas au taux de {}", *rate),
            Terms::Sum(..) => "le montant TTC n’est pas la somme du HT et de la TVA".into(),
            Terms::Difference(..) => "le montant HT n’est ni TTC − TVA, ni celui que dit le taux".into(),
            Terms::Post(name) => say!("le coût affecté de « {} » n’est pas celui du calcul", &**name),
        }
    }
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
