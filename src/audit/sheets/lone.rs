//! Formulas that are like no other around them.

use std::collections::BTreeMap;

use super::Sheets;
use super::lattice::Lattice;
use super::way::Way;
use crate::formula::{CellRef, Form};
use crate::source::workbook::sheet::Cell;

/// Formulas of one kind, at least, that make a line.
const LINE: usize = 2;

/// A formula unlike those beside it.
#[derive(Debug)]
pub struct Lone {
    /// The formula.
    pub at: CellRef,
    /// The nearest of the others.
    pub model: CellRef,
    /// How many of the others are of one kind, and how many formulas stand in the line.
    pub count: (usize, usize),
    /// Along which way they follow one another.
    pub way: Way,
}

/// Formulas unlike their neighbours.
#[derive(Debug, Default)]
pub struct Lones {
    /// Those with the same functions that do not read where the others read.
    pub elsewhere: Vec<Lone>,
    /// Those that are their neighbours’ formula, and one number more.
    pub added: Vec<Lone>,
    /// How many formulas were compared.
    pub compared: usize,
}

impl Sheets<'_> {
    /// Formulas unlike their neighbours, along a row or a column.
    pub(super) fn find_lone(&self) -> Lones {
        let mut found = Lones::default();
        for lattice in &self.lattices {
            let kinds = self.kinds(lattice);
            for way in Way::BOTH {
                for line in lattice.lines(way) {
                    for run in runs(lattice, way, &line) {
                        found.compared += run.len();
                        self.of_run(&kinds, way, &run, &mut found);
                    }
                }
            }
        }
        // A cell is told once, along the first way it is odd.
        let mut seen = std::collections::BTreeSet::new();
        found.added.retain(|one| seen.insert(one.at));
        found.elsewhere.retain(|one| seen.insert(one.at));
        found
    }

    /// How many times each calculation stands in each row and in each column.
    fn kinds(&self, lattice: &Lattice<'_>) -> BTreeMap<(Way, u32, u32), usize> {
        let mut kinds = BTreeMap::new();
        for cell in lattice.cells().filter(|cell| cell.formula.is_some()) {
            let at = lattice.at(cell);
            let Some(form) = self.form(at) else { continue };
            for way in Way::BOTH {
                *kinds.entry((way, way.line(at), form.calculation)).or_insert(0) += 1;
            }
        }
        kinds
    }

    fn of_run(&self, kinds: &BTreeMap<(Way, u32, u32), usize>, way: Way, run: &[CellRef], found: &mut Lones) {
        let forms: Vec<(CellRef, &Form)> =
            run.iter().filter_map(|at| self.form(*at).map(|form| (*at, form))).collect();
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for (_, form) in &forms {
            *counts.entry(form.calculation).or_insert(0) += 1;
        }
        let Some((top, count)) = counts.iter().max_by_key(|(_, count)| **count) else { return };
        if *count < LINE || forms.len() == *count {
            return;
        }
        for (rank, (at, form)) in forms.iter().enumerate() {
            if form.calculation == *top {
                continue;
            }
            let beside = |other: Option<usize>| {
                other.and_then(|other| forms.get(other)).filter(|(_, form)| form.calculation == *top)
            };
            let (before, after) = (beside(rank.checked_sub(1)), beside(rank.checked_add(1)));
            let Some((model, likely)) = before.or(after) else { continue };
            let is_once = Way::BOTH
                .into_iter()
                .all(|way| kinds.get(&(way, way.line(*at), form.calculation)).is_none_or(|count| *count < 2));
            let lone = || Lone { at: *at, model: *model, count: (*count, forms.len()), way };
            if form.adds_a_number_to(likely) && before.is_some() && after.is_some() {
                found.added.push(lone());
            } else if is_once
                && form.skeleton == likely.skeleton
                // `SUM('Feuille'!$C$20:$N$20)` reads what `SUM(C20:N20)` reads.
                && self.recalculation.areas(*at) != self.recalculation.areas_as_if(*model, *at)
                && (before.is_some() && after.is_some() || *count * 10 >= forms.len() * 6)
            {
                found.elsewhere.push(lone());
            }
        }
    }
}

/// The formulas of a line that touch one another.
fn runs(lattice: &Lattice<'_>, way: Way, line: &[&Cell]) -> Vec<Vec<CellRef>> {
    let mut runs: Vec<Vec<CellRef>> = Vec::new();
    for cell in line.iter().filter(|cell| cell.formula.is_some()) {
        let at = lattice.at(cell);
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| way.rank(*last) + 1 == way.rank(at)) => run.push(at),
            _ => runs.push(vec![at]),
        }
    }
    runs.retain(|run| run.len() > LINE);
    runs
}
