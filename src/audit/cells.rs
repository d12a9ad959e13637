//! Cells as findings speak of them: what they hold, their formula, what it reads, where their errors are born.

use std::collections::BTreeSet;

use super::Audit;
use crate::findings::say;
use crate::findings::{Fact, Sentence};
use crate::formula::{Area, CellRef, CellSet, Outcome, Recalculation, Value};
use crate::model::{Place, cell_name};
use crate::source::table::IssueKind;
use crate::source::workbook::formula_text::{Frozen, frozen_formula};
use crate::source::workbook::sheet::{CellValue, shorten};

/// A value as a finding states it.
#[must_use]
pub fn fact(value: &Value) -> Fact {
    match value {
        Value::Empty => Fact::Words("rien"),
        Value::Number(number) => Fact::Shown(*number),
        Value::Text(text) => say!("« {} »", shorten(text)).into(),
        Value::Bool(true) => Fact::Words("VRAI"),
        Value::Bool(false) => Fact::Words("FAUX"),
        Value::Error(error) => Fact::Text(error.to_string()),
    }
}

/// Cells that something was said of when the workbook was read.
#[derive(Debug)]
pub struct Noticed<'a> {
    cells: BTreeSet<CellRef>,
    /// Where the formulas without result are known, when they are among the cells.
    without_result: Option<&'a Recalculation>,
}

impl Noticed<'_> {
    /// Those that reading named itself.
    pub fn iter(&self) -> impl Iterator<Item = &CellRef> {
        self.cells.iter()
    }

    /// True for one of them.
    #[must_use]
    pub fn contains(&self, at: &CellRef) -> bool {
        self.cells.contains(at) || self.without_result.is_some_and(|known| known.was_without_result(*at))
    }
}

