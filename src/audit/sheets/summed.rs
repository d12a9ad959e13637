//! What stands in the ranges that are added up, and is no number that one sees.

use std::collections::{BTreeMap, BTreeSet};

use super::Sheets;
use super::lattice::{Lattice, is_number};
use super::way::Way;
use crate::formula::{Area, CellRef};
use crate::source::amount::parse_number;
use crate::source::workbook::sheet::{Cell, CellValue};

/// Cells of ranges looked at, over the whole workbook.
const CELLS: usize = 2_000_000;

/// Numbers, at least, among which another thing is out of place.
const NUMBERS: usize = 2;

/// Numbers that may be years.
const YEARS: std::ops::RangeInclusive<f64> = 1_900.0..=2_100.0;

/// Cells that sums read.
#[derive(Debug, Default)]
pub struct Summed {
    /// Numbers kept as texts, each with a sum that leaves it out.
    pub texts: BTreeMap<CellRef, CellRef>,
    /// Dates, each with a sum that adds it up as a number of days.
    pub dates: BTreeMap<CellRef, CellRef>,
    /// Years at the head of a range, each with a sum that adds it up with the amounts below.
    pub years: BTreeMap<CellRef, CellRef>,
    /// Numbers that nobody sees, and why, each with a sum that counts it.
    pub hidden: BTreeMap<CellRef, (Hidden, CellRef)>,
    /// Sums of amounts of several currencies or units, with their names.
    pub mixed: BTreeMap<CellRef, BTreeSet<String>>,
    /// Ranges that were looked at.
    pub seen: usize,
    /// Ranges that were not looked at: the workbook has too many.
    pub unseen: usize,
}

/// The year that a range begins with: one of several that follow one another across it, before numbers that are no years.
fn year_at_head(lattice: &Lattice<'_>, range: &Area, cells: &[&Cell]) -> Option<CellRef> {
    let way = match (range.rows(), range.columns()) {
        (_, 1) => Way::Column,
        (1, _) => Way::Row,
        _ => return None,
    };
    let head = range.at(0, 0);
    let (first, others) = cells.split_first()?;
    let own = year(first).filter(|_| lattice.at(first) == head)?;
    let across = way.other();
    let rank = across.rank(head);
    let follows = |rank: Option<u32>| {
        let beside = rank.and_then(|rank| lattice.cell(across.cell(head, rank)));
        beside.and_then(year).is_some_and(|other| other.abs_diff(own) == 1)
    };
    let is_amount = |cell: &&Cell| is_number(cell) && year(cell).is_none();
    // What follows another number is a line, whatever it is worth.
    let before = way.rank(head).checked_sub(1).and_then(|rank| lattice.cell(way.cell(head, rank)));
    let is_header =
        !before.is_some_and(is_number) && (follows(rank.checked_sub(1)) || follows(rank.checked_add(1)));
    (is_header && others.iter().any(is_amount)).then_some(head)
}

/// The year that a number may be.
fn year(cell: &Cell) -> Option<u32> {
    match cell.value {
        CellValue::Number(number) if number.fract() == 0.0 && YEARS.contains(&number) => Some(number as u32),
        _ => None,
    }
}

/// Why a number is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hidden {
    /// Its row is hidden.
    Row,
    /// Its row is left out by a filter.
    Filter,
    /// Its column is hidden.
    Column,
    /// Its format or its colour hides it.
    Unseen,
    /// It is struck through.
    Struck,
}

impl Sheets<'_> {
    /// What stands in the ranges that are added up.
    pub(super) fn find_summed(&self) -> Summed {
        let mut found = Summed::default();
        let mut left = CELLS;
        let mut seen = BTreeSet::new();
        for (at, form) in self.formulas() {
            for range in form.sums(at) {
                let Some(lattice) = self.lattices.get(range.sheet) else { continue };
                if !seen.insert(range) {
                    continue;
                }
                let mut cells: Vec<&Cell> = Vec::new();
                for cell in lattice.filled(&range) {
                    if left == 0 {
                        break;
                    }
                    left -= 1;
                    cells.push(cell);
                }
                if left == 0 {
                    found.unseen += 1;
                    continue;
                }
                found.seen += 1;
                if let Some(year) = year_at_head(lattice, &range, &cells) {
                    found.years.entry(year).or_insert(at);
                }
                let numbers = cells.iter().filter(|cell| is_number(cell)).count();
                let mut units = BTreeSet::new();
                for cell in &cells {
                    let own = lattice.at(cell);
                    match &cell.value {
                        CellValue::Text(text) if numbers >= NUMBERS && parse_number(text).is_ok() => {
                            found.texts.entry(own).or_insert(at);
                        }
                        CellValue::Date(_) if numbers >= NUMBERS => {
                            found.dates.entry(own).or_insert(at);
                        }
                        CellValue::Number(number) if *number != 0.0 => {
                            if let Some(why) = self.hidden(own) {
                                found.hidden.entry(own).or_insert((why, at));
                            }
                            let look = lattice.sheet.look(cell);
                            let unit = look.and_then(|look| look.currency.as_ref().or(look.unit.as_ref()));
                            units.extend(unit.map(ToString::to_string));
                        }
                        _ => {}
                    }
                }
                if units.len() > 1 {
                    found.mixed.entry(at).or_insert(units);
                }
            }
        }
        found
    }

    fn hidden(&self, at: CellRef) -> Option<Hidden> {
        let lattice = self.lattices.get(at.sheet)?;
        let look = lattice.sheet.look(lattice.cell(at)?);
        // What a filter hides is told as such.
        if lattice.sheet.has_filter_criteria() && lattice.sheet.is_row_filtered(at.row) {
            Some(Hidden::Filter)
        } else if lattice.sheet.is_row_hidden(at.row) {
            Some(Hidden::Row)
        } else if lattice.sheet.is_column_hidden(at.column) {
            Some(Hidden::Column)
        } else if look.is_some_and(|look| look.is_unseen) {
            Some(Hidden::Unseen)
        } else {
            look.is_some_and(|look| look.is_struck).then_some(Hidden::Struck)
        }
    }
}
