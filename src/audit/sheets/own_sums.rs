//! The sums that a table is made of: one range, of the row or of the column where its sum stands.

use super::Sheets;
use super::way::Way;
use crate::formula::{Area, CellRef};

/// A sum of one range of its own line.
#[derive(Debug, Clone, Copy)]
pub(super) struct OwnSum {
    /// The sum.
    pub at: CellRef,
    /// What it adds up; never itself.
    pub range: Area,
    /// Along which way the range goes.
    pub way: Way,
}

impl Sheets<'_> {
    /// The sums of one range of their own line, in the order of the sheets.
    pub(super) fn find_own_sums(&self) -> Vec<OwnSum> {
        let sums = self.formulas().filter(|(_, form)| form.is_one_sum).filter_map(|(at, form)| {
            let range = form.sums(at).next()?;
            let way = Way::BOTH.into_iter().find(|way| way.holds(at, &range))?;
            (!range.contains(at)).then_some(OwnSum { at, range, way })
        });
        sums.collect()
    }
}
