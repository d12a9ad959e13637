//! The cells and names that formulas refer to.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::area::{Area, CellRef};
use super::value::{Value, rounded};
use crate::source::workbook::sheet::{Cell, Sheet};
use crate::source::workbook::structured::Table;
use crate::source::workbook::{DefinedName, Workbook};

/// A workbook as formulas see it: sheets and names found without regard to case.
#[derive(Debug)]
pub struct Book<'a> {
    workbook: &'a Workbook,
    ranks: Arc<Ranks>,
}

/// The sheets, names and tables of a workbook, by their names in small letters: worked out once, for all who ask.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    sheets: BTreeMap<String, usize>,
    /// `None` for a name that two scopes give two meanings.
    names: BTreeMap<String, Option<usize>>,
    tables: BTreeMap<String, usize>,
}

impl Ranks {
    fn of(workbook: &Workbook) -> Self {
        let mut sheets = BTreeMap::new();
        for (index, sheet) in workbook.sheets.iter().enumerate() {
            sheets.entry(sheet.name.to_lowercase()).or_insert(index);
        }
        let meaning = |rank: usize| workbook.names.get(rank).map(|one| (&one.formula, one.seen_from));
        let mut names: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (rank, one) in workbook.names.iter().enumerate() {
            names
                .entry(one.name.to_lowercase())
                // The same name in two scopes with two meanings: which one is meant is not known here.
                .and_modify(|known| *known = known.filter(|known| meaning(*known) == meaning(rank)))
                .or_insert(Some(rank));
        }
        let tables = workbook.tables.iter().enumerate();
        let tables = tables.map(|(rank, table)| (table.name.to_lowercase(), rank)).collect();
        Self { sheets, names, tables }
    }
}

impl<'a> Book<'a> {
    /// Indexes a workbook.
    #[must_use]
    pub fn new(workbook: &'a Workbook) -> Self {
        Self { workbook, ranks: Arc::new(Ranks::of(workbook)) }
    }

    /// A workbook that was indexed before.
    pub(super) const fn indexed(workbook: &'a Workbook, ranks: Arc<Ranks>) -> Self {
        Self { workbook, ranks }
    }

    /// What it is indexed by.
    pub(super) fn ranks(&self) -> Arc<Ranks> {
        Arc::clone(&self.ranks)
    }

    /// The index of a sheet.
    pub(super) fn sheet(&self, name: &str) -> Option<usize> {
        self.ranks.sheets.get(&name.to_lowercase()).copied()
    }

    /// What a defined name stands for; `Some(None)` when two scopes disagree.
    pub(super) fn name(&self, name: &str) -> Option<Option<&'a DefinedName>> {
        let name = name.to_lowercase();
        // `Feuille!nom` is the name of that sheet.
        let bare = name.rsplit('!').next().unwrap_or_default();
        let known = *self.ranks.names.get(&name).or_else(|| self.ranks.names.get(bare))?;
        Some(known.and_then(|rank| self.workbook.names.get(rank)))
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

    /// The table of a name; without one, the table where a cell stands.
    pub(super) fn table(&self, name: &str, at: CellRef) -> Option<&'a Table> {
        if name.is_empty() {
            let holds = |table: &&Table| Area { sheet: table.sheet, range: table.range }.contains(at);
            return self.workbook.tables.iter().find(holds);
        }
        self.workbook.tables.get(*self.ranks.tables.get(&name.to_lowercase())?)
    }

    /// The cells that the formula of a cell fills, for a formula that computes with whole ranges.
    pub(super) fn spill(&self, at: CellRef) -> Option<Area> {
        let range = self.workbook.sheets.get(at.sheet)?.spill_of(at.row, at.column)?;
        Some(Area { sheet: at.sheet, range })
    }

    /// A value as the cell that holds it counts: where the workbook says so, as it is displayed.
    pub(super) fn as_counted(&self, at: CellRef, value: Value) -> Value {
        let (Value::Number(number), true) = (&value, self.workbook.is_precision_as_displayed) else {
            return value;
        };
        let look =
            self.workbook.sheets.get(at.sheet).zip(self.cell(at)).and_then(|(sheet, cell)| sheet.look(cell));
        match look.and_then(|look| look.decimals) {
            Some(decimals) => Value::Number(rounded(*number, decimals)),
            None => value,
        }
    }

    /// True when a filter hides a row: rows hidden by hand count in what follows filters.
    pub(super) fn is_row_filtered(&self, sheet: usize, row: u32) -> bool {
        let sheet = self.workbook.sheets.get(sheet);
        sheet.is_some_and(|sheet| sheet.has_filter_criteria() && sheet.is_row_filtered(row))
    }

    /// True when a row is hidden or filtered out.
    pub(super) fn is_row_hidden(&self, sheet: usize, row: u32) -> bool {
        self.workbook.sheets.get(sheet).is_some_and(|sheet| sheet.is_row_hidden(row))
    }

    /// The last row that holds something, over all the sheets.
    pub(super) fn last_row(&self) -> u32 {
        self.workbook.sheets.iter().filter_map(Sheet::last_row).max().unwrap_or(0)
    }
}
