//! A figure: an amount, a rate or a number with the way it was obtained.

use std::sync::Arc;

use super::origin::Origin;
use super::value::{Unit, Value};

/// The index of a figure in its ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureKey(u32);

impl FigureKey {
    /// The key of a rank.
    pub(super) const fn new(rank: u32) -> Self {
        Self(rank)
    }

    /// The key of a figure that stands so many ranks after.
    pub(super) fn after(self, ranks: usize) -> Option<Self> {
        self.0.checked_add(u32::try_from(ranks).ok()?).map(Self)
    }

    /// The rank of the figure in its ledger.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// How a figure was obtained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// Given: a cell, a field or a parameter.
    Given(Origin),
    /// The sum of others; the sum of none is zero.
    Sum(Vec<FigureKey>),
    /// One less others: a remainder (own contribution, last year, in-between).
    Remainder {
        /// What is shared out.
        whole: FigureKey,
        /// What is already attributed.
        parts: Vec<FigureKey>,
    },
    /// An amount times a rate, rounded by the fund's policy.
    Product {
        /// The base.
        amount: FigureKey,
        /// The rate.
        rate: FigureKey,
    },
    /// `amount ÷ divisor × factor`, rounded once at the end: staff cost (CPR art. 55(2)), pro rata split.
    ProRata {
        /// What is divided up.
        amount: FigureKey,
        /// Numerator: hours worked, part of the base.
        factor: FigureKey,
        /// Denominator: annual hours, whole base.
        divisor: FigureKey,
    },
    /// A displayed percentage; never an operand.
    Ratio {
        /// Numerator.
        part: FigureKey,
        /// Denominator.
        whole: FigureKey,
    },
    /// The smallest of several.
    Minimum(Vec<FigureKey>),
}

impl Expression {
    /// The figures this one is computed from.
    #[must_use]
    pub fn operands(&self) -> Vec<FigureKey> {
        match self {
            Self::Given(_) => Vec::new(),
            Self::Sum(keys) | Self::Minimum(keys) => keys.clone(),
            Self::Remainder { whole, parts } => {
                std::iter::once(*whole).chain(parts.iter().copied()).collect()
            }
            Self::Product { amount, rate } => vec![*amount, *rate],
            Self::ProRata { amount, factor, divisor } => vec![*amount, *factor, *divisor],
            Self::Ratio { part, whole } => vec![*part, *whole],
        }
    }
}

/// An amount, rate or number with an origin.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Stable identifier, such as `depenses.total`.
    pub id: Arc<str>,
    /// What it is, in French.
    pub label: Arc<str>,
    /// Unit of the value.
    pub unit: Unit,
    /// The value.
    pub value: Value,
    /// How it was obtained.
    pub expression: Expression,
    /// The rule the computation applies (article), where there is one.
    pub rule: Option<Arc<str>>,
}
