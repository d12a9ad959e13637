//! Sums that go through a line that separates: a row or a column that holds nothing at all.

use super::Sheets;
use super::lattice::{Lattice, Way};
use crate::formula::{Area, CellRef};

/// Cells of a column that separates, at most: a title may stand in it.
const TITLES: usize = 2;

/// Blank lines at the end of a range, at most: beyond, the range was made long for lines to come.
const SPARE: u32 = 3;

/// Ranges longer than this are not searched.
const LONGEST: u32 = 20_000;

/// A sum that goes through a blank line.
#[derive(Debug)]
pub struct Crossed {
    /// The sum.
    pub at: CellRef,
    /// Its range.
    pub range: Area,
    /// The first of the blank lines: a row when the range goes down, a column when it goes across.
    pub line: u32,
    /// How many there are.
    pub count: usize,
    /// Along which way the range goes.
    pub way: Way,
}

impl Sheets<'_> {
    /// The sums that go through blank rows or columns, and how many ranges were followed.
    #[must_use]
    pub fn crossed(&self) -> (Vec<Crossed>, usize) {
        let (mut found, mut compared) = (Vec::new(), 0);
        for (at, form) in self.formulas() {
            for range in form.sums(at) {
                let Some(lattice) = self.lattices.get(range.sheet) else { continue };
                let way = match (range.rows(), range.columns()) {
                    (1, 1) => continue,
                    (_, 1) => Way::Column,
                    (1, _) => Way::Row,
                    _ => continue,
                };
                compared += 1;
                let blanks = blanks(lattice, at, &range, way);
                if let Some(line) = blanks.first() {
                    found.push(Crossed { at, range, line: *line, count: blanks.len(), way });
                    break;
                }
            }
        }
        (found, compared)
    }
}

/// The blank lines that a range goes through.
fn blanks(lattice: &Lattice<'_>, at: CellRef, range: &Area, way: Way) -> Vec<u32> {
    let (first, last) = way.bounds(range);
    if last - first > LONGEST {
        return Vec::new();
    }
    let corner = range.at(0, 0);
    let is_filled = |rank: u32| lattice.cell(way.cell(corner, rank)).is_some();
    let most = match way {
        Way::Column => 0,
        Way::Row => TITLES,
    };
    let separates = |rank: u32| !is_filled(rank) && lattice.filled_across(way, rank) <= most;
    let Some(start) = (first..=last).find(|rank| is_filled(*rank)) else { return Vec::new() };
    let end = (first..=last).rev().find(|rank| is_filled(*rank)).unwrap_or(start);
    let own = way.rank(at);
    let is_beside = way.line(at) == way.line(corner) && at.sheet == range.sheet;
    // Lines kept free before the total, or after the header: two or three, beside the sum itself.
    let is_spare =
        |free: u32| (1..=SPARE).contains(&free) && is_beside && (own == last + 1 || own + 1 == first);
    (first..=last)
        .filter(|rank| {
            let counts = if *rank < start {
                is_spare(start - first)
            } else if *rank > end {
                is_spare(last - end)
            } else {
                true
            };
            counts && separates(*rank)
        })
        .collect()
}
