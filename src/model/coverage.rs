//! Which characters a set of fonts can draw, as plain data: what reads fonts fills it, what judges texts asks it.

/// One bit for each code point.
const WORDS: usize = 0x11_0000 / 64;

/// The characters that every face of a family draws.
#[derive(Clone, PartialEq, Eq)]
pub struct Coverage {
    bits: Box<[u64]>,
}

impl Coverage {
    /// The characters of a list of code points; what is no code point is left out.
    pub fn new(code_points: impl IntoIterator<Item = u32>) -> Self {
        let mut bits = vec![0u64; WORDS].into_boxed_slice();
        for code in code_points {
            if let Some(word) = bits.get_mut(code as usize / 64) {
                *word |= 1 << (code % 64);
            }
        }
        Self { bits }
    }

    /// Keep what the other covers too: a text may be set in any face.
    pub fn keep(&mut self, other: &Self) {
        for (word, also) in self.bits.iter_mut().zip(&other.bits) {
            *word &= also;
        }
    }

    /// Drop the characters that a rule names.
    pub fn remove(&mut self, rule: impl Fn(char) -> bool) {
        for (index, word) in (0u32..).zip(self.bits.iter_mut()).filter(|(_, word)| **word != 0) {
            for bit in 0..64 {
                if *word & (1 << bit) != 0 && char::from_u32(index * 64 + bit).is_none_or(&rule) {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    /// Whether every face draws a character.
    #[must_use]
    pub fn contains(&self, character: char) -> bool {
        let code = u32::from(character);
        self.bits.get(code as usize / 64).is_some_and(|word| word & (1 << (code % 64)) != 0)
    }

    /// How many characters are covered.
    #[must_use]
    pub fn count(&self) -> usize {
        self.bits.iter().map(|word| word.count_ones() as usize).sum()
    }
}

impl std::fmt::Debug for Coverage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Coverage({} characters)", self.count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_covered_when_every_face_draws_it() {
        let mut both = Coverage::new([0x41, 0x42, 0x1F600, 0xFFFF_FFFF]);
        both.keep(&Coverage::new([0x42, 0x43, 0x1F600]));
        assert!(both.contains('B') && both.contains('😀'));
        assert!(!both.contains('A') && !both.contains('C'));
        assert_eq!(both.count(), 2);
    }
}
