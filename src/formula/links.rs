//! Which formulas read which, as two lists instead of as many lists as there are formulas.

/// For each formula, by its number, those that read it.
#[derive(Debug, Clone, Default)]
pub(super) struct Links {
    /// Where the readers of each formula start; one more than there are formulas.
    starts: Vec<u32>,
    readers: Vec<u32>,
}

impl Links {
    /// Turns round what each formula reads: `spans` says where its part of `read` stands.
    pub(super) fn of_readers(spans: &[(u32, u32)], read: &[u32]) -> Self {
        let mut starts = vec![0_u32; spans.len() + 1];
        for target in read {
            if let Some(count) = starts.get_mut(*target as usize + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut next = starts.clone();
        let mut readers = vec![0_u32; read.len()];
        for (reader, (start, end)) in (0_u32..).zip(spans) {
            for target in read.get(*start as usize..*end as usize).unwrap_or_default() {
                let Some(place) = next.get_mut(*target as usize) else { continue };
                if let Some(slot) = readers.get_mut(*place as usize) {
                    *slot = reader;
                }
                *place += 1;
            }
        }
        Self { starts, readers }
    }

    /// The formulas that read one, by their numbers.
    pub(super) fn of(&self, index: usize) -> &[u32] {
        let bounds = self.starts.get(index).zip(self.starts.get(index + 1));
        bounds.and_then(|(start, end)| self.readers.get(*start as usize..*end as usize)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_are_those_that_read() {
        // 0 reads 1 and 2; 1 reads nothing; 2 reads 1.
        let links = Links::of_readers(&[(0, 2), (0, 0), (2, 3)], &[1, 2, 1]);
        assert_eq!([links.of(0), links.of(1), links.of(2), links.of(3)], [&[][..], &[0, 2], &[0], &[]]);
    }
}
