//! Columns of formulas, and the cells in them that are made otherwise.

use std::collections::{BTreeMap, BTreeSet};

use super::Audit;
use crate::formula::{CellRef, Shape, Value};

/// The cells of one column of a table, and the formula that most of them share.
#[derive(Debug)]
pub struct Column {
    /// The cell whose formula stands for all.
    pub model: CellRef,
    /// Cells with another formula.
    pub odd: Vec<CellRef>,
    /// Cells with a typed number.
    pub typed: Vec<CellRef>,
}

/// The columns of formulas: at least three lines, and six tenths of those filled, share one formula.
pub(super) fn columns(audit: &Audit<'_>) -> Vec<Column> {
    let budget = audit.budget();
    let places = budget
        .expense_lines
        .iter()
        .map(|line| &line.place)
        .chain(budget.staff_lines.iter().map(|line| &line.place))
        .chain(budget.resources.iter().map(|line| &line.place));
    let lines: BTreeSet<(usize, u32)> =
        places.filter_map(|place| audit.cell_of(place)).map(|at| (at.sheet, at.row)).collect();
    let mut found = Vec::new();
    for table in &audit.reading.tables {
        let Some(sheet) = audit.recalculation.sheet_index(&table.sheet) else { continue };
        for (_, column, _) in &table.columns {
            let rows = lines.range((sheet, table.first_row)..=(sheet, table.last_row));
            let cells = rows.map(|(sheet, row)| CellRef { sheet: *sheet, row: *row, column: *column });
            found.extend(column_of(audit, cells));
        }
    }
    found
}

fn column_of(audit: &Audit<'_>, cells: impl Iterator<Item = CellRef>) -> Option<Column> {
    let mut by_formula: BTreeMap<Shape, Vec<CellRef>> = BTreeMap::new();
    let mut typed = Vec::new();
    for at in cells {
        let Some(cell) = audit.recalculation.content(at) else { continue };
        if let Some(shape) = audit.recalculation.shape(at) {
            by_formula.entry(shape).or_default().push(at);
            continue;
        }
        match audit.recalculation.get(at) {
            None if cell.formula.is_none() && matches!(Value::of_cell(&cell.value), Value::Number(_)) => {
                typed.push(at);
            }
            _ => {}
        }
    }
    let filled = typed.len() + by_formula.values().map(Vec::len).sum::<usize>();
    let (common, shared) = by_formula.iter().max_by_key(|(_, cells)| cells.len())?;
    let model = *shared.first()?;
    if shared.len() < 3 || shared.len() * 10 < filled * 6 {
        return None;
    }
    let mut others: Vec<_> = by_formula.iter().filter(|(other, _)| *other != common).collect();
    // In the order of what is written in them, whatever cell came first.
    others.sort_by_cached_key(|(_, cells)| {
        cells.first().map(|cell| audit.recalculation.relative(*cell)).unwrap_or_default()
    });
    let odd = others.into_iter().flat_map(|(_, cells)| cells).copied().collect();
    Some(Column { model, odd, typed })
}
