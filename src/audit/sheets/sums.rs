//! Sums side by side that do not add up the same lines.

use std::collections::BTreeMap;

use super::Sheets;
use super::steps::Search;
use super::way::Way;
use crate::formula::{Area, CellRef};

/// Blank lines at most between two sums of one line of totals.
const GAP: u32 = 3;

/// Sums at most that differ together from the others: beyond, they are another table.
const MOST: usize = 3;

/// Sums in dispute at most when no side has more than the other.
const EVEN: usize = 4;

/// How far from one another these stand, at most: farther, they are the totals of two tables.
const CLOSE: u32 = 2;

/// A sum whose bounds are not those of the sums beside it.
#[derive(Debug)]
pub struct Apart {
    /// The sum.
    pub at: CellRef,
    /// What it adds up.
    pub own: Area,
    /// One of the others.
    pub model: CellRef,
    /// What that one adds up.
    pub others: Area,
    /// How many have the bounds of the model, and how many there are.
    pub count: (usize, usize),
    /// Along which way the range goes.
    pub way: Way,
}

impl Sheets<'_> {
    /// The sums apart: those of a row that add up their own columns, then those of a column that add up their own rows.
    #[must_use]
    pub fn sums_apart(&self) -> Search<Apart> {
        let mut search = Search::default();
        for way in [Way::Column, Way::Row] {
            let mut lines: BTreeMap<(usize, u32), Vec<(CellRef, Area)>> = BTreeMap::new();
            for sum in self.own_sums().iter().filter(|sum| sum.way == way) {
                lines.entry((sum.at.sheet, way.rank(sum.at))).or_default().push((sum.at, sum.range));
            }
            for mut sums in lines.into_values() {
                sums.sort_by_key(|(at, _)| way.line(*at));
                for run in sums.chunk_by(|(one, _), (next, _)| way.line(*next) - way.line(*one) <= GAP + 1) {
                    if run.len() > 1 {
                        search.compared += run.len();
                        apart(way, run, &mut search.found);
                    }
                }
            }
        }
        search
    }
}

fn apart(way: Way, sums: &[(CellRef, Area)], found: &mut Vec<Apart>) {
    let mut groups: BTreeMap<(u32, u32), Vec<&(CellRef, Area)>> = BTreeMap::new();
    for sum in sums {
        groups.entry(way.bounds(&sum.1)).or_default().push(sum);
    }
    let most = groups.values().map(Vec::len).max().unwrap_or(0);
    let is_even = groups.values().filter(|group| group.len() == most).count() > 1;
    let is_close = sums
        .windows(2)
        .all(|pair| matches!(pair, [(one, _), (next, _)] if way.line(*next) - way.line(*one) <= CLOSE));
    if groups.len() < 2 || is_even && (sums.len() > EVEN || !is_close) {
        return;
    }
    let Some(main) = groups.values().find(|group| group.len() == most) else { return };
    for group in groups.values() {
        let is_main = std::ptr::eq(group, main);
        if is_main && !is_even || group.len() > MOST {
            continue;
        }
        // Where no side has more, each is compared with another one.
        let other =
            if is_main { groups.values().find(|other| !std::ptr::eq(*other, main)) } else { Some(main) };
        let Some((model, others)) = other.and_then(|other| other.first()).copied() else { continue };
        for (at, own) in group.iter().copied() {
            let count = (most, sums.len());
            found.push(Apart { at: *at, own: *own, model: *model, others: *others, count, way });
        }
    }
}
