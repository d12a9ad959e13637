//! Whole blocks that a total forgets or counts twice: it is their subtotal that is named.

use std::collections::BTreeSet;

use super::covered::covered;
use crate::audit::Audit;
use crate::formula::CellRef;
use crate::model::DeclaredTotal;

impl<'a> Audit<'a> {
    /// The subtotal of the total's column whose lines are exactly these.
    #[must_use]
    pub fn subtotal_of(&self, total: &DeclaredTotal, lines: &[CellRef]) -> Option<&'a DeclaredTotal> {
        let wanted: BTreeSet<CellRef> = lines.iter().copied().collect();
        self.subtotals(total).find(|(_, cells)| *cells == wanted).map(|(subtotal, _)| subtotal)
    }

    /// A subtotal of the total's column, all of whose lines are among those left out: its cell and these lines.
    #[must_use]
    pub fn forgotten_subtotal(
        &self,
        total: &DeclaredTotal,
        outside: &[CellRef],
    ) -> Option<(CellRef, BTreeSet<CellRef>)> {
        if outside.is_empty() {
            return None;
        }
        let outside: BTreeSet<CellRef> = outside.iter().copied().collect();
        self.subtotals(total)
            .filter(|(_, cells)| cells.is_subset(&outside))
            .max_by_key(|(_, cells)| cells.len())
            .and_then(|(subtotal, cells)| Some((self.cell_of(&subtotal.place)?, cells)))
    }

    /// The other totals of a total's column, with the cells of their lines.
    fn subtotals<'b>(
        &'b self,
        total: &'b DeclaredTotal,
    ) -> impl Iterator<Item = (&'a DeclaredTotal, BTreeSet<CellRef>)> + 'b {
        let own = self.cell_of(&total.place);
        self.budget().declared_totals.iter().filter_map(move |other| {
            let at = self.cell_of(&other.place)?;
            if Some(at) == own || own.is_none_or(|own| (own.sheet, own.column) != (at.sheet, at.column)) {
                return None;
            }
            let lines = covered(self, other).ok()?;
            let cells: BTreeSet<CellRef> =
                lines.iter().map(|line| self.cell_of(&line.place)).collect::<Option<_>>()?;
            (!cells.is_empty()).then_some((other, cells))
        })
    }
}
