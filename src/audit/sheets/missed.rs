//! Sums that stop before the numbers that touch them, and sums that count the same lines twice.

use std::collections::BTreeMap;

use super::Sheets;
use super::lattice::is_number;
use super::own_sums::OwnSum;
use super::steps::{Search, Steps};
use super::way::Way;
use crate::formula::{Area, CellRef};

/// Lines between a range and its sum that are looked at.
const NEAR: u32 = 4;

/// A sum that leaves numbers out.
#[derive(Debug)]
pub struct Missed {
    /// The sum.
    pub at: CellRef,
    /// What it adds up.
    pub range: Area,
    /// The numbers between its range and itself.
    pub left_out: Vec<CellRef>,
}

/// A sum that adds up another one with its lines.
#[derive(Debug)]
pub struct Doubled {
    /// The sum.
    pub at: CellRef,
    /// What it adds up.
    pub range: Area,
    /// The sum that stands among what it adds up.
    pub inner: CellRef,
    /// What that one adds up.
    pub lines: Area,
}

impl Sheets<'_> {
    /// Sums that leave out numbers between their range and themselves.
    #[must_use]
    pub fn missed(&self) -> Search<Missed> {
        let mut search = Search::default();
        for &OwnSum { at, range, way } in self.own_sums() {
            let Some(lattice) = self.lattices.get(at.sheet) else { continue };
            search.compared += 1;
            let ((first, last), own) = (way.bounds(&range), way.rank(at));
            let between = if own > last { last + 1..own } else { own + 1..first };
            if between.len() > NEAR as usize {
                continue;
            }
            let numbers = between.map(|rank| way.cell(at, rank)).filter(|other| {
                lattice.cell(*other).is_some_and(is_number)
                    && !lattice.is_called_total(*other)
                    && self.form(*other).is_none_or(|form| form.sums(*other).next().is_none())
            });
            let left_out: Vec<CellRef> = numbers.collect();
            if !left_out.is_empty() {
                search.found.push(Missed { at, range, left_out });
            }
        }
        search
    }

    /// Sums that add up another sum and what that one adds up.
    #[must_use]
    pub fn doubled(&self) -> Search<Doubled> {
        // Each sum by its line and its rank there.
        let key = |way: Way, at: CellRef| (way, at.sheet, way.line(at), way.rank(at));
        let sums: BTreeMap<_, Area> =
            self.own_sums().iter().map(|sum| (key(sum.way, sum.at), sum.range)).collect();
        let (mut search, mut steps) = (Search::default(), Steps::new());
        for &OwnSum { at, range, way } in self.own_sums() {
            let (first, last) = way.bounds(&range);
            let among = key(way, way.cell(at, first))..=key(way, way.cell(at, last));
            let mut is_left = false;
            let inner = sums.range(among).find(|(_, lines)| {
                is_left |= !steps.take(1);
                let (start, end) = way.bounds(lines);
                !is_left && start >= first && end <= last && start < end
            });
            match inner {
                Some((&(.., rank), lines)) => {
                    search.found.push(Doubled { at, range, inner: way.cell(at, rank), lines: *lines });
                    search.compared += 1;
                }
                None if is_left => search.left += 1,
                None => search.compared += 1,
            }
        }
        search
    }
}
