//! One graph for a run: cells and their formulas, the lines read from them, the figures of each pack, the findings.

use std::collections::{BTreeMap, BTreeSet};

use super::Judged;
use super::bits::Bits;
use super::item::Item;
use crate::audit::Audit;
use crate::figures::Ledger;
use crate::findings::{Class, Effect};
use crate::formula::{CellRef, Drawn};
use crate::model::Place;

/// Findings whose reach is worked out: beyond, each stands for itself.
const MOST: usize = 200;

/// What follows from each finding's place.
pub(super) struct Graph {
    reaches: Vec<Option<Reach>>,
}

/// All that is computed or read from some places.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// The whole plan: a table or the workbook is at fault.
    everything: bool,
    /// Whether the finding itself is about what can be read and trusted.
    of_trust: bool,
    /// Whole rows of a sheet: a header is at fault.
    rows: Vec<(usize, u32, u32)>,
    /// The cells that it started from.
    seeds: BTreeSet<CellRef>,
    /// The formulas that are computed from them.
    drawn: Drawn,
    /// Figures of each pack: one bit each.
    figures: Vec<Bits>,
}

impl Graph {
    pub(super) fn new(judged: Judged<'_>, items: &[Item]) -> Self {
        // A lone finding has nothing to follow from.
        if items.len() < 2 {
            let reach = |item: &Item| Some(Reach::of(judged, item));
            return Self { reaches: items.iter().map(reach).collect() };
        }
        let mut left = MOST;
        let reaches = items
            .iter()
            .map(|item| {
                // Only what a cell or the workbook holds may be followed.
                let starts = item.is_cause() || item.heading.code.starts_with(['T', 'L', 'J']);
                (starts && left > 0).then(|| {
                    left -= 1;
                    Reach::of(judged, item)
                })
            })
            .collect();
        Self { reaches }
    }

    /// The reach of a finding.
    pub(super) fn reach(&self, index: usize) -> Option<&Reach> {
        self.reaches.get(index)?.as_ref()
    }
}

impl Reach {
    fn of(judged: Judged<'_>, item: &Item) -> Self {
        let audit = judged.audit;
        let mut reach = Self { of_trust: item.heading.class == Class::Trust, ..Self::default() };
        let places = &item.finding.places;
        // What nobody knows starts everywhere it stands; a value starts in its own cell, and in those mended with it.
        match &item.finding.effect {
            Effect::Unknown => places.iter().for_each(|place| reach.start(audit, place)),
            Effect::Mended(cells) => cells.iter().for_each(|(place, _)| reach.start(audit, place)),
            Effect::None => places.first().into_iter().for_each(|place| reach.start(audit, place)),
        }
        if let (Effect::Unknown, Some(beyond)) = (&item.finding.effect, &item.beyond) {
            beyond.places.iter().for_each(|place| reach.start(audit, place));
        }
        reach.follow(audit);
        reach.figures =
            judged.packs.iter().map(|pack| reach.figures_of(audit, &pack.computation.ledger)).collect();
        reach
    }

    fn start(&mut self, audit: &Audit<'_>, place: &Place) {
        match place {
            Place::Cell { .. } => {
                let Some(at) = audit.cell_of(place) else { return };
                self.seeds.insert(at);
                // A header stands for its table.
                let tables = audit.reading.tables.iter();
                let own = |name: &str| audit.recalculation.sheet_index(name) == Some(at.sheet);
                self.rows.extend(
                    tables
                        .filter(|table| table.header_row == at.row && own(&table.sheet))
                        .map(|table| (at.sheet, table.header_row, table.last_row)),
                );
            }
            Place::File { .. } | Place::Sheet { .. } => {
                self.everything |= place.file_name() == audit.recalculation.file();
            }
            Place::Field { .. } | Place::Line { .. } | Place::Page { .. } => {}
        }
    }

    /// Every formula that reads one of the cells, directly or through others.
    fn follow(&mut self, audit: &Audit<'_>) {
        if self.everything || (self.seeds.is_empty() && self.rows.is_empty()) {
            return;
        }
        self.drawn = audit.recalculation.drawn_from(self.seeds.iter().copied(), &self.rows);
    }

    /// True for a cell that it started from, or that is computed from one.
    fn holds_cell(&self, audit: &Audit<'_>, at: CellRef) -> bool {
        self.seeds.contains(&at) || audit.recalculation.is_drawn(&self.drawn, at)
    }

    /// True when one of the cells of a row is held.
    fn holds_line(&self, audit: &Audit<'_>, at: CellRef) -> bool {
        let row = CellRef { column: 0, ..at }..=CellRef { column: u32::MAX, ..at };
        self.seeds.range(row).next().is_some()
            || audit.recalculation.is_row_drawn(&self.drawn, at.sheet, at.row)
    }

    fn is_in_rows(&self, at: CellRef) -> bool {
        self.rows.iter().any(|(sheet, first, last)| *sheet == at.sheet && (*first..=*last).contains(&at.row))
    }

    /// The figures that come from the cells; operands stand before results in a ledger.
    fn figures_of(&self, audit: &Audit<'_>, ledger: &Ledger) -> Bits {
        let mut found = Bits::new(ledger.len());
        for key in ledger.keys() {
            let reached = match ledger.input(key) {
                Some(place) => audit.cell_of(place).is_some_and(|at| {
                    // A missing amount has only its line for a place.
                    self.holds_cell(audit, at)
                        || self.is_in_rows(at)
                        || (ledger.value(key).is_missing() && self.holds_line(audit, at))
                }),
                None => {
                    let mut any = false;
                    ledger.each_operand(key, |operand| any |= found.holds(operand.index()));
                    any
                }
            };
            if reached {
                found.insert(key.index());
            }
        }
        found
    }

    /// True when a finding was drawn from something here.
    pub(super) fn holds(&self, audit: &Audit<'_>, item: &Item) -> bool {
        // Without one of its tables there is no plan to judge; the cells of the others are what they are.
        if self.everything {
            return item.heading.class == Class::Plan;
        }
        // What a header makes unsure is what the cells under it are worth, not what else a line says.
        let of_cells = match item.heading.class {
            Class::Trust => self.of_trust,
            Class::Arithmetic => true,
            Class::Plan | Class::Application => false,
        };
        if item.finding.places.iter().any(|place| self.holds_place(audit, place, of_cells)) {
            return true;
        }
        let drawn = |(pack, keys): &(usize, Vec<crate::figures::FigureKey>)| {
            self.figures.get(*pack).is_some_and(|figures| keys.iter().any(|key| figures.holds(key.index())))
        };
        item.packs.iter().any(drawn)
    }

    fn holds_place(&self, audit: &Audit<'_>, place: &Place, of_cells: bool) -> bool {
        audit.cell_of(place).is_some_and(|at| self.holds_cell(audit, at) || (of_cells && self.is_in_rows(at)))
    }

    /// The cells that are computed from the first ones, nearest sheets and rows first.
    pub(super) fn spread<'a>(&'a self, audit: &'a Audit<'_>) -> impl Iterator<Item = Place> + 'a {
        let own: BTreeMap<usize, u32> = self.seeds.iter().map(|seed| (seed.sheet, seed.row)).collect();
        let drawn = audit.recalculation.cells_drawn(&self.drawn);
        let mut cells: Vec<CellRef> = drawn.filter(|cell| !self.seeds.contains(cell)).collect();
        cells.sort_by_key(|cell| (!own.contains_key(&cell.sheet), *cell));
        cells.into_iter().map(|cell| audit.place(cell))
    }
}
