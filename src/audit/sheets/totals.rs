//! Totals that were typed: the number is the sum of those above it, or before it.

use rust_decimal::Decimal;

use super::Sheets;
use super::lattice::{Lattice, Way, is_number, typed};
use super::typed::{DIGITS, digits};
use crate::formula::{Area, CellRef, Value};
use crate::model::text::normalise;
use crate::source::workbook::sheet::CellRange;

/// Numbers, at least, whose sum is no accident.
const LINES: usize = 4;

/// Numbers looked at, at most.
const MOST: usize = 500;

/// A total that was typed.
#[derive(Debug)]
pub struct TypedTotal {
    /// The number.
    pub at: CellRef,
    /// The cells whose sum it is.
    pub range: Area,
}

impl Sheets<'_> {
    /// The totals that were typed, in the sheets that have formulas, and how many numbers were compared.
    #[must_use]
    pub fn typed_totals(&self) -> (Vec<TypedTotal>, usize) {
        let (mut found, mut compared) = (Vec::new(), 0);
        for lattice in &self.lattices {
            if !lattice.cells().any(|cell| cell.formula.is_some()) {
                continue;
            }
            for way in Way::BOTH {
                for line in lattice.lines(way) {
                    for cell in line {
                        let Some(number) = typed(cell) else { continue };
                        let at = lattice.at(cell);
                        compared += usize::from(way == Way::Column);
                        let least = if is_called_total(lattice, at) { DIGITS } else { DIGITS + 1 };
                        if digits(number) >= least
                            && let Some(range) = sum_before(lattice, at, number, way)
                            && !found.iter().any(|one: &TypedTotal| one.at == at)
                        {
                            found.push(TypedTotal { at, range });
                        }
                    }
                }
            }
        }
        // A line of a table may be as large as those before it: what adds up all of them says that it is one.
        let is_line = |one: &TypedTotal| {
            let first = one.range.at(0, 0);
            self.formulas()
                .any(|(at, form)| form.sums(at).any(|sum| sum.contains(one.at) && sum.contains(first)))
        };
        found.retain(|one| !is_line(one));
        (found, compared)
    }
}

/// True when a text of the row, before the cell, calls it a total.
pub(super) fn is_called_total(lattice: &Lattice<'_>, at: CellRef) -> bool {
    let before = lattice.sheet.row(at.row).iter().filter(|cell| cell.column < at.column);
    before.filter_map(|cell| cell.text()).any(|text| {
        let text = normalise(text);
        text.split(' ')
            .any(|word| matches!(word, "total" | "totaux" | "totals" | "somme" | "sum" | "ensemble"))
    })
}

/// The numbers that end before a cell, one blank line passed over, whose sum is a number.
fn sum_before(lattice: &Lattice<'_>, at: CellRef, number: Decimal, way: Way) -> Option<Area> {
    let (mut sum, mut count, mut is_blank) = (Decimal::ZERO, 0, false);
    let mut last = None;
    for rank in (0..way.rank(at)).rev() {
        let other = way.cell(at, rank);
        match lattice.cell(other) {
            Some(cell) if is_number(cell) => {
                let Value::Number(one) = Value::of_cell(&cell.value) else { return None };
                sum = sum.checked_add(one)?;
                count += 1;
                is_blank = false;
                last.get_or_insert(rank);
            }
            None if !is_blank => {
                is_blank = true;
                continue;
            }
            _ => return None,
        }
        if count >= LINES && sum == number {
            let (first, last) = (way.cell(at, rank), way.cell(at, last?));
            let range = CellRange {
                first_row: first.row,
                last_row: last.row,
                first_column: first.column,
                last_column: last.column,
            };
            return Some(Area { sheet: at.sheet, range });
        }
        if count >= MOST {
            return None;
        }
    }
    None
}
