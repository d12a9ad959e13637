//! A set of small numbers, one bit each.

/// Numbers below a bound: many such sets are held at once, one for each finding and pack.
#[derive(Debug, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// No number yet, of those below a bound.
    pub(super) fn new(bound: usize) -> Self {
        Self(vec![0; bound.div_ceil(64)])
    }

    /// Adds a number; one beyond the bound is no member.
    pub(super) fn insert(&mut self, number: usize) {
        if let Some(word) = self.0.get_mut(number / 64) {
            *word |= 1 << (number % 64);
        }
    }

    /// True for a number that was added.
    pub(super) fn holds(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_held() {
        let mut bits = Bits::new(100);
        bits.insert(3);
        bits.insert(99);
        bits.insert(500);
        assert_eq!((0..600).filter(|number| bits.holds(*number)).collect::<Vec<_>>(), [3, 99]);
    }
}
