//! A set of formulas.

/// A set of formulas of one recalculation: one bit each, since many such sets are held at once.
#[derive(Debug, Clone, Default)]
pub struct Drawn(Vec<u64>);

impl Drawn {
    /// None yet, of so many.
    pub(super) fn of(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    /// Adds a formula by its number; true when it was not there.
    pub(super) fn insert(&mut self, number: usize) -> bool {
        let Some(word) = self.0.get_mut(number / 64) else { return false };
        let bit = 1_u64 << (number % 64);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// True for one of them.
    pub(super) fn holds(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }
}
