//! Recomputes every formula that feeds the tables of a budget, precedents first.

use std::cell::Cell as Counter;
use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::area::{Area, CellRef};
use super::book::{Book, Ranks};
use super::drawn::Drawn;
use super::eval::Evaluator;
use super::follow::Work;
use super::index::Index;
use super::links::Links;
use super::outcome::{Outcome, Recalculated};
use super::parse;
use super::relative::{self, Parameter};
use super::shape::{self, Shape, Shapes};
use super::value::Value;
use crate::model::{Place, SheetName};
use crate::source::limits;
use crate::source::table::BudgetReading;
use crate::source::workbook::Workbook;
use crate::source::workbook::formula_text::is_frozen;
use crate::source::workbook::sheet::{Cell, Sheet};

/// A workbook with the formulas that feed its tables recomputed.
#[derive(Debug, Clone, Default)]
pub struct Recalculation {
    file: Arc<str>,
    /// The names of each sheet, shared by the places of its cells.
    names: Vec<SheetName>,
    workbook: Workbook,
    /// Every formula of the workbook, those that nothing leads to among them.
    index: Index,
    /// What became of each formula, by its number in the index; `None` for those that nothing leads to.
    found: Vec<Option<Recalculated>>,
    count: usize,
    shapes: Shapes,
    readers: Links,
    /// The formulas that had no saved value before the workbook was given what they give.
    without_result: Drawn,
    /// What the workbook is indexed by.
    ranks: Arc<Ranks>,
}

impl Recalculation {
    /// Recomputes every formula of the tables, and those they read, wherever these stand.
    #[must_use]
    pub fn new(file: &str, workbook: Workbook, reading: &BudgetReading) -> Self {
        Self::from(file, workbook, |workbook, index| formulas_of_tables(workbook, reading, index))
    }

    /// Recomputes every formula of a workbook, whatever its sheets hold.
    #[must_use]
    pub fn of_workbook(file: &str, workbook: Workbook) -> Self {
        Self::from(file, workbook, |_, index| (0..index.len()).collect())
    }

    fn from(file: &str, workbook: Workbook, starts: impl Fn(&Workbook, &Index) -> Vec<usize>) -> Self {
        let book = Book::new(&workbook);
        let index = Index::new(&workbook);
        let mut work = Work::new(&book, &index);
        for start in starts(&workbook, &index) {
            work.run(start);
        }
        let Work { found, spans, read, shapes, .. } = work;
        // What finds shapes again is only needed while formulas are read.
        let mut shapes = shapes.shapes;
        shapes.shrink();
        let readers = Links::of_readers(&spans, &read);
        let ranks = book.ranks();
        let count = found.iter().flatten().count();
        let file = file.into();
        let names = workbook.sheets.iter().map(|sheet| SheetName::new(&file, &sheet.name)).collect();
        let without_result = Drawn::default();
        Self { file, names, index, found, count, shapes, readers, without_result, ranks, workbook }
    }

    /// The same, of a workbook that was given the results of some formulas: they had none, and are said to.
    #[must_use]
    pub fn given_results(mut self, of: Drawn) -> Self {
        self.without_result = of;
        self
    }

    /// True for a formula that had no saved value and was given what it gives.
    #[must_use]
    pub fn was_without_result(&self, at: CellRef) -> bool {
        self.is_drawn(&self.without_result, at)
    }

    /// The formulas that had no saved value and were given what they give, in the order of the sheets.
    pub fn without_result(&self) -> impl Iterator<Item = CellRef> {
        self.cells_drawn(&self.without_result)
    }

    /// The workbook's name.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Every formula that was followed, in the order of the sheets.
    pub fn cells(&self) -> impl Iterator<Item = (CellRef, &Recalculated)> {
        let found = self.found.iter().enumerate();
        found.filter_map(|(number, one)| Some((self.index.at(number)?, one.as_ref()?)))
    }

    /// How many formulas were followed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// How many of them could be recomputed.
    #[must_use]
    pub fn recomputed(&self) -> usize {
        self.cells().filter(|(_, one)| one.computed().is_some()).count()
    }

    /// True when no table has a formula.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// True when the format may have given formulas as if they were typed values.
    #[must_use]
    pub fn has_lost_formulas(&self) -> bool {
        self.workbook.may_lack_formulas
    }

