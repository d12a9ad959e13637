//! Calculations that read a text, or a blank cell where their neighbours read a number.

use super::Sheets;
use super::lattice::Lattice;
use super::way::Way;
use crate::formula::{Area, CellRef, Form};
use crate::source::amount::parse_number;

/// Neighbours filled from the same formula, before and after, at least, that all read something.
const NEIGHBOURS: usize = 4;

/// How far they are looked for.
const FAR: u32 = 4;

/// A calculation that reads what is no number.
#[derive(Debug)]
pub struct Reads {
    /// The formula.
    pub at: CellRef,
    /// What it reads.
    pub cell: CellRef,
}

/// Calculations that read what is no number.
#[derive(Debug, Default)]
pub struct NoNumbers {
    /// Those that read a text.
    pub texts: Vec<Reads>,
    /// Those that read a blank cell, unlike their neighbours.
    pub blanks: Vec<Reads>,
    /// How many calculations read single cells.
    pub compared: usize,
}

impl Sheets<'_> {
    /// Calculations that read what is no number.
    #[must_use]
    pub fn no_numbers(&self) -> NoNumbers {
        let mut found = NoNumbers::default();
        for (at, form) in self.formulas() {
            let Some(lattice) = self.lattices.get(at.sheet) else { continue };
            found.compared += usize::from(form.singles(at).next().is_some());
            let text = form.singles(at).filter_map(|area| area.single()).find(|cell| self.is_text(*cell));
            if let Some(cell) = text {
                found.texts.push(Reads { at, cell });
                continue;
            }
            let blank = form.singles(at).find(|area| self.is_blank(area));
            if let Some(cell) = blank.and_then(|area| area.single())
                && self.neighbours_read(lattice, at, form)
            {
                found.blanks.push(Reads { at, cell });
            }
        }
        found
    }

    fn is_text(&self, at: CellRef) -> bool {
        let cell = self.lattices.get(at.sheet).and_then(|lattice| lattice.cell(at));
        cell.is_some_and(|cell| {
            cell.formula.is_none() && cell.text().is_some_and(|text| parse_number(text).is_err())
        })
    }

    fn is_blank(&self, area: &Area) -> bool {
        area.single()
            .is_some_and(|at| self.lattices.get(at.sheet).is_some_and(|lattice| lattice.cell(at).is_none()))
    }

    /// True when the cells filled from the same formula, near this one, all read something.
    fn neighbours_read(&self, lattice: &Lattice<'_>, at: CellRef, form: &Form) -> bool {
        let shape = self.recalculation.shape(at);
        Way::BOTH.into_iter().any(|way| {
            let own = way.rank(at);
            let alike = |rank: &u32| {
                let other = way.cell(at, *rank);
                lattice.cell(other).is_some() && self.recalculation.shape(other) == shape
            };
            let before: Vec<u32> = (own.saturating_sub(FAR)..own).filter(alike).collect();
            let after: Vec<u32> = (own + 1..=own.saturating_add(FAR)).filter(alike).collect();
            let reads = |rank: &u32| !form.singles(way.cell(at, *rank)).any(|area| self.is_blank(&area));
            !before.is_empty()
                && !after.is_empty()
                && before.len() + after.len() >= NEIGHBOURS
                && before.iter().chain(&after).all(reads)
        })
    }
}
