//! Each line of one workbook with the one that it became in another, the surest first: what is wholly the same, then what
//! shares a title, then what shares its amounts; of lines that nothing tells apart, those that stand alike.

use std::collections::{BTreeMap, BTreeSet};

use super::row::Row;
use crate::model::text::normalise;

/// How two lines are taken for one, the surest first.
const WAYS: [fn(&Row) -> Option<String>; 4] = [
    |row| Some(format!("{:?}{}{:?}{:?}", row.kind, row.title, row.identity, row.values)),
    |row| Some(format!("{:?}{}{:?}", row.kind, normalise(&row.title), row.identity)),
    |row| (!row.title.is_empty()).then(|| format!("{:?}{}", row.kind, normalise(&row.title))),
    |row| (!row.values.is_empty()).then(|| format!("{:?}{:?}{:?}", row.kind, row.identity, row.values)),
];

/// Pairs of twins that are weighed against one another; beyond, they are taken in their order.
const WEIGHED: usize = 10_000;

/// Ranks of lines.
pub(super) struct Paired {
    /// Of the first workbook, and of the second: sorted.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Of the first, that became none.
    pub(super) left: Vec<usize>,
    /// Of the second, that were none.
    pub(super) free: Vec<usize>,
}

/// Lines that one way takes for one another: their ranks in the first workbook, then in the second.
type Twins = (Vec<usize>, Vec<usize>);

pub(super) fn paired(old: &[Row], new: &[Row]) -> Paired {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut left: Vec<usize> = (0..old.len()).collect();
    let mut free: Vec<usize> = (0..new.len()).collect();
    for way in WAYS {
        let mut all: BTreeMap<String, Twins> = BTreeMap::new();
        for (ranks, rows, is_new) in [(&left, old, false), (&free, new, true)] {
            for rank in ranks {
                if let Some(key) = rows.get(*rank).and_then(way) {
                    let (before, now) = all.entry(key).or_default();
                    if is_new { now.push(*rank) } else { before.push(*rank) }
                }
            }
        }
        let (whole, partial): (Vec<Twins>, Vec<Twins>) =
            all.into_values().partition(|(before, now)| before.len() == now.len());
        pairs.extend(whole.into_iter().flat_map(|(before, now)| before.into_iter().zip(now)));
        pairs.sort_unstable();
        // Of these, some became none or were none: those that stand alike among the lines already found are the same.
        let more: Vec<(usize, usize)> =
            partial.iter().flat_map(|(before, now)| nearest(&pairs, before, now)).collect();
        pairs.extend(more);
        pairs.sort_unstable();
        let (from, to): (BTreeSet<usize>, BTreeSet<usize>) = pairs.iter().copied().unzip();
        left.retain(|rank| !from.contains(rank));
        free.retain(|rank| !to.contains(rank));
    }
    Paired { pairs, left, free }
}

/// Of lines that are taken for one another, as many pairs as there can be: first those whose distance to a line found
/// above or below is the same.
fn nearest(found: &[(usize, usize)], before: &[usize], now: &[usize]) -> Vec<(usize, usize)> {
    if before.len().saturating_mul(now.len()) > WEIGHED {
        return before.iter().copied().zip(now.iter().copied()).collect();
    }
    let mut weighed: Vec<(usize, usize, usize)> = Vec::new();
    for from in before {
        let next = found.partition_point(|(known, _)| known < from);
        let above = next.checked_sub(1).and_then(|at| found.get(at));
        // Where it would stand, had nothing been inserted between it and a line found.
        let after_above = above.map(|(known, at)| at.saturating_add(from.saturating_sub(*known)));
        let before_below = found.get(next).map(|(known, at)| at.saturating_sub(known.saturating_sub(*from)));
        for to in now {
            let gap = |place: Option<usize>| place.map(|place| place.abs_diff(*to));
            let gaps = [gap(after_above), gap(before_below)];
            let least = gaps.into_iter().flatten().min().unwrap_or_else(|| from.abs_diff(*to));
            weighed.push((least, *from, *to));
        }
    }
    weighed.sort_unstable();
    let (mut taken, mut pairs) = ((BTreeSet::new(), BTreeSet::new()), Vec::new());
    for (_, from, to) in weighed {
        if !taken.0.contains(&from) && !taken.1.contains(&to) {
            taken.0.insert(from);
            taken.1.insert(to);
            pairs.push((from, to));
        }
    }
    pairs
}
