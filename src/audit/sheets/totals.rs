//! Totals that were typed: the number is the sum of those above it, or before it.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::Sheets;
use super::lattice::{Lattice, is_number, typed};
use super::steps::{Search, Steps};
use super::typed::{DIGITS, digits};
use super::way::{Way, between};
use crate::formula::{Area, CellRef, Value};
use crate::source::workbook::sheet::{Cell, CellRange};

/// Numbers, at least, whose sum is no accident.
const LINES: usize = 4;

/// Numbers that a total is the sum of, at most.
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
    /// The totals that were typed, in the sheets that have formulas.
    #[must_use]
    pub fn typed_totals(&self) -> Search<TypedTotal> {
        let mut search = Search::default();
        let mut totals: BTreeMap<CellRef, Area> = BTreeMap::new();
        for lattice in
            self.lattices.iter().filter(|lattice| lattice.cells().any(|cell| cell.formula.is_some()))
        {
            for way in Way::BOTH {
                for line in lattice.lines(way) {
                    for (at, range) in of_line(lattice, way, &line, &mut search.compared) {
                        totals.entry(at).or_insert(range);
                    }
                }
            }
        }
        search.left = self.drop_lines(&mut totals);
        search.found = totals.into_iter().map(|(at, range)| TypedTotal { at, range }).collect();
        search
    }

    /// A line of a table may be as large as those before it: what adds up all of them says that it is one. Returns how
    /// many totals are left out because that could not be known.
    fn drop_lines(&self, totals: &mut BTreeMap<CellRef, Area>) -> usize {
        let (mut lines, mut steps) = (BTreeSet::new(), Steps::new());
        let mut columns: BTreeMap<(usize, u32), Vec<CellRef>> = BTreeMap::new();
        for at in totals.keys() {
            columns.entry((at.sheet, at.column)).or_default().push(*at);
        }
        if totals.is_empty() {
            return 0;
        }
        for (at, form) in self.formulas() {
            for sum in form.sums(at) {
                let range = sum.range;
                let across = (sum.sheet, range.first_column)..=(sum.sheet, range.last_column);
                for cells in columns.range(across).map(|(_, cells)| cells) {
                    let cells = between(cells, Way::Column, range.first_row, range.last_row);
                    if !steps.take(1 + cells.len() as u64) {
                        let left = totals.len();
                        totals.clear();
                        return left;
                    }
                    let is_line =
                        |at: &&CellRef| totals.get(at).is_some_and(|lines| sum.contains(lines.at(0, 0)));
                    lines.extend(cells.iter().filter(is_line).copied());
                }
            }
        }
        totals.retain(|at, _| !lines.contains(at));
        0
    }
}

/// The typed numbers of a line that are the sum of those that end before them, one blank cell passed over at a time.
fn of_line(lattice: &Lattice<'_>, way: Way, line: &[&Cell], compared: &mut usize) -> Vec<(CellRef, Area)> {
    let mut found = Vec::new();
    // The numbers that follow one another, each with the sum of those before it; and where each sum was last met.
    let mut run: Vec<(CellRef, Decimal, Decimal)> = Vec::new();
    let mut met: BTreeMap<Decimal, usize> = BTreeMap::new();
    let mut sum = Decimal::ZERO;
    for cell in line {
        let at = lattice.at(cell);
        let number = match Value::of_cell(&cell.value) {
            Value::Number(number) if is_number(cell) => Some(number),
            _ => None,
        };
        let follows = run.last().is_none_or(|(last, ..)| way.rank(at) - way.rank(*last) <= 2);
        let after = number.and_then(|number| sum.checked_add(number)).filter(|_| follows);
        if after.is_none() {
            run.clear();
            met.clear();
            sum = Decimal::ZERO;
        }
        let Some(number) = number else { continue };
        // The totals of a pivot table are typed by the spreadsheet.
        if typed(cell).is_some() && !lattice.sheet.is_pivot(at.row, at.column) {
            *compared += usize::from(way == Way::Column);
            let least = if lattice.is_called_total(at) { DIGITS } else { DIGITS + 1 };
            let before = sum.checked_sub(number).and_then(|before| met.get(&before));
            if let Some(first) = before.filter(|_| digits(number) >= least)
                && let Some(lines) = run.get(*first..).filter(|lines| lines.len() <= MOST)
                && let (Some(first), Some(last)) = (lines.first(), lines.last())
                && is_sum(lines, number)
            {
                let (first, last) = (first.0, last.0);
                let range = CellRange {
                    first_row: first.row,
                    last_row: last.row,
                    first_column: first.column,
                    last_column: last.column,
                };
                found.push((at, Area { sheet: at.sheet, range }));
            }
        }
        run.push((at, number, sum));
        sum = after.unwrap_or(number);
        // Four numbers at least: the sums of those nearer are not looked for.
        if let Some(rank) = run.len().checked_sub(LINES)
            && let Some((_, _, before)) = run.get(rank)
        {
            met.insert(*before, rank);
        }
    }
    found
}

