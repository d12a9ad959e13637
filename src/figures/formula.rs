//! The Excel reading of a figure.

use super::figure::{Expression, FigureKey};
use super::ledger::Ledger;
use super::value::Unit;

/// A cell of the workbook being written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellRef {
    /// Index of the sheet in the workbook.
    pub sheet: usize,
    /// Zero-based column.
    pub column: u32,
    /// Zero-based row.
    pub row: u32,
}

/// Excel accepts 255 arguments in a function; longer lists are nested in groups of this size.
const MOST_ARGUMENTS: usize = 200;

/// The formula of a computed figure, without its leading `=`, in terms of the cells that hold its operands.
///
/// `cell_of` says where an operand stands, `name` how a reference to it is written from the sheet of the formula.
/// `None` for a given figure, or when an operand stands nowhere.
pub fn formula(
    ledger: &Ledger,
    key: FigureKey,
    cell_of: &dyn Fn(FigureKey) -> Option<CellRef>,
    name: &dyn Fn(&CellRef, Option<&CellRef>) -> String,
) -> Option<String> {
    let one = |key: FigureKey| cell_of(key).map(|cell| name(&cell, None));
    let many = |keys: &[FigureKey]| -> Option<Vec<String>> {
        let cells = keys.iter().map(|key| cell_of(*key)).collect::<Option<Vec<_>>>()?;
        Some(ranges(cells).iter().map(|(first, last)| name(first, (first != last).then_some(last))).collect())
    };
    let figure = ledger.get(key);
    // Amounts are cents: what could leave cents, or drift from them in binary, is rounded. Other units are exact.
    let of_amounts = figure.expression.operands().iter().all(|operand| ledger.get(*operand).unit.is_amount());
    let exact = match &figure.expression {
        Expression::Given(_) => return None,
        Expression::Sum(keys) if keys.is_empty() => return Some("0".to_owned()),
        Expression::Sum(keys) => call("SUM", &many(keys)?),
        Expression::Minimum(keys) => call("MIN", &many(keys)?),
        Expression::Remainder { whole, parts } if parts.is_empty() => one(*whole)?,
        Expression::Remainder { whole, parts } => format!("{}-{}", one(*whole)?, call("SUM", &many(parts)?)),
        Expression::Product { amount, rate } => format!("{}*{}", one(*amount)?, one(*rate)?),
        Expression::ProRata { amount, factor, divisor } => {
            format!("{}*{}/{}", one(*amount)?, one(*factor)?, one(*divisor)?)
        }
        Expression::Ratio { part, whole } => format!("{}/{}", one(*part)?, one(*whole)?),
    };
    let keeps_cents = of_amounts && matches!(figure.expression, Expression::Sum(_) | Expression::Minimum(_));
    Some(match figure.unit {
        Unit::Euro | Unit::Foreign(_) if keeps_cents => exact,
        Unit::Euro | Unit::Foreign(_)
            if of_amounts && matches!(figure.expression, Expression::Remainder { .. }) =>
        {
            format!("ROUND({exact},2)")
        }
        Unit::Euro | Unit::Foreign(_) => format!("{}({exact},2)", ledger.rounding().excel_function()),
        _ => exact,
    })
}

/// `FUNCTION(a,b,…)`, nested when the list is longer than Excel accepts.
fn call(function: &str, arguments: &[String]) -> String {
    if arguments.len() <= MOST_ARGUMENTS {
        return format!("{function}({})", arguments.join(","));
    }
    let groups: Vec<String> = arguments.chunks(MOST_ARGUMENTS).map(|group| call(function, group)).collect();
    call(function, &groups)
}

/// Cells grouped into runs that follow one another down a column of one sheet.
fn ranges(mut cells: Vec<CellRef>) -> Vec<(CellRef, CellRef)> {
    cells.sort();
    let mut runs: Vec<(CellRef, CellRef)> = Vec::new();
    for cell in cells {
        match runs.last_mut() {
            Some((_, last))
                if last.sheet == cell.sheet && last.column == cell.column && last.row + 1 == cell.row =>
            {
                *last = cell;
            }
            _ => runs.push((cell.clone(), cell)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_become_ranges() {
        let cell = |row| CellRef { sheet: 0, column: 3, row };
        assert_eq!(ranges(vec![cell(5), cell(4), cell(9)]), vec![(cell(4), cell(5)), (cell(9), cell(9))]);
    }

    #[test]
    fn long_lists_are_nested() {
        let arguments: Vec<String> = (0..450).map(|index| format!("A{index}")).collect();
        let formula = call("SUM", &arguments);
        assert!(formula.starts_with("SUM(SUM(A0,"));
        assert_eq!(formula.matches("SUM(").count(), 4);
    }
}
