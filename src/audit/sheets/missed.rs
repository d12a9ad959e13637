//! Sums that stop before the numbers that touch them, and sums that count the same lines twice.

use super::Sheets;
use super::lattice::{Way, is_number};
use super::totals::is_called_total;
use crate::formula::{Area, CellRef};

/// Lines between a range and its sum that are looked at.
const NEAR: u32 = 4;

/// Cells of a range in which sums are looked for.
const CELLS: u64 = 20_000;

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
    /// The sums of one range of their own line, with that line.
    fn own_sums(&self) -> impl Iterator<Item = (CellRef, Area, Way)> {
        self.formulas().filter(|(_, form)| form.is_one_sum).filter_map(|(at, form)| {
            let range = form.sums(at).next()?;
            let way = Way::BOTH.into_iter().find(|way| way.holds(at, &range))?;
            (!range.contains(at) && range.size() <= CELLS).then_some((at, range, way))
        })
    }

    /// Sums that leave out numbers between their range and themselves, and how many sums were looked at.
    #[must_use]
    pub fn missed(&self) -> (Vec<Missed>, usize) {
        let (mut found, mut compared) = (Vec::new(), 0);
        for (at, range, way) in self.own_sums() {
            let Some(lattice) = self.lattices.get(at.sheet) else { continue };
            compared += 1;
            let ((first, last), own) = (way.bounds(&range), way.rank(at));
            let between = if own > last { last + 1..own } else { own + 1..first };
            if between.len() > NEAR as usize {
                continue;
            }
            let numbers = between.map(|rank| way.cell(at, rank)).filter(|other| {
                lattice.cell(*other).is_some_and(is_number)
                    && !is_called_total(lattice, *other)
                    && self.form(*other).is_none_or(|form| form.sums(*other).next().is_none())
            });
            let left_out: Vec<CellRef> = numbers.collect();
            if !left_out.is_empty() {
                found.push(Missed { at, range, left_out });
            }
        }
        (found, compared)
    }

    /// Sums that add up another sum and what that one adds up, and how many sums were looked at.
    #[must_use]
    pub fn doubled(&self) -> (Vec<Doubled>, usize) {
        let (mut found, mut compared) = (Vec::new(), 0);
        for (at, range, way) in self.own_sums() {
            let Some(lattice) = self.lattices.get(at.sheet) else { continue };
            compared += 1;
            let (first, last) = way.bounds(&range);
            for cell in lattice.filled(&range).filter(|cell| cell.formula.is_some()) {
                let inner = lattice.at(cell);
                let Some(form) = self.form(inner).filter(|form| form.is_one_sum) else { continue };
                let lines = form.sums(inner).find(|lines| {
                    let (start, end) = way.bounds(lines);
                    way.holds(inner, lines) && start >= first && end <= last && start < end
                });
                if let Some(lines) = lines {
                    found.push(Doubled { at, range, inner, lines });
                    break;
                }
            }
        }
        (found, compared)
    }
}
