//! Columns of formulas, and the cells in them that are made otherwise.
//!
//! A column may have several formulas on purpose: two rates of VAT, lines by the day and lines by the piece. Each kind that
//! enough lines share is one of them; what belongs to none is odd, and a number typed among them is a constant.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::Audit;
use crate::formula::{CellRef, Parameter, Shape, Value};

/// Fewest lines that make a formula one of its column.
const LINES: usize = 3;

/// Fewest lines that make a formula of a known kind another one of its column, with parameters of its own.
const LINES_OF_KIND: usize = 2;

/// The cells of one column of a table, and the formulas that most of them share.
#[derive(Debug)]
pub struct Column {
    /// The cell whose formula stands for all.
    pub model: CellRef,
    /// Cells with another formula.
    pub odd: Vec<CellRef>,
    /// Cells with a typed number.
    pub typed: Vec<CellRef>,
    /// Cells whose formula is one of the column, in the order of the sheet.
    shared: Vec<CellRef>,
}

impl Column {
    /// The cell whose formula would stand in another one: that of its nearest neighbour, above rather than below.
    #[must_use]
    pub fn neighbour(&self, at: CellRef) -> CellRef {
        let after = self.shared.partition_point(|one| *one < at);
        let above = after.checked_sub(1).and_then(|index| self.shared.get(index));
        let below = self.shared.get(after);
        match (above, below) {
            (Some(above), Some(below)) if at.row - above.row <= below.row - at.row => *above,
            (_, Some(below)) => *below,
            (Some(above), None) => *above,
            (None, None) => self.model,
        }
    }
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

/// Formulas filled from one another.
struct Group {
    cells: Vec<CellRef>,
    parameters: Vec<Parameter>,
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
        let is_number = cell.formula.is_none() && matches!(Value::of_cell(&cell.value), Value::Number(_));
        // What the formula of another cell fills was not typed.
        let is_spilled =
            || audit.recalculation.sheet(at).is_some_and(|one| one.is_spilled(at.row, at.column));
        if audit.recalculation.get(at).is_none() && is_number && !is_spilled() {
            typed.push(at);
        }
    }
    let filled = typed.len() + by_formula.values().map(Vec::len).sum::<usize>();
    let mut kinds: BTreeMap<String, Vec<Group>> = BTreeMap::new();
    let mut alone = Vec::new();
    for cells in by_formula.into_values() {
        match cells.first().and_then(|first| audit.recalculation.kind(*first)) {
            Some((kind, parameters)) => kinds.entry(kind).or_default().push(Group { cells, parameters }),
            None => alone.extend(cells),
        }
    }
    let mut kinds: Vec<Kind> =
        kinds.into_iter().map(|(text, groups)| Kind::new(audit, text, groups)).collect();
    // The largest first; of two as large, in the order of what is written in them, whatever cell came first.
    kinds.sort_by(|one, two| two.lines().cmp(&one.lines()).then_with(|| one.text.cmp(&two.text)));
    let has_majority = kinds.first().is_some_and(|kind| kind.is_shared && kind.lines() * 10 >= filled * 6);
    let model = *kinds.iter().find(|kind| kind.is_shared)?.own.first()?;
    let (mut shared, mut odd) = (Vec::new(), Vec::new());
    for (rank, kind) in kinds.into_iter().enumerate() {
        if rank == 0 && has_majority || !has_majority && kind.is_shared {
            shared.extend(kind.own);
        } else {
            odd.extend(kind.own);
        }
        odd.extend(kind.odd);
    }
    odd.extend(alone);
    if !has_majority {
        // Several kinds make a column together when they leave little else; which of them a line should have is not known.
        if shared.len() * 10 < filled * 8 {
            return None;
        }
        odd.clear();
    }
    shared.sort_unstable();
    Some(Column { model, odd, typed, shared })
}

/// Formulas of one kind.
struct Kind {
    text: String,
    /// Enough lines have it.
    is_shared: bool,
    /// The cells that have it, whatever their rate.
    own: Vec<CellRef>,
    /// Cells that have it with a parameter that no other line has, and that is no rate.
    odd: Vec<CellRef>,
}

impl Kind {
    fn new(audit: &Audit<'_>, text: String, mut groups: Vec<Group>) -> Self {
        // The largest group is what the others are compared with; of two as large, the first in the sheet.
        groups.sort_by(|one, two| {
            two.cells.len().cmp(&one.cells.len()).then_with(|| one.cells.first().cmp(&two.cells.first()))
        });
        let (own, odd): (Vec<Group>, Vec<Group>) = match groups.first() {
            None => (Vec::new(), Vec::new()),
            Some(main) => {
                let is_own: Vec<bool> = groups
                    .iter()
                    .map(|one| {
                        one.cells == main.cells
                            || (main.cells.len() >= LINES && one.cells.len() >= LINES_OF_KIND)
                            || is_rate(audit, main, one)
                    })
                    .collect();
                let mut own = Vec::new();
                let mut odd = Vec::new();
                for (group, is_own) in groups.into_iter().zip(is_own) {
                    if is_own { own.push(group) } else { odd.push(group) }
                }
                (own, odd)
            }
        };
        let cells = |groups: Vec<Group>| groups.into_iter().flat_map(|group| group.cells).collect::<Vec<_>>();
        let own = cells(own);
        Self { text, is_shared: own.len() >= LINES, own, odd: cells(odd) }
    }

    fn lines(&self) -> usize {
        self.own.len()
    }
}

/// True when two formulas of one kind differ by rates of VAT alone.
fn is_rate(audit: &Audit<'_>, one: &Group, other: &Group) -> bool {
    let places = one.cells.first().zip(other.cells.first());
    let Some((at, to)) = places.filter(|_| one.parameters.len() == other.parameters.len()) else {
        return false;
    };
    one.parameters.iter().zip(&other.parameters).all(|(here, there)| {
        here == there
            || [(at, here), (to, there)].iter().all(|(at, parameter)| {
                audit.recalculation.parameter(**at, parameter).is_some_and(is_vat_rate)
            })
    })
}

/// The rates of VAT in France and overseas, as `0,2`, as `20` or as the factor `1,2`.
fn is_vat_rate(number: Decimal) -> bool {
    const RATES: [i64; 7] = [0, 21, 55, 85, 100, 175, 200];
    let rates = RATES.map(|thousandths| Decimal::new(thousandths, 3));
    let forms = [number, number / Decimal::ONE_HUNDRED, number - Decimal::ONE];
    forms.iter().any(|form| rates.iter().any(|rate| rate == form))
}
