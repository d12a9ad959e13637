//! A typed number far from those of its column, that are all of one order: a comma in the wrong place, thousands among units.

use rust_decimal::Decimal;

use super::Sheets;
use super::lattice::{Lattice, typed};
use super::way::Way;
use crate::formula::CellRef;
use crate::source::workbook::sheet::Cell;

/// Typed numbers, at least, that say what a line is made of.
const LINE: usize = 6;

/// How far from one another they stand, at most.
const SPREAD: i64 = 3;

/// How far from them another one is told.
const FAR: i64 = 50;

/// The smallest of the others, at least: pieces by the unit and by the hundred stand in one column.
const LEAST: i64 = 20;

/// What a comma in the wrong place, or thousands among units, make of a number.
const SLIPS: [i64; 2] = [100, 1_000];

/// A number of another order.
#[derive(Debug)]
pub struct Far {
    /// The number.
    pub at: CellRef,
    /// The smallest and the largest of the others.
    pub others: (Decimal, Decimal),
    /// How many there are.
    pub count: usize,
}

impl Sheets<'_> {
    /// The typed numbers of another order than those of their column, and how many numbers were compared.
    #[must_use]
    pub fn far(&self) -> (Vec<Far>, usize) {
        let mut found: Vec<Far> = Vec::new();
        let mut compared = 0;
        for lattice in &self.lattices {
            // Down a column numbers are of one nature; along a row they seldom are.
            for line in lattice.lines(Way::Column) {
                for run in runs(lattice, Way::Column, &line) {
                    if run.len() > LINE {
                        compared += run.len();
                        found.extend(of_run(&run));
                    }
                }
            }
        }
        (found, compared)
    }
}

/// The typed numbers of a line that touch one another.
fn runs(lattice: &Lattice<'_>, way: Way, line: &[&Cell]) -> Vec<Vec<(CellRef, Decimal)>> {
    let mut runs: Vec<Vec<(CellRef, Decimal)>> = Vec::new();
    for cell in line {
        let Some(number) = typed(cell) else { continue };
        let at = lattice.at(cell);
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|(last, _)| way.rank(*last) + 1 == way.rank(at)) => {
                run.push((at, number));
            }
            _ => runs.push(vec![(at, number)]),
        }
    }
    runs
}

fn of_run(run: &[(CellRef, Decimal)]) -> Option<Far> {
    if run.len() < LINE + 1 || run.iter().any(|(_, number)| *number <= Decimal::ZERO) {
        return None;
    }
    let mut sizes: Vec<(Decimal, CellRef)> = run.iter().map(|(at, number)| (*number, *at)).collect();
    sizes.sort_unstable();
    let (first, last) = (sizes.first()?, sizes.last()?);
    let (second, before_last) = (sizes.get(1)?.0, sizes.get(sizes.len() - 2)?.0);
    let holds = |small: Decimal, large: Decimal| {
        small.checked_mul(Decimal::from(SPREAD)).is_some_and(|most| large <= most)
    };
    let is_far = |small: Decimal, large: Decimal| {
        small.checked_mul(Decimal::from(FAR)).is_some_and(|least| large >= least)
    };
    let count = sizes.len() - 1;
    let is_slip = |large: Decimal, small: Decimal, (least, most): (Decimal, Decimal)| {
        least >= Decimal::from(LEAST)
            && SLIPS.into_iter().any(|times| {
                let times = Decimal::from(times);
                let as_large = small.checked_mul(times).is_some_and(|one| (least..=most).contains(&one));
                (least..=most).contains(&(large / times)) || as_large
            })
    };
    // A total typed under its lines is as large as all of them.
    let is_total = run.last().is_some_and(|(at, _)| *at == last.1);
    let is_year = last.0.fract().is_zero() && (Decimal::from(1900)..=Decimal::from(2100)).contains(&last.0);
    let largest = (first.0, before_last);
    if !is_total
        && !is_year
        && is_far(before_last, last.0)
        && holds(first.0, before_last)
        && is_slip(last.0, Decimal::ZERO, largest)
    {
        return Some(Far { at: last.1, others: (first.0, before_last), count });
    }
    let others = (second, last.0);
    let is_small =
        is_far(first.0, second) && holds(second, last.0) && is_slip(Decimal::ZERO, first.0, others);
    is_small.then_some(Far { at: first.1, others, count })
}
