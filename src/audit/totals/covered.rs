//! The lines that a declared total covers, with their cells.

use super::corrected::corrected;
use crate::audit::Audit;
use crate::model::budget::DeclaredTotal;
use crate::model::{Located, Maybe, Money, Place, TotalColumn, TotalScope};

/// Most lines without amount that are named.
const LINES_NAMED: usize = 6;

/// One line that a total covers.
#[derive(Debug, Clone)]
pub struct Covered {
    /// Its cell in the column of the total.
    pub place: Place,
    /// What it is worth.
    pub amount: Money,
}

/// The lines a declared total covers, with their cells.
///
/// # Errors
/// The first cells of the covered lines that have no amount.
pub fn covered(audit: &Audit<'_>, total: &DeclaredTotal) -> Result<Vec<Covered>, Vec<Place>> {
    let TotalScope::Lines { start, end } = total.scope;
    let budget = audit.budget();
    // The foot of a year's column adds up the lines of that year only.
    let counts =
        |year: &Maybe<i32>| total.year.is_none() || year.as_ref().map(|year| year.value) == total.year;
    let mut cells: Vec<(&Place, Maybe<Money>)> = Vec::new();
    macro_rules! gather {
        ($lines:expr, $field:ident) => {
            for line in range(&$lines, start, end).filter(|line| counts(&line.year)) {
                cells.push((&line.place, line.$field.clone()));
            }
        };
    }
    match total.column {
        TotalColumn::AmountExclVat => gather!(budget.expense_lines, amount_excl_vat),
        TotalColumn::Vat => gather!(budget.expense_lines, vat),
        TotalColumn::AmountInclVat => gather!(budget.expense_lines, amount_incl_vat),
        TotalColumn::StaffCost => gather!(budget.staff_lines, stated_cost),
        TotalColumn::ResourceAmount => {
            for line in range(&budget.resources, start, end) {
                cells.push((&line.place, line.amount.clone()));
            }
        }
        TotalColumn::Hours => {
            for line in range(&budget.staff_lines, start, end).filter(|line| counts(&line.year)) {
                let hours = line.hours.as_ref().and_then(|cell| {
                    Some(Located::new(Money::from_decimal(cell.value)?, cell.place.clone()))
                });
                cells.push((&line.place, hours));
            }
        }
    }
    let Place::Cell { column, .. } = &total.place else { return Err(Vec::new()) };
    let mut lines = Vec::with_capacity(cells.len());
    let mut without = Vec::new();
    for (line, amount) in cells {
        // Without a readable amount, the line's cell is the one in the column of the total.
        let place = match (&amount, line) {
            (Some(amount), _) => amount.place.clone(),
            (None, Place::Cell { .. }) => line.in_column(u32::from(*column)),
            (None, other) => other.clone(),
        };
        let stated = amount.map(|amount| amount.value);
        let amount = match audit.recalculation.cell_of(&place) {
            Some(at) => corrected(audit, at, stated),
            None => stated,
        };
        match amount {
            Some(amount) => lines.push(Covered { place, amount }),
            None if without.len() < LINES_NAMED => without.push(place),
            None => {}
        }
    }
    if without.is_empty() { Ok(lines) } else { Err(without) }
}

fn range<T>(lines: &[T], start: usize, end: usize) -> std::slice::Iter<'_, T> {
    lines.get(start..end.min(lines.len())).unwrap_or_default().iter()
}
