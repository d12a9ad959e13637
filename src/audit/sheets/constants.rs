//! Calculations made of numbers alone, among numbers that were typed.

use super::Sheets;
use super::lattice::{Lattice, typed};
use super::way::Way;
use crate::formula::CellRef;

/// Typed numbers, at least, that stand around.
const AROUND: usize = 3;

/// How far they are looked for.
const FAR: u32 = 6;

impl Sheets<'_> {
    /// The cells that compute with numbers alone while their neighbours are typed, and how many such calculations there are.
    #[must_use]
    pub fn of_constants(&self) -> (Vec<CellRef>, usize) {
        let (mut found, mut compared) = (Vec::new(), 0);
        for (at, form) in self.formulas() {
            let Some(lattice) = self.lattices.get(at.sheet) else { continue };
            compared += usize::from(form.is_of_constants);
            if form.is_of_constants
                && !Way::BOTH.into_iter().any(|way| self.is_the_way_of(lattice, at, way))
                && Way::BOTH.into_iter().any(|way| self.stands_among_typed(lattice, at, way))
            {
                found.push(at);
            }
        }
        (found, compared)
    }

    /// True when the cells that touch it are made likewise: the sheet is made so.
    fn is_the_way_of(&self, lattice: &Lattice<'_>, at: CellRef, way: Way) -> bool {
        let own = way.rank(at);
        let is_alike = |rank: &u32| {
            let other = way.cell(at, *rank);
            lattice.cell(other).is_some() && self.form(other).is_some_and(|form| form.is_of_constants)
        };
        let before = (0..own).rev().take_while(is_alike).take(AROUND).count();
        let after = (own + 1..=own.saturating_add(FAR)).take_while(is_alike).count();
        before + after + 1 >= AROUND
    }

    fn stands_among_typed(&self, lattice: &Lattice<'_>, at: CellRef, way: Way) -> bool {
        let own = way.rank(at);
        let (mut numbers, mut alike) = (0, 0);
        for rank in own.saturating_sub(FAR)..=own.saturating_add(FAR) {
            let other = way.cell(at, rank);
            let Some(cell) = lattice.cell(other) else { continue };
            if typed(cell).is_some() {
                numbers += 1;
            } else if self.form(other).is_some_and(|form| form.is_of_constants) {
                alike += 1;
            }
        }
        numbers >= AROUND && numbers >= alike * AROUND
    }
}
