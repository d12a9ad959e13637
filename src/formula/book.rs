//! The cells and names that formulas refer to.

use std::collections::BTreeMap;

use super::area::{Area, CellRef};
use crate::source::workbook::Workbook;
use crate::source::workbook::sheet::{Cell, Sheet};

/// A workbook as formulas see it: sheets and names found without regard to case.
#[derive(Debug)]
pub struct Book<'a> {
    workbook: &'a Workbook,
    sheets: BTreeMap<String, usize>,
    names: BTreeMap<String, Option<&'a str>>,
}

impl<'a> Book<'a> {
    /// Indexes a workbook.
    #[must_use]
    pub fn new(workbook: &'a Workbook) -> Self {
        let mut sheets = BTreeMap::new();
        for (index, sheet) in workbook.sheets.iter().enumerate() {
            sheets.entry(sheet.name.to_lowercase()).or_insert(index);
        }
        let mut names: BTreeMap<String, Option<&'a str>> = BTreeMap::new();
        for (name, formula) in &workbook.names {
            names
                .entry(name.to_lowercase())
                // The same name in two scopes with two meanings: which one is meant is not known here.
                .and_modify(|known| *known = known.filter(|known| *known == formula))
                .or_insert(Some(formula));
        }
        Self { workbook, sheets, names }
    }

    /// The index of a sheet.
    pub(super) fn sheet(&self, name: &str) -> Option<usize> {
        self.sheets.get(&name.to_lowercase()).copied()
    }

    /// What a defined name stands for; `Some(None)` when two scopes disagree.
    pub(super) fn name(&self, name: &str) -> Option<Option<&'a str>> {
        self.names.get(&name.to_lowercase()).copied()
    }

    /// A cell that holds something.
    pub(super) fn cell(&self, at: CellRef) -> Option<&'a Cell> {
        self.workbook.sheets.get(at.sheet)?.cell(at.row, at.column)
    }

    /// The cells of an area that hold something, row by row.
    pub(super) fn filled(&self, area: Area) -> impl Iterator<Item = &'a Cell> + use<'a> {
        let range = area.range;
        self.workbook
            .sheets
            .get(area.sheet)
            .into_iter()
            .flat_map(move |sheet| sheet.rows_between(range.first_row, range.last_row))
            .flat_map(move |cells| {
                let start = cells.partition_point(|cell| cell.column < range.first_column);
                let end = cells.partition_point(|cell| cell.column <= range.last_column);
                cells.get(start..end).unwrap_or_default()
            })
    }

    /// True when a row is hidden or filtered out.
    pub(super) fn is_row_hidden(&self, sheet: usize, row: u32) -> bool {
        self.workbook.sheets.get(sheet).is_some_and(|sheet| sheet.is_row_hidden(row))
    }

    /// True when an area has a hidden row that holds something.
    pub(super) fn hides_rows(&self, area: Area) -> bool {
        self.filled(area).any(|cell| self.is_row_hidden(area.sheet, cell.row))
    }

    /// The last row that holds something, over all the sheets.
    pub(super) fn last_row(&self) -> u32 {
        self.workbook.sheets.iter().filter_map(Sheet::last_row).max().unwrap_or(0)
    }
}