/// Sums are compared by what is before them, that has more digits: this is exact.
fn is_sum(lines: &[(CellRef, Decimal, Decimal)], number: Decimal) -> bool {
    lines.iter().try_fold(Decimal::ZERO, |sum, (_, one, _)| sum.checked_add(*one)) == Some(number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::workbook::read_workbook;

    /// What the rule says, number by number: the nearest four or more before a cell, one blank passed over at a time.
    fn one_by_one(numbers: &[Option<i64>]) -> Vec<(u32, u32, u32)> {
        let mut found = Vec::new();
        for (rank, number) in numbers.iter().enumerate() {
            let Some(number) = number else { continue };
            let (mut sum, mut count, mut is_blank, mut last) = (0, 0, false, None);
            for (before, other) in numbers.iter().enumerate().take(rank).rev() {
                match other {
                    Some(other) => {
                        (sum, count, is_blank) = (sum + other, count + 1, false);
                        last.get_or_insert(before);
                    }
                    None if is_blank => break,
                    None => is_blank = true,
                }
                if other.is_some() && count >= LINES && sum == *number && digits((*number).into()) > DIGITS {
                    found.push((rank as u32, before as u32, last.unwrap() as u32));
                    break;
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn totals_are_those_found_one_by_one(
            numbers in prop::collection::vec(prop::option::weighted(0.8, -3..6_i64), 1..60),
            totals in prop::collection::vec((4..60_usize, 0..20_usize), 0..6),
        ) {
            let mut numbers: Vec<Option<i64>> = numbers.into_iter().map(|one| one.map(|one| one * 1_111)).collect();
            for (at, back) in totals {
                let sum = numbers.get(at.saturating_sub(back)..at).map(|lines| lines.iter().flatten().sum());
                if let (Some(sum), Some(cell)) = (sum, numbers.get_mut(at)) {
                    *cell = Some(sum);
                }
            }
            let mut workbook = rust_xlsxwriter::Workbook::new();
            let sheet = workbook.add_worksheet();
            for (row, number) in (0..).zip(&numbers) {
                if let Some(number) = number {
                    sheet.write_number(row, 1, *number as f64).unwrap();
                }
            }
            let workbook = read_workbook("essai.xlsx", &workbook.save_to_buffer().unwrap()).unwrap();
            let lattice = Lattice::new(0, workbook.sheets.first().unwrap());
            let cells: Vec<&Cell> = lattice.column_between(1, 0, u32::MAX).to_vec();
            let found = of_line(&lattice, Way::Column, &cells, &mut 0);
            let found: Vec<_> =
                found.iter().map(|(at, area)| (at.row, area.range.first_row, area.range.last_row)).collect();
            prop_assert_eq!(found, one_by_one(&numbers));
        }
    }
}
