//! How the formula of a total takes its lines, through the totals it adds.

use std::collections::BTreeMap;

use super::additive::{is_additive, is_subtotal};
use super::covered::{Covered, covered};
use super::verdict::Coverage;
use crate::audit::Audit;
use crate::formula::CellRef;
use crate::model::budget::DeclaredTotal;

/// Most cells counted while following the formulas of totals.
const COUNTED_CELLS: usize = 2_000_000;

/// The totals of the workbook by their cells.
pub(super) struct TotalIndex<'a> {
    totals: BTreeMap<CellRef, &'a DeclaredTotal>,
    /// How many more cells may be counted: beyond, the totals are compared without their formulas.
    left: std::cell::Cell<usize>,
}

impl<'a> TotalIndex<'a> {
    pub(super) fn new(audit: &Audit<'a>) -> Self {
        let totals = audit.budget().declared_totals.iter();
        Self {
            totals: totals
                .filter_map(|total| Some((audit.recalculation.cell_of(&total.place)?, total)))
                .collect(),
            left: std::cell::Cell::new(COUNTED_CELLS),
        }
    }

    /// How the formula of a total takes its lines; `None` when it does anything else than add.
    pub(super) fn coverage(&self, audit: &Audit<'_>, total: CellRef, lines: &[Covered]) -> Option<Coverage> {
        let mut counts = BTreeMap::new();
        let mut through = Vec::new();
        self.count(audit, total, 0, &mut counts, &mut through)?;
        let cells: Vec<CellRef> =
            lines.iter().map(|line| audit.recalculation.cell_of(&line.place)).collect::<Option<_>>()?;
        if cells.iter().any(|cell| (cell.sheet, cell.column) != (total.sheet, total.column)) {
            return None;
        }
        let mut coverage = Coverage::default();
        let areas = audit.recalculation.areas(total);
        let ranges: Vec<_> = areas.iter().filter(|area| area.single().is_none()).collect();
        for cell in cells {
            match counts.get(&cell).copied().unwrap_or(0) {
                0 => {
                    let touches = ranges.iter().any(|area| {
                        area.sheet == cell.sheet
                            && (cell.row.saturating_add(1) == area.range.first_row
                                || cell.row == area.range.last_row.saturating_add(1))
                    });
                    if touches { coverage.edges.push(cell) } else { coverage.outside.push(cell) }
                }
                1 => {}
                _ => coverage.doubled.push(cell),
            }
        }
        if !coverage.doubled.is_empty() {
            through.sort_unstable();
            through.dedup();
            coverage.through = through;
        }
        // A range that stops two lines early misses both: what follows an edge is at the edge too.
        if !coverage.edges.is_empty() {
            coverage.edges.append(&mut coverage.outside);
            coverage.edges.sort_unstable();
        }
        Some(coverage)
    }

    /// Counts how often each cell enters a total, through the totals it adds.
    fn count(
        &self,
        audit: &Audit<'_>,
        total: CellRef,
        depth: usize,
        counts: &mut BTreeMap<CellRef, u32>,
        through: &mut Vec<CellRef>,
    ) -> Option<()> {
        let formula = audit.recalculation.content(total)?.formula.as_ref()?;
        let areas = audit.recalculation.areas(total);
        if depth > 8 || !is_additive(formula) || areas.is_empty() {
            return None;
        }
        let leaves_subtotals = is_subtotal(formula);
        for area in &areas {
            if area.sheet != total.sheet
                || area.range.first_column != total.column
                || area.range.last_column != total.column
            {
                return None;
            }
            let sheet = audit.recalculation.sheet(total)?;
            for cell in sheet.rows_between(area.range.first_row, area.range.last_row).flatten() {
                let at = CellRef { sheet: area.sheet, row: cell.row, column: cell.column };
                self.left.set(self.left.get().checked_sub(1)?);
                if cell.column != total.column {
                    continue;
                }
                let Some(inner) = self.totals.get(&at) else {
                    *counts.entry(at).or_default() += 1;
                    continue;
                };
                if leaves_subtotals && cell.formula.as_ref().is_some_and(|formula| is_subtotal(formula)) {
                    continue;
                }
                if area.single().is_none() {
                    through.push(at);
                }
                let mut of_inner = BTreeMap::new();
                if self.count(audit, at, depth + 1, &mut of_inner, &mut Vec::new()).is_none() {
                    // Typed by hand, or computed otherwise: it stands for the lines it covers.
                    of_inner.clear();
                    for line in covered(audit, inner).ok()? {
                        *of_inner.entry(audit.recalculation.cell_of(&line.place)?).or_default() += 1;
                    }
                }
                for (line, times) in of_inner {
                    *counts.entry(line).or_default() += times;
                }
            }
        }
        Some(())
    }
}
