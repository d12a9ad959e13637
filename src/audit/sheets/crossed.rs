//! Sums that go through a line that separates: a row or a column that holds nothing at all.

use super::Sheets;
use super::lattice::Lattice;
use super::steps::{Search, Steps};
use super::way::Way;
use crate::formula::{Area, CellRef};

/// Cells of a column that separates, at most: a title may stand in it.
const TITLES: usize = 2;

/// Blank lines at the end of a range, at most: beyond, the range was made long for lines to come.
const SPARE: u32 = 3;

/// Ranges longer than this are made for whatever comes, a whole column: blank lines are no fault there.
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
    /// The sums that go through blank rows or columns, among the ranges of one row or one column.
    #[must_use]
    pub fn crossed(&self) -> Search<Crossed> {
        let (mut search, mut steps) = (Search::default(), Steps::new());
        for (at, form) in self.formulas() {
            for range in form.sums(at) {
                let Some(lattice) = self.lattices.get(range.sheet) else { continue };
                let way = match (range.rows(), range.columns()) {
                    (1, 1) => continue,
                    (_, 1) => Way::Column,
                    (1, _) => Way::Row,
                    _ => continue,
                };
                let (first, last) = way.bounds(&range);
                // Rows that hold nothing are known; columns that hold a title at most are looked at one by one.
                let cost = if way == Way::Row { u64::from(last - first) } else { 1 };
                if !steps.take(cost) {
                    search.left += 1;
                    continue;
                }
                search.compared += 1;
                if last - first <= LONGEST
                    && let Some((line, count)) = blanks(lattice, at, &range, way)
                {
                    search.found.push(Crossed { at, range, line, count, way });
                    break;
                }
            }
        }
        search
    }
}

/// The first of the blank lines that a range goes through, and how many there are.
fn blanks(lattice: &Lattice<'_>, at: CellRef, range: &Area, way: Way) -> Option<(u32, usize)> {
    let (first, last) = way.bounds(range);
    let corner = range.at(0, 0);
    let (start, end) = lattice.filled_between(way, corner, first, last)?;
    let own = way.rank(at);
    let is_beside = way.line(at) == way.line(corner) && at.sheet == range.sheet;
    // Lines kept free before the total, or after the header: two or three, beside the sum itself.
    let is_spare =
        |free: u32| (1..=SPARE).contains(&free) && is_beside && (own == last + 1 || own + 1 == first);
    let from = if is_spare(start - first) { first } else { start };
    let to = if is_spare(last - end) { last } else { end };
    match way {
        Way::Column => lattice.blank_rows(from, to),
        Way::Row => {
            let separates = |rank: &u32| {
                lattice.filled_of_column(*rank) <= TITLES && lattice.cell(way.cell(corner, *rank)).is_none()
            };
            let first = (from..=to).find(separates)?;
            Some((first, (first..=to).filter(separates).count()))
        }
    }
}
