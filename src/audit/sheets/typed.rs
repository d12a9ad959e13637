//! Numbers typed where the cells beside them compute.

use rust_decimal::Decimal;

use super::Sheets;
use super::lattice::{Lattice, is_number, typed};
use super::steps::Steps;
use super::way::Way;
use crate::formula::{CellRef, Value};
use crate::source::workbook::sheet::Cell;

/// How far along a row the formula of another cell is tried.
const ALONG: u32 = 4;

/// How far along a column.
const DOWN: u32 = 1;

/// Digits that make it no accident that a typed number is what a formula gives.
pub(super) const DIGITS: usize = 3;

/// Formulas of one kind, at least, that a typed number interrupts.
const INTERRUPTED: usize = 3;

/// What the trial of a formula costs, beside the cells it reads and its length.
const TRIAL: u64 = 200;

/// Cells of one area that a formula on trial may read.
const AREA: u64 = 65_535;

/// A number typed where a formula is expected.
#[derive(Debug)]
pub struct Typed {
    /// The number.
    pub at: CellRef,
    /// The cell whose formula is expected.
    pub model: CellRef,
    /// That formula, as it would be here.
    pub formula: String,
    /// What it would give.
    pub computed: Value,
}

/// The numbers typed in the place of formulas.
#[derive(Debug, Default)]
pub struct TypedNumbers {
    /// Those that are what the formula of a neighbour gives: a result that was pasted.
    pub results: Vec<Typed>,
    /// Those between two formulas filled from one another, and that these do not give.
    pub between: Vec<Typed>,
    /// Numbers that were compared with the formulas beside them.
    pub tried: usize,
    /// Numbers that were not tried: the workbook has too many.
    pub untried: usize,
}

impl Sheets<'_> {
    /// The numbers typed in the place of formulas.
    pub(super) fn find_typed(&self) -> TypedNumbers {
        let mut found = TypedNumbers::default();
        let mut steps = Steps::new();
        for lattice in &self.lattices {
            for cell in lattice.cells() {
                let Some(number) = typed(cell) else { continue };
                let at = lattice.at(cell);
                let is_filled_in =
                    lattice.sheet.is_spilled(at.row, at.column) || lattice.sheet.is_pivot(at.row, at.column);
                if number.is_zero() || is_filled_in {
                    continue;
                }
                let models = self.models(lattice, at);
                if models.is_empty() {
                    continue;
                }
                if !steps.take(models.iter().map(|model| self.cost(*model, at)).sum()) {
                    found.untried += 1;
                    continue;
                }
                found.tried += 1;
                if let Some(one) = self.pasted(at, number, &models) {
                    found.results.push(one);
                } else if let Some(one) = self.interrupts(lattice, at) {
                    found.between.push(one);
                }
            }
        }
        found
    }

    /// What the trial of a formula in another cell costs.
    fn cost(&self, model: CellRef, at: CellRef) -> u64 {
        let areas = self.recalculation.areas_as_if(model, at);
        let formula = self.recalculation.content(model).and_then(|cell| cell.formula.as_deref());
        TRIAL
            + areas.iter().map(|area| area.size().min(AREA)).sum::<u64>()
            + formula.map_or(0, |formula| formula.len() as u64)
    }

    /// The cells whose formula may have been meant here, nearest first.
    fn models(&self, lattice: &Lattice<'_>, at: CellRef) -> Vec<CellRef> {
        let mut models = Vec::new();
        for distance in 1..=ALONG {
            for way in Way::BOTH {
                if way == Way::Column && distance > DOWN {
                    continue;
                }
                let own = way.rank(at);
                for rank in [own.checked_sub(distance), own.checked_add(distance)].into_iter().flatten() {
                    let other = way.cell(at, rank);
                    if lattice.cell(other).is_some_and(|cell| cell.formula.is_some()) {
                        models.push(other);
                    }
                }
            }
        }
        models
    }

    /// A number that is what one of the formulas would give.
    fn pasted(&self, at: CellRef, number: Decimal, models: &[CellRef]) -> Option<Typed> {
        if digits(number) < DIGITS {
            return None;
        }
        // What a sum adds up is one of its lines: a balanced plan may well have one as large as the others together.
        let reads_it =
            |model: &CellRef| self.recalculation.areas(*model).iter().any(|area| area.contains(at));
        models.iter().filter(|model| !reads_it(model)).find_map(|model| {
            let (formula, computed) = self.as_if_filled(*model, at)?;
            let Value::Number(result) = &computed else { return None };
            let is_it =
                result.round_dp(number.scale()) == number || (*result - number).abs() < Decimal::new(1, 9);
            is_it.then_some(Typed { at, model: *model, formula, computed })
        })
    }

    /// A number between two formulas that were filled from one another down a column.
    fn interrupts(&self, lattice: &Lattice<'_>, at: CellRef) -> Option<Typed> {
        let shape = |row: Option<u32>| self.recalculation.shape(CellRef { row: row?, ..at });
        let (above, below) = (shape(at.row.checked_sub(1))?, shape(at.row.checked_add(1))?);
        if above != below {
            return None;
        }
        let column = lattice.column_between(at.column, at.row.saturating_sub(50), at.row.saturating_add(50));
        let of_shape = |cell: &&&Cell| self.recalculation.shape(lattice.at(cell)) == Some(above);
        if column.iter().filter(of_shape).count() < INTERRUPTED {
            return None;
        }
        let model = CellRef { row: at.row - 1, ..at };
        let (formula, computed) = self.as_if_filled(model, at)?;
        matches!(computed, Value::Number(_)).then_some(Typed { at, model, formula, computed })
    }

    /// The formula of a cell in another, where it would compute with numbers: two at least, and most of what it reads.
    fn as_if_filled(&self, model: CellRef, at: CellRef) -> Option<(String, Value)> {
        let (mut read, mut numbers) = (0, 0);
        for area in self.recalculation.areas_as_if(model, at) {
            let lattice = self.lattices.get(area.sheet)?;
            if area.size() > AREA {
                return None;
            }
            read += area.size();
            numbers += lattice.filled(&area).filter(|cell| is_number(cell)).count() as u64;
        }
        if numbers < 2 || numbers * 10 < read * 6 {
            return None;
        }
        self.recalculation.as_if_filled(model, at)
    }
}

/// The digits of a number, those that only say its size left out.
pub(super) fn digits(number: Decimal) -> usize {
    let digits = number.mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').len()
}