    /// A formula by its cell.
    #[must_use]
    pub fn get(&self, at: CellRef) -> Option<&Recalculated> {
        self.found.get(self.index.find(at)?)?.as_ref()
    }

    /// The cell of a place in this workbook.
    #[must_use]
    pub fn cell_of(&self, place: &Place) -> Option<CellRef> {
        let Place::Cell { sheet, row, column, .. } = place else { return None };
        let index = self.workbook.sheets.iter().position(|one| one.name == **sheet)?;
        Some(CellRef { sheet: index, row: *row, column: u32::from(*column) })
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
    #[must_use]
    pub const fn workbook(&self) -> &Workbook {
        &self.workbook
    }

    /// The workbook, taken out.
    pub(super) fn take_workbook(&mut self) -> Workbook {
        std::mem::take(&mut self.workbook)
    }

    /// How many cells the workbook holds.
    #[must_use]
    pub fn cell_count(&self) -> usize {
        self.workbook.sheets.iter().map(Sheet::cell_count).sum()
    }

    /// The areas that the formula of a cell reads, in the order of its text.
    #[must_use]
    pub fn areas(&self, at: CellRef) -> Vec<Area> {
        let Some(one) = self.get(at) else { return Vec::new() };
        match self.shapes.get(one.shape) {
            Some(areas) => areas.iter().map(|area| area.at(at)).collect(),
            None => self.areas_of_text(at),
        }
    }

    /// The areas that the formula of a cell would read, filled in another.
    #[must_use]
    pub fn areas_as_if(&self, from: CellRef, to: CellRef) -> Vec<Area> {
        let kept = self.get(from).filter(|one| !one.is_alone).and_then(|one| self.shapes.get(one.shape));
        kept.unwrap_or_default().iter().map(|area| area.at(to)).collect()
    }

    fn book(&self) -> Book<'_> {
        Book::indexed(&self.workbook, Arc::clone(&self.ranks))
    }

    /// The areas of a formula whose shape does not keep them.
    fn areas_of_text(&self, at: CellRef) -> Vec<Area> {
        let formula = self.content(at).and_then(|cell| cell.formula.as_deref()).unwrap_or_default();
        let Ok(tree) = parse::parse(formula) else { return Vec::new() };
        shape::areas(&self.book(), &tree, at).iter().map(|area| area.at(at)).collect()
    }

    /// What the formulas filled from one another share; `None` for a formula that is like no other.
    #[must_use]
    pub fn shape(&self, at: CellRef) -> Option<Shape> {
        self.get(at).filter(|one| !one.is_alone).map(|one| one.shape)
    }

    /// True when one of the areas of a formula is wanted.
    pub(super) fn any_area(&self, number: usize, at: CellRef, wanted: impl Fn(&Area) -> bool) -> bool {
        let Some(one) = self.found.get(number).and_then(Option::as_ref) else { return false };
        match self.shapes.get(one.shape) {
            Some(areas) => areas.iter().any(|area| wanted(&area.at(at))),
            None => self.areas_of_text(at).iter().any(wanted),
        }
    }

    /// The number of a formula.
    pub(super) fn number(&self, at: CellRef) -> Option<usize> {
        self.index.find(at)
    }

    /// The cell of a formula, by its number.
    pub(super) fn at(&self, number: usize) -> Option<CellRef> {
        self.index.at(number)
    }

    /// How many numbers formulas have, those that nothing leads to counted.
    pub(super) fn numbers(&self) -> usize {
        self.index.len()
    }

    /// The numbers of the formulas of a row.
    pub(super) fn numbers_of_row(&self, sheet: usize, row: u32) -> std::ops::Range<usize> {
        self.index.row(sheet, row)
    }

    /// Every formula that was followed, by its number and its cell.
    pub(super) fn followed(&self) -> impl Iterator<Item = (usize, CellRef)> {
        let found = self.found.iter().enumerate().filter(|(_, one)| one.is_some());
        found.filter_map(|(number, _)| Some((number, self.index.at(number)?)))
    }

    /// The formulas that read one, by their numbers.
    pub(super) fn readers(&self, number: usize) -> &[u32] {
        self.readers.of(number)
    }

    /// A formula as distances from its cell; empty when it cannot be read.
    #[must_use]
    pub fn relative(&self, at: CellRef) -> String {
        let formula = self.content(at).and_then(|cell| cell.formula.as_deref()).unwrap_or_default();
        parse::parse(formula).map(|tree| relative::relative(&tree, at)).unwrap_or_default()
    }

