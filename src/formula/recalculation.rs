//! Recomputes every formula that feeds the tables of a budget, precedents first.

use std::cell::Cell as Counter;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use formualizer_parse::ASTNode;

use super::area::{Area, CellRef};
use super::book::Book;
use super::cannot::Cannot;
use super::eval::Evaluator;
use super::value::{Value, agrees};
use super::{parse, relative};
use crate::model::{Place, SheetName};
use crate::source::limits;
use crate::source::table::BudgetReading;
use crate::source::workbook::Workbook;
use crate::source::workbook::sheet::{Cell, CellValue, Sheet};

/// What became of one formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The saved value is what the formula gives.
    Sound(Value),
    /// The saved value is not what the formula gives.
    Stale {
        /// What it gives, all its precedents recomputed.
        computed: Value,
        /// False when it would be right if only its precedents were: the fault lies there.
        is_cause: bool,
    },
    /// No value was saved.
    Uncached(Value),
    /// The cell reads itself, through these cells, itself first.
    Circular(Vec<CellRef>),
    /// The formula is beyond the program.
    Cannot(Cannot),
    /// A cell that it reads has neither a value nor a formula that could be recomputed.
    Dangling(CellRef),
}

/// One formula.
#[derive(Debug, Clone)]
pub struct Recalculated {
    /// What became of it.
    pub outcome: Outcome,
    /// The areas it reads, in the order of its text.
    pub areas: Vec<Area>,
    /// The formula as distances from its cell; empty when it could not be parsed.
    pub relative: Arc<str>,
    /// The cells it reads that hold formulas.
    precedents: Vec<CellRef>,
}

impl Recalculated {
    /// What the formula gives, when that is known.
    #[must_use]
    pub fn computed(&self) -> Option<&Value> {
        match &self.outcome {
            Outcome::Sound(value) | Outcome::Uncached(value) | Outcome::Stale { computed: value, .. } => {
                Some(value)
            }
            Outcome::Circular(_) | Outcome::Cannot(_) | Outcome::Dangling(_) => None,
        }
    }
}

/// A workbook with the formulas that feed its tables recomputed.
#[derive(Debug, Clone, Default)]
pub struct Recalculation {
    file: Arc<str>,
    /// The names of each sheet, shared by the places of its cells.
    names: Vec<SheetName>,
    workbook: Workbook,
    cells: BTreeMap<CellRef, Recalculated>,
    readers: BTreeMap<CellRef, Vec<CellRef>>,
}

impl Recalculation {
    /// Recomputes every formula of the tables, and those they read, wherever these stand.
    #[must_use]
    pub fn new(file: &str, workbook: Workbook, reading: &BudgetReading) -> Self {
        let book = Book::new(&workbook);
        let mut work = Work {
            book: &book,
            steps: Counter::new(limits::FORMULA_STEPS),
            cells: BTreeMap::new(),
            known: BTreeMap::new(),
        };
        for start in formulas_of_tables(&workbook, reading) {
            work.run(start);
        }
        let cells = work.cells;
        let mut readers: BTreeMap<CellRef, Vec<CellRef>> = BTreeMap::new();
        for (reader, one) in &cells {
            for precedent in &one.precedents {
                readers.entry(*precedent).or_default().push(*reader);
            }
        }
        let file = file.into();
        let names = workbook.sheets.iter().map(|sheet| SheetName::new(&file, &sheet.name)).collect();
        Self { file, names, cells, readers, workbook }
    }

    /// The workbook's name.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Every formula that was followed, in the order of the sheets.
    pub fn cells(&self) -> impl Iterator<Item = (CellRef, &Recalculated)> {
        self.cells.iter().map(|(at, one)| (*at, one))
    }

    /// How many formulas were followed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// True when no table has a formula.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// True when the format may have given formulas as if they were typed values.
    #[must_use]
    pub fn has_lost_formulas(&self) -> bool {
        self.workbook.may_lack_formulas
    }

    /// A formula by its cell.
    #[must_use]
    pub fn get(&self, at: CellRef) -> Option<&Recalculated> {
        self.cells.get(&at)
    }

    /// The cell of a place in this workbook.
    #[must_use]
    pub fn cell_of(&self, place: &Place) -> Option<CellRef> {
        let Place::Cell { sheet, row, column, .. } = place else { return None };
        let index = self.workbook.sheets.iter().position(|one| one.name == **sheet)?;
        Some(CellRef { sheet: index, row: *row, column: *column })
    }

    /// The place of a cell.
    #[must_use]
    pub fn place(&self, at: CellRef) -> Place {
        match self.names.get(at.sheet) {
            Some(sheet) => sheet.cell(at.row, at.column),
            None => Place::file(Arc::clone(&self.file)),
        }
    }