impl Audit<'_> {
    /// The cell of a place of this workbook.
    #[must_use]
    pub fn cell_of(&self, place: &Place) -> Option<CellRef> {
        self.recalculation.cell_of(place)
    }

    /// The place of a cell.
    #[must_use]
    pub fn place(&self, at: CellRef) -> Place {
        self.recalculation.place(at)
    }

    /// True when a cell holds a formula.
    #[must_use]
    pub fn has_formula(&self, place: &Place) -> bool {
        let content = self.cell_of(place).and_then(|at| self.recalculation.content(at));
        content.is_some_and(|cell| cell.formula.is_some())
    }

    /// A value as it was saved.
    #[must_use]
    pub fn saved(&self, at: CellRef) -> Fact {
        self.recalculation.content(at).map_or(Fact::Words("rien"), |cell| fact(&Value::of_cell(&cell.value)))
    }

    /// « formule =F4*G4 ».
    #[must_use]
    pub fn formula(&self, at: CellRef) -> Sentence {
        match self.recalculation.content(at).and_then(|cell| cell.formula.as_ref()) {
            Some(formula) => match frozen_formula(formula) {
                // As it was typed in Google Sheets.
                Some(Frozen { formula: Some(own) }) => say!("formule ={}", shorten(&own)),
                Some(Frozen { formula: None }) => "formule propre à Google Sheets".into(),
                None => say!("formule ={}", shorten(formula)),
            },
            None => "formule".into(),
        }
    }

    /// The cells and ranges that a formula reads: « D7:D19 et Personnel › I23 ».
    #[must_use]
    pub fn sources(&self, at: CellRef) -> Option<Fact> {
        let from = at.sheet;
        let mut areas: Vec<Area> = Vec::new();
        for area in self.recalculation.areas(at) {
            if !areas.contains(&area) {
                areas.push(area);
            }
        }
        let shown = |area: &Area| self.name_of_area(area, from);
        (!areas.is_empty()).then(|| Fact::list(areas.iter().map(shown)))
    }

    /// The name of a cell, its sheet before it when it is another one than `from`.
    #[must_use]
    pub fn name(&self, at: CellRef, from: usize) -> String {
        let cell = cell_name(at.row, at.column);
        if at.sheet == from {
            return cell;
        }
        self.recalculation.sheet(at).map_or(cell.clone(), |sheet| format!("{} › {cell}", sheet.name))
    }

    /// The name of an area, its sheet before it when it is another one than `from`.
    #[must_use]
    pub fn name_of_area(&self, area: &Area, from: usize) -> String {
        let first = self.name(area.at(0, 0), from);
        match area.single() {
            Some(_) => first,
            None => format!("{first}:{}", cell_name(area.range.last_row, area.range.last_column)),
        }
    }

    /// The names of some cells.
    #[must_use]
    pub fn names(&self, cells: &[CellRef], from: usize) -> Fact {
        Fact::list(cells.iter().map(|cell| self.name(*cell, from)))
    }

    /// How many formulas could be recomputed.
    #[must_use]
    pub fn recomputed(&self) -> usize {
        self.recalculation.recomputed()
    }

    /// The cells that reading named for some kinds of issues.
    #[must_use]
    pub fn noticed(&self, which: impl Fn(&IssueKind) -> bool) -> Noticed<'_> {
        let issues = self.reading.issues.iter();
        let cells = issues
            .filter(|issue| which(&issue.kind))
            .filter_map(|issue| self.cell_of(&issue.place))
            .collect();
        let without_result = which(&IssueKind::UncachedFormula { formula: "".into() });
        Noticed { cells, without_result: without_result.then_some(self.recalculation) }
    }

    /// True when the error of a cell is born in it: nothing it reads holds one.
    #[must_use]
    pub fn is_first_error(&self, at: CellRef) -> bool {
        !self.recalculation.areas(at).iter().any(|area| self.errors().meets(area))
    }

    /// True for a cell in error only because of another one.
    #[must_use]
    pub fn is_error_of_another(&self, place: &Place) -> bool {
        let Some(at) = self.cell_of(place) else { return false };
        let content = self.recalculation.content(at);
        content.is_some_and(|cell| matches!(cell.value, CellValue::Error(_)))
            && self.recalculation.get(at).is_some_and(|one| {
                matches!(one.outcome, Outcome::Sound(Value::Error(_))) && !self.is_first_error(at)
            })
    }

    /// Formulas in error that no table's column holds, where the error is born; then cells typed in error that formulas
    /// read.
    #[must_use]
    pub fn errors_elsewhere(&self) -> (Vec<CellRef>, BTreeSet<CellRef>) {
        let told =
            self.noticed(|kind| matches!(kind, IssueKind::UncachedFormula { .. } | IssueKind::ErrorCell));
        let cells = || self.recalculation.cells();
        let born = cells()
            .filter(|(at, one)| {
                matches!(one.outcome, Outcome::Sound(Value::Error(_)))
                    && !told.contains(at)
                    && self.is_first_error(*at)
            })
            .map(|(at, _)| at)
            .collect();
        let is_typed = |at: &CellRef| !told.contains(at) && self.recalculation.get(*at).is_none();
        let mut errors = CellSet::of(self.error_cells().filter(is_typed));
        let areas = cells().flat_map(|(at, _)| self.recalculation.areas(at));
        let typed = areas.flat_map(|area| errors.take(&area)).collect();
        (born, typed)
    }

    /// The cells whose saved value is an error.
    fn errors(&self) -> &CellSet {
        self.errors.get_or_init(|| CellSet::of(self.error_cells()))
    }

    fn error_cells(&self) -> impl Iterator<Item = CellRef> {
        let sheets = self.recalculation.workbook().sheets.iter().enumerate();
        sheets.flat_map(|(index, sheet)| {
            let cells = sheet.rows_between(0, u32::MAX).flatten();
            let errors = cells.filter(|cell| matches!(cell.value, CellValue::Error(_)));
            errors.map(move |cell| CellRef { sheet: index, row: cell.row, column: cell.column })
        })
    }
}
