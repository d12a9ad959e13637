//! Loops that are none. A formula names ranges where it stands itself, and reads only some of their cells: the row of the
//! cell by a name of a whole column, one cell by `INDEX`, one branch of `IF`. A spreadsheet sees no loop there: what turns
//! is what each formula really reads, as long as it computes.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::area::CellRef;
use super::follow::{Work, number};
use super::outcome::{Outcome, Recalculated};
use super::value::Value;

impl Work<'_> {
    /// Goes again through the loops of the run that has just ended, and through what read them in it, with what each
    /// formula really reads.
    pub(super) fn untie(&mut self) {
        let is_loop = |one: &Option<Recalculated>| {
            one.as_ref().is_some_and(|one| matches!(one.outcome, Outcome::Circular(_)))
        };
        let mut turning: BTreeSet<usize> = BTreeSet::new();
        // A formula is finished after those it reads, unless they are in a loop with it.
        for index in self.finished.iter().map(|index| *index as usize) {
            if self.found.get(index).is_some_and(is_loop)
                || self.reads(index).iter().any(|read| turning.contains(&(*read as usize)))
            {
                turning.insert(index);
            }
        }
        if turning.is_empty() {
            return;
        }
        let spans: Vec<(usize, (u32, u32))> =
            turning.iter().filter_map(|index| Some((*index, *self.spans.get(*index)?))).collect();
        let length = self.read.len();
        for index in &turning {
            self.note_what_is_read(*index, &turning);
        }
        for index in &turning {
            if let (Some(found), Some(depth)) = (self.found.get_mut(*index), self.depths.get_mut(*index)) {
                (*found, *depth) = (None, 0);
            }
        }
        self.is_untying = true;
        for index in &turning {
            if !self.is_done(*index) {
                self.follow(*index);
            }
        }
        self.is_untying = false;
        // What a formula may read is what follows from it: a branch that is not taken today may be tomorrow.
        self.read.truncate(length);
        for (index, span) in spans {
            if let Some(own) = self.spans.get_mut(index) {
                *own = span;
            }
        }
    }

    fn reads(&self, index: usize) -> &[u32] {
        let (start, end) = self.spans.get(index).copied().unwrap_or_default();
        self.read.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Notes which of the turning formulas one of them reads as it computes, with the saved values of all. Where that
    /// cannot be known, all that it names stands.
    fn note_what_is_read(&mut self, index: usize, turning: &BTreeSet<usize>) {
        let Some(at) = self.index.at(index) else { return };
        let Ok(tree) = self.tree(at) else { return };
        let met: RefCell<BTreeSet<u32>> = RefCell::default();
        let is_unknown = RefCell::new(false);
        let read = |cell: CellRef| {
            let own = self.index.find(cell).filter(|index| turning.contains(index));
            let Some(own) = own else { return self.recomputed(cell) };
            met.borrow_mut().insert(number(own));
            let value = self.typed(cell);
            if value == Value::Empty {
                is_unknown.replace(true);
            }
            value
        };
        let is_computed = self.intersected(at, &tree, &read).is_ok();
        if self.steps.get() == 0 {
            self.too_long.insert(index);
        }
        if !is_computed || is_unknown.into_inner() {
            return;
        }
        let start = self.read.len();
        self.read.extend(met.into_inner());
        self.close_span(index, start);
    }
}