    /// The sheet of a cell.
    #[must_use]
    pub fn sheet(&self, at: CellRef) -> Option<&Sheet> {
        self.workbook.sheets.get(at.sheet)
    }

    /// The index of a sheet, by its name.
    #[must_use]
    pub fn sheet_index(&self, name: &str) -> Option<usize> {
        self.workbook.sheets.iter().position(|sheet| &*sheet.name == name)
    }

    /// What a cell holds.
    #[must_use]
    pub fn content(&self, at: CellRef) -> Option<&Cell> {
        self.sheet(at)?.cell(at.row, at.column)
    }

    /// The workbook.
    pub(super) const fn workbook(&self) -> &Workbook {
        &self.workbook
    }

    /// How many cells the workbook holds.
    #[must_use]
    pub fn cell_count(&self) -> usize {
        self.workbook.sheets.iter().map(Sheet::cell_count).sum()
    }

    /// The formulas that read one cell holding a formula, themselves.
    #[must_use]
    pub fn direct_readers(&self, at: CellRef) -> &[CellRef] {
        self.readers.get(&at).map_or(&[], Vec::as_slice)
    }

    /// The formulas that one cell reads.
    #[must_use]
    pub fn precedents(&self, at: CellRef) -> &[CellRef] {
        self.get(at).map_or(&[], |one| &one.precedents)
    }

    /// What the formula of one cell would give, written in another cell as if it had been filled there.
    #[must_use]
    pub fn as_if_filled(&self, from: CellRef, to: CellRef) -> Option<(String, Value)> {
        let formula = self.content(from)?.formula.as_ref()?;
        let moved =
            calamine::expand_shared_formula(formula, (from.row, from.column), (to.row, to.column)).ok()?;
        let tree = parse::parse(&moved).ok()?;
        let book = Book::new(&self.workbook);
        let steps = Counter::new(limits::FORMULA_TRIAL_STEPS);
        // The cell itself must not be read, its constant would answer for the formula; nor a cell that nobody filled.
        let blank =
            |area: &Area| area.single().is_some_and(|cell| book.cell(cell).is_none_or(Cell::is_blank));
        if parse::areas(&book, &tree, to.sheet).iter().any(|area| area.contains(to) || blank(area)) {
            return None;
        }
        let read = |cell: CellRef| match self.get(cell).and_then(Recalculated::computed) {
            Some(value) => value.clone(),
            None => book.cell(cell).map_or(Value::Empty, |cell| Value::of_cell(&cell.value)),
        };
        let evaluator =
            Evaluator { book: &book, at: to, read: &read, steps: &steps, names_deep: Counter::new(0) };
        evaluator.value(&tree).ok().map(|value| (moved, value))
    }
}

/// The formulas that stand in the tables, headers left out.
fn formulas_of_tables(workbook: &Workbook, reading: &BudgetReading) -> BTreeSet<CellRef> {
    let mut found = BTreeSet::new();
    for table in &reading.tables {
        let columns = || table.columns.iter().map(|(_, column, _)| *column);
        let (Some(first), Some(last)) = (columns().min(), columns().max()) else { continue };
        let Some(index) = workbook.sheets.iter().position(|sheet| sheet.name == table.sheet) else {
            continue;
        };
        let Some(sheet) = workbook.sheets.get(index) else { continue };
        let first_row = table.header_row.saturating_add(1);
        for cell in sheet.rows_between(first_row, table.last_row).flatten() {
            if cell.formula.is_some() && (first..=last).contains(&cell.column) {
                found.insert(CellRef { sheet: index, row: cell.row, column: cell.column });
            }
        }
    }
    found
}

struct Work<'a> {
    book: &'a Book<'a>,
    steps: Counter<usize>,
    cells: BTreeMap<CellRef, Recalculated>,
    /// What each cell is worth to those that read it; `None` when nothing can be said.
    known: BTreeMap<CellRef, Option<Value>>,
}

/// A formula whose precedents are being recomputed.
struct Frame {
    at: CellRef,
    tree: Result<ASTNode, Cannot>,
    areas: Vec<Area>,
    precedents: Vec<CellRef>,
    next: usize,
    cycle: Option<Vec<CellRef>>,
}

