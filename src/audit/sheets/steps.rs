//! How long a search may last: whatever a workbook holds, it ends, and what it did not look at is counted.

/// Steps left to a search through a whole workbook.
#[derive(Debug)]
pub(super) struct Steps(u64);

impl Steps {
    /// Steps that take a second at most.
    pub(super) const fn new() -> Self {
        Self(20_000_000)
    }

    /// Takes some; false when there are too few, and then none is taken: a smaller search may still be made.
    pub(super) const fn take(&mut self, steps: u64) -> bool {
        match self.0.checked_sub(steps) {
            Some(left) => {
                self.0 = left;
                true
            }
            None => false,
        }
    }
}

/// What a search through a workbook found.
#[derive(Debug)]
pub struct Search<T> {
    /// What it found.
    pub found: Vec<T>,
    /// How many things were compared.
    pub compared: usize,
    /// How many were not: the workbook has too many.
    pub left: usize,
}

impl<T> Default for Search<T> {
    fn default() -> Self {
        Self { found: Vec::new(), compared: 0, left: 0 }
    }
}