    /// The kind of the formula of a cell, with its parameters: formulas that differ by a rate are of one kind. `None` when
    /// it cannot be read, or reads no cell.
    #[must_use]
    pub fn kind(&self, at: CellRef) -> Option<(String, Vec<Parameter>)> {
        let formula = self.content(at)?.formula.as_deref()?;
        if is_frozen(formula) || self.areas(at).is_empty() {
            return None;
        }
        parse::parse(formula).ok().map(|tree| relative::kind(&tree, at))
    }

    /// The number that a parameter of a formula stands for.
    #[must_use]
    pub fn parameter(&self, of: CellRef, parameter: &Parameter) -> Option<Decimal> {
        let (sheet, row, column) = match parameter {
            Parameter::Number(number) => return Some(*number),
            Parameter::Cell(sheet, row, column) => (sheet, *row, *column),
        };
        let sheet = match sheet {
            Some(name) => {
                self.workbook.sheets.iter().position(|one| one.name.to_lowercase() == name.to_lowercase())?
            }
            None => of.sheet,
        };
        match Value::of_cell(&self.content(CellRef { sheet, row, column })?.value) {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The cells of a loop, from the one that is asked about.
    #[must_use]
    pub fn cycle(&self, one: &Recalculated) -> Vec<CellRef> {
        match &one.outcome {
            Outcome::Circular(cells) => {
                cells.iter().filter_map(|cell| self.index.at(*cell as usize)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The formulas that one cell reads, each once.
    #[must_use]
    pub fn precedents(&self, at: CellRef) -> BTreeSet<CellRef> {
        let book = self.book();
        let mut found = BTreeSet::new();
        for area in self.areas(at) {
            let formulas = book.filled(area).filter(|cell| cell.formula.is_some());
            found.extend(formulas.map(|cell| CellRef {
                sheet: area.sheet,
                row: cell.row,
                column: cell.column,
            }));
        }
        found
    }

    /// What the formula of one cell would give, written in another cell as if it had been filled there.
    #[must_use]
    pub fn as_if_filled(&self, from: CellRef, to: CellRef) -> Option<(String, Value)> {
        let formula = self.content(from)?.formula.as_ref()?;
        let moved =
            calamine::expand_shared_formula(formula, (from.row, from.column), (to.row, to.column)).ok()?;
        let tree = parse::parse(&moved).ok()?;
        let book = self.book();
        let steps = Counter::new(limits::FORMULA_TRIAL_STEPS);
        // The cell itself must not be read, its constant would answer for the formula; nor a cell that nobody filled.
        let blank =
            |area: &Area| area.single().is_some_and(|cell| book.cell(cell).is_none_or(Cell::is_blank));
        let areas = shape::areas(&book, &tree, to);
        if areas.iter().map(|area| area.at(to)).any(|area| area.contains(to) || blank(&area)) {
            return None;
        }
        let read = |cell: CellRef| match self.get(cell).and_then(Recalculated::computed) {
            Some(value) => value.clone(),
            None => {
                let value = book.cell(cell).map_or(Value::Empty, |cell| Value::of_cell(&cell.value));
                book.as_counted(cell, value)
            }
        };
        let evaluator = Evaluator::new(&book, to, &read, &steps);
        let value = evaluator.value(&tree).ok().filter(|_| evaluator.doubt.get().is_none())?;
        Some((moved, book.as_counted(to, value)))
    }
}

/// The formulas that stand in the tables, headers left out.
fn formulas_of_tables(workbook: &Workbook, reading: &BudgetReading, formulas: &Index) -> Vec<usize> {
    let mut found = Vec::new();
    for table in reading.all_tables() {
        let columns = || table.columns.iter().map(|(_, column, _)| *column);
        let (Some(first), Some(last)) = (columns().min(), columns().max()) else { continue };
        let Some(index) = workbook.sheets.iter().position(|sheet| sheet.name == table.sheet) else {
            continue;
        };
        let Some(sheet) = workbook.sheets.get(index) else { continue };
        let first_row = table.header_row.saturating_add(1);
        for cell in sheet.rows_between(first_row, table.last_row).flatten() {
            if cell.formula.is_some() && (first..=last).contains(&cell.column) {
                let at = CellRef { sheet: index, row: cell.row, column: cell.column };
                found.extend(formulas.find(at));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
