//! The numbers of the lines, and the empty rows between them: the traces of a line taken away.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Audit;
use crate::formula::CellRef;
use crate::model::{Located, Maybe, Place};
use crate::source::table::{ColumnRole, TableKind, TableReading};

/// Fewest numbered lines that make a numbering.
const FEWEST: usize = 5;

/// A trace of a line taken away.
#[derive(Debug)]
pub struct Trace {
    /// The empty row's first cell, or the number that does not follow.
    pub place: Place,
    /// How many empty rows.
    pub empty: u32,
    /// The numbers on both sides, when they do not follow each other.
    pub jump: Option<(i64, i64)>,
}

/// How many lines were followed, and the traces.
#[must_use]
pub fn traces(audit: &Audit<'_>) -> (usize, Vec<Trace>) {
    let (mut followed, mut found) = (0, Vec::new());
    for table in &audit.reading.tables {
        let lines = lines_of(audit, table);
        if lines.len() < 2 {
            continue;
        }
        followed += lines.len();
        found.extend(in_table(audit, table, &lines));
    }
    (followed, found)
}

/// A row that holds a line, with its number.
struct Line<'a> {
    row: u32,
    place: &'a Place,
    number: Option<(i64, &'a Place)>,
}

fn lines_of<'a>(audit: &Audit<'a>, table: &TableReading) -> Vec<Line<'a>> {
    let budget = audit.budget();
    let number = |number: &'a Maybe<Arc<str>>| {
        let Located { value, place, .. } = number.as_ref()?;
        value.trim().parse::<i64>().ok().map(|number| (number, place))
    };
    let mut rows: BTreeMap<u32, Line<'a>> = BTreeMap::new();
    let mut add = |kind: TableKind, place: &'a Place, number: Option<(i64, &'a Place)>| {
        let Place::Cell { sheet, row, .. } = place else { return };
        let may_be = kind == table.kind && table.last_row >= *row && **sheet == table.sheet;
        if may_be && audit.table_of(place, kind).is_some_and(|one| std::ptr::eq(one, table)) {
            rows.entry(*row).or_insert(Line { row: *row, place, number });
        }
    };
    for line in &budget.expense_lines {
        add(TableKind::Expenses, &line.place, number(&line.number));
    }
    for line in &budget.staff_lines {
        add(TableKind::Staff, &line.place, number(&line.number));
    }
    for line in &budget.resources {
        add(TableKind::Resources, &line.place, None);
    }
    for line in &budget.indicators {
        add(TableKind::Indicators, &line.place, None);
    }
    rows.into_values().collect()
}

fn in_table(audit: &Audit<'_>, table: &TableReading, lines: &[Line<'_>]) -> Vec<Trace> {
    let steps: Vec<Step<'_>> = lines.windows(2).filter_map(|pair| step(audit, pair)).collect();
    let numbered = lines.iter().filter(|line| line.number.is_some()).count();
    let numbers = || steps.iter().filter_map(|step| step.numbers);
    let follow = numbers().filter(|(one, next)| one + 1 == *next).count();
    // Most numbers follow the one above: where one does not, a line is missing.
    let is_numbering = numbered >= FEWEST && follow * 10 >= numbers().count() * 6;
    let spaced = steps.iter().filter(|step| step.empty > 0).count();
    let mut found = Vec::new();
    let mut repeated = false;
    for step in steps {
        let jump = step.numbers.filter(|(one, next)| is_numbering && is_jump(*one, *next));
        // Past a number given twice, the count is only one behind.
        let jump = jump.filter(|(one, next)| !(repeated && *next == one + 2));
        repeated = jump.is_some_and(|(one, next)| one == next);
        // Rows left blank here and there are how the table is laid out; so are those that the numbers pass over.
        let is_hole = step.empty > 0
            && if is_numbering { jump.is_some() } else { spaced * 10 <= lines.len() && step.is_alone };
        let place = match step.before.place {
            Place::Cell { sheet, .. } if is_hole => {
                let column = number_column(table).unwrap_or_else(|| first_column(table));
                Some(sheet.cell(step.before.row + 1, column))
            }
            _ => step.after.number.filter(|_| jump.is_some()).map(|(_, place)| place.clone()),
        };
        let empty = if is_hole { step.empty } else { 0 };
        found.extend(place.map(|place| Trace { place, empty, jump }));
    }
    found
}

/// A section may begin again at 1, or at the next hundred.
const fn is_jump(one: i64, next: i64) -> bool {
    one == next || (next > one + 1 && next - one <= 20)
}

/// From one line to the next.
struct Step<'a> {
    before: &'a Line<'a>,
    after: &'a Line<'a>,
    /// Rows between them that hold nothing.
    empty: u32,
    /// Nothing but these rows stands between them.
    is_alone: bool,
    numbers: Option<(i64, i64)>,
}

fn step<'a>(audit: &Audit<'_>, pair: &'a [Line<'a>]) -> Option<Step<'a>> {
    let [before, after] = pair else { return None };
    let at = audit.cell_of(before.place)?;
    let between = after.row - before.row - 1;
    let sheet = audit.recalculation.sheet(CellRef { row: before.row, ..at })?;
    let filled = match between {
        0 => 0,
        _ => sheet.rows_between(before.row + 1, after.row - 1).filter(|cells| !cells.is_empty()).count(),
    };
    let empty = between.saturating_sub(u32::try_from(filled).unwrap_or(u32::MAX));
    let numbers = before.number.zip(after.number).map(|((one, _), (next, _))| (one, next));
    let is_alone = filled == 0;
    Some(Step { before, after, empty: if is_alone { empty } else { 0 }, is_alone, numbers })
}

fn number_column(table: &TableReading) -> Option<u32> {
    table.columns.iter().find(|(role, ..)| *role == ColumnRole::Number).map(|(_, column, _)| *column)
}

fn first_column(table: &TableReading) -> u32 {
    table.columns.iter().map(|(_, column, _)| *column).min().unwrap_or(0)
}