impl Work<'_> {
    /// Recomputes a cell, its precedents before it, with a stack of its own: chains of cells may be long.
    fn run(&mut self, start: CellRef) {
        if self.cells.contains_key(&start) {
            return;
        }
        let mut open: BTreeMap<CellRef, usize> = BTreeMap::new();
        let mut stack = vec![self.frame(start)];
        open.insert(start, 0);
        while let Some(frame) = stack.last_mut() {
            let Some(next) = frame.precedents.get(frame.next).copied() else {
                if let Some(done) = stack.pop() {
                    open.remove(&done.at);
                    self.finish(done);
                }
                continue;
            };
            frame.next += 1;
            if self.cells.contains_key(&next) {
                continue;
            }
            if let Some(depth) = open.get(&next).copied() {
                let cycle: Vec<CellRef> = stack.iter().skip(depth).map(|frame| frame.at).collect();
                for (turn, frame) in stack.iter_mut().skip(depth).enumerate() {
                    let mut own = cycle.clone();
                    let turn = turn.min(own.len());
                    own.rotate_left(turn);
                    own.truncate(limits::FORMULA_CYCLE_SHOWN);
                    frame.cycle.get_or_insert(own);
                }
                continue;
            }
            open.insert(next, stack.len());
            let frame = self.frame(next);
            stack.push(frame);
        }
    }

    fn frame(&self, at: CellRef) -> Frame {
        let formula = self.book.cell(at).and_then(|cell| cell.formula.clone()).unwrap_or_default();
        let mut tree = parse::parse(&formula);
        let areas = tree.as_ref().map(|tree| parse::areas(self.book, tree, at.sheet)).unwrap_or_default();
        let mut precedents = Vec::new();
        for area in &areas {
            for cell in self.book.filled(*area) {
                let left = self.steps.get().checked_sub(1);
                let Some(left) = left else {
                    tree = Err(Cannot::too_long());
                    break;
                };
                self.steps.set(left);
                if cell.formula.is_some() {
                    precedents.push(CellRef { sheet: area.sheet, row: cell.row, column: cell.column });
                }
            }
        }
        precedents.sort_unstable();
        precedents.dedup();
        Frame { at, tree, areas, precedents, next: 0, cycle: None }
    }

    fn finish(&mut self, frame: Frame) {
        let Frame { at, tree, areas, precedents, cycle, .. } = frame;
        let empty = CellValue::Empty;
        let saved = self.book.cell(at).map_or(&empty, |cell| &cell.value);
        let relative = tree.as_ref().map(|tree| relative::relative(tree, at)).unwrap_or_default();
        let outcome = match (cycle, tree) {
            (Some(cycle), _) => Outcome::Circular(cycle),
            (None, Err(cannot)) => Outcome::Cannot(cannot),
            (None, Ok(tree)) => self.outcome(at, &tree, saved, &precedents),
        };
        let worth = match &outcome {
            Outcome::Sound(value) | Outcome::Uncached(value) | Outcome::Stale { computed: value, .. } => {
                Some(value.clone())
            }
            // The last known value stands for what cannot be recomputed.
            Outcome::Circular(_) | Outcome::Cannot(_) | Outcome::Dangling(_) => {
                (*saved != CellValue::Empty).then(|| Value::of_cell(saved))
            }
        };
        self.known.insert(at, worth);
        self.cells.insert(at, Recalculated { outcome, areas, relative: relative.into(), precedents });
    }

    fn outcome(&self, at: CellRef, tree: &ASTNode, saved: &CellValue, precedents: &[CellRef]) -> Outcome {
        let unknown = |cell: &&CellRef| matches!(self.known.get(*cell), Some(None));
        if let Some(dangling) = precedents.iter().find(unknown) {
            return Outcome::Dangling(*dangling);
        }
        let typed =
            |cell: CellRef| self.book.cell(cell).map_or(Value::Empty, |cell| Value::of_cell(&cell.value));
        let recomputed = |cell: CellRef| match self.known.get(&cell) {
            Some(Some(value)) => value.clone(),
            _ => typed(cell),
        };
        let computed = match self.evaluate(at, tree, &recomputed) {
            Ok(value) => value,
            Err(cannot) => return Outcome::Cannot(cannot),
        };
        if agrees(saved, &computed) && *saved != CellValue::Empty {
            return Outcome::Sound(computed);
        }
        if *saved == CellValue::Empty {
            // A formula that shows nothing on purpose is saved without a value by some writers.
            return match &computed {
                Value::Text(text) if text.trim().is_empty() => Outcome::Sound(computed),
                _ => Outcome::Uncached(computed),
            };
        }
        // With its precedents as they were saved: is it right then, it only follows them.
        let as_saved = |cell: CellRef| match typed(cell) {
            Value::Empty => recomputed(cell),
            value => value,
        };
        let is_cause = !self.evaluate(at, tree, &as_saved).is_ok_and(|value| agrees(saved, &value));
        Outcome::Stale { computed, is_cause }
    }

    fn evaluate(
        &self,
        at: CellRef,
        tree: &ASTNode,
        read: &dyn Fn(CellRef) -> Value,
    ) -> Result<Value, Cannot> {
        let evaluator =
            Evaluator { book: self.book, at, read, steps: &self.steps, names_deep: Counter::new(0) };
        // A reference to an empty cell is worth zero.
        evaluator.value(tree).map(|value| match value {
            Value::Empty => Value::Number(rust_decimal::Decimal::ZERO),
            value => value,
        })
    }
}
