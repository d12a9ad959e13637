//! Sets of rows or columns, kept as the spans that files write.

use serde::{Deserialize, Serialize};

/// Sorted, disjoint, inclusive spans.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Spans(Vec<(u32, u32)>);

impl Spans {
    pub(super) fn new(mut spans: Vec<(u32, u32)>) -> Self {
        spans.sort_unstable();
        let mut disjoint: Vec<(u32, u32)> = Vec::with_capacity(spans.len());
        for (first, last) in spans {
            match disjoint.last_mut() {
                Some((_, end)) if first <= end.saturating_add(1) => *end = (*end).max(last),
                _ => disjoint.push((first, last)),
            }
        }
        Self(disjoint)
    }

    pub(super) fn contains(&self, position: u32) -> bool {
        let after = self.0.partition_point(|(first, _)| *first <= position);
        after.checked_sub(1).and_then(|index| self.0.get(index)).is_some_and(|(_, last)| position <= *last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_joined_and_searched() {
        let spans = Spans::new(vec![(5, 7), (1, 2), (3, 3), (6, 9)]);
        assert_eq!(spans.0, [(1, 3), (5, 9)]);
        assert!(spans.contains(1) && spans.contains(3) && spans.contains(9));
        assert!(!spans.contains(0) && !spans.contains(4) && !spans.contains(10));
    }
}
