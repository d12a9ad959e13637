//! Places for the numbers of parts too narrow to hold them.

/// A part along an axis, numbered from 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    pub(super) number: usize,
    pub(super) start: f32,
    pub(super) length: f32,
    /// Its number fits inside.
    pub(super) roomy: bool,
}

/// Narrow parts in a row that share a label: one number, or the first and the last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bundle {
    pub(super) first: usize,
    pub(super) last: usize,
    count: usize,
    start: f32,
    end: f32,
    longest: f32,
}

impl Bundle {
    /// What its line leads to.
    pub(super) fn centre(&self) -> f32 {
        (self.start + self.end) / 2.0
    }

    /// From the beginning of the first part to the end of the last.
    pub(super) fn length(&self) -> f32 {
        self.end - self.start
    }

    pub(super) fn label(&self) -> String {
        match self.count {
            1 => self.first.to_string(),
            2 => format!("{}, {}", self.first, self.last),
            _ => format!("{}–{}", self.first, self.last),
        }
    }
}

/// Bundles the narrow parts so that their labels, as long as `extent` says, hold in `room`: the thinnest neighbours
/// come together first.
pub(super) fn bundle(parts: &[Part], room: f32, mut extent: impl FnMut(&Bundle) -> f32) -> Vec<Bundle> {
    let mut limit = 1.6;
    loop {
        let bundles = within(parts, limit);
        let asked: f32 = bundles.iter().map(&mut extent).sum();
        if asked <= room || limit > room {
            return bundles;
        }
        limit *= 1.6;
    }
}

/// Neighbours shorter than `limit` share a bundle.
fn within(parts: &[Part], limit: f32) -> Vec<Bundle> {
    let mut bundles: Vec<Bundle> = Vec::new();
    let mut open = false;
    for part in parts {
        if part.roomy {
            open = false;
            continue;
        }
        let end = part.start + part.length;
        match bundles.last_mut().filter(|last| open && last.longest.max(part.length) < limit) {
            Some(last) => {
                last.last = part.number;
                last.count += 1;
                last.start = last.start.min(part.start);
                last.end = last.end.max(end);
                last.longest = last.longest.max(part.length);
            }
            None => bundles.push(Bundle {
                first: part.number,
                last: part.number,
                count: 1,
                start: part.start,
                end,
                longest: part.length,
            }),
        }
        open = true;
    }
    bundles
}

/// Moves labels, given by centre and extent in order, until none covers another, between `from` and `to`.
/// Gives their centres. Labels that ask for more than there is go beyond `from`.
pub(super) fn spread(wanted: &[(f32, f32)], from: f32, to: f32) -> Vec<f32> {
    let mut centres = Vec::with_capacity(wanted.len());
    let mut free = from;
    for (centre, extent) in wanted {
        let at = centre.max(free + extent / 2.0);
        free = at + extent / 2.0;
        centres.push(at);
    }
    let mut limit = to;
    for (at, (_, extent)) in centres.iter_mut().zip(wanted).rev() {
        *at = at.min(limit - extent / 2.0);
        limit = *at - extent / 2.0;
    }
    centres
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(number: usize, start: f32, length: f32) -> Part {
        Part { number, start, length, roomy: length > 10.0 }
    }

    #[test]
    fn labels_keep_their_order_and_their_distance() {
        let wanted = [(1.0, 10.0), (2.0, 10.0), (50.0, 20.0), (99.0, 10.0)];
        let centres = spread(&wanted, 0.0, 100.0);
        assert_eq!(centres, [5.0, 15.0, 50.0, 95.0]);
        // Pushed back from the end.
        assert_eq!(spread(&[(98.0, 10.0), (99.0, 10.0)], 0.0, 100.0), [85.0, 95.0]);
    }

    #[test]
    fn dust_shares_a_label() {
        let parts: Vec<Part> = std::iter::once(part(1, 0.0, 90.0))
            .chain((2..=40_u8).map(|n| part(n.into(), 90.0 + 0.1 * f32::from(n), 0.1)))
            .collect();
        let bundles = bundle(&parts, 100.0, |_| 12.0);
        assert_eq!(bundles.iter().map(Bundle::label).collect::<Vec<_>>(), ["2–40"]);
    }

    #[test]
    fn parts_apart_keep_their_own_labels() {
        let parts = [part(1, 0.0, 5.0), part(2, 5.0, 40.0), part(3, 45.0, 0.2), part(5, 46.0, 0.2)];
        let bundles = bundle(&parts, 100.0, |_| 12.0);
        assert_eq!(bundles.iter().map(Bundle::label).collect::<Vec<_>>(), ["1", "3, 5"]);
    }

    #[test]
    fn labels_come_together_until_they_hold() {
        let parts: Vec<Part> = (1..=20_u8).map(|n| part(n.into(), f32::from(n) * 5.0, 5.0)).collect();
        for room in [400.0, 100.0, 30.0] {
            let bundles = bundle(&parts, room, |_| 12.0);
            assert!(bundles.len() as f32 * 12.0 <= room);
            let (first, last) = (bundles.first(), bundles.last());
            assert_eq!((first.map(|b| b.first), last.map(|b| b.last)), (Some(1), Some(20)));
        }
    }
}
