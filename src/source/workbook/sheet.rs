//! A sheet as a sparse, sorted list of cells: memory follows what is filled, not the furthest cell.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::formula_text::as_shown;
use super::number_format::CellLook;
use super::spans::Spans;
use crate::source::limits;

/// What a cell holds, or the result its formula had when the workbook was saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CellValue {
    /// Nothing: only cells with a formula are kept without a value.
    Empty,
    /// A number.
    Number(f64),
    /// A text, never trimmed here: the lines of the budget share it.
    Text(Arc<str>),
    /// A boolean.
    Bool(bool),
    /// A calendar date, the time of day left out.
    Date(Date),
    /// A duration or a time of day, in days.
    Duration(f64),
    /// An error such as `#REF!`.
    Error(Box<str>),
}

/// A filled cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub column: u32,
    /// Value or cached result.
    pub value: CellValue,
    /// Formula without its leading `=`.
    pub formula: Option<Arc<str>>,
}

impl Cell {
    /// The text of the cell, trimmed, when it holds a text that is not blank.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            CellValue::Text(text) => Some(trimmed(text)).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// As [`Self::text`], shared with the cell unless spaces stand around it.
    #[must_use]
    pub fn shared_text(&self) -> Option<Arc<str>> {
        let text = self.text()?;
        match &self.value {
            CellValue::Text(whole) if whole.len() == text.len() => Some(Arc::clone(whole)),
            _ => Some(text.into()),
        }
    }

    /// True when the cell shows nothing and computes nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.formula.is_none()
            && match &self.value {
                CellValue::Empty => true,
                CellValue::Text(text) => trimmed(text).is_empty(),
                _ => false,
            }
    }

    /// A formula whose result the workbook does not hold.
    #[must_use]
    pub fn uncached_formula(&self) -> Option<&Arc<str>> {
        self.formula.as_ref().filter(|_| self.value == CellValue::Empty)
    }

    /// The value as a person would recognise it, cut to [`limits::SHOWN_CHARACTERS`].
    #[must_use]
    pub fn shown(&self) -> String {
        let text = match &self.value {
            CellValue::Empty => {
                self.formula.as_ref().map(|formula| format!("={formula}")).unwrap_or_default()
            }
            CellValue::Number(number) => format!("{number}").replace('.', ","),
            CellValue::Text(text) => text.trim().to_owned(),
            CellValue::Bool(true) => "VRAI".to_owned(),
            CellValue::Bool(false) => "FAUX".to_owned(),
            CellValue::Date(date) => date.strftime("%d/%m/%Y").to_string(),
            CellValue::Duration(days) => format!("{} h", days * 24.0).replace('.', ","),
            CellValue::Error(error) => error.to_string(),
        };
        shorten(&text)
    }
}

/// The text without the spaces around it: most texts have none, which their ends tell.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// Cuts a text for display to [`limits::SHOWN_CHARACTERS`].
pub(crate) fn shorten(text: &str) -> String {
    // A text has no more characters than bytes.
    if text.len() <= limits::SHOWN_CHARACTERS {
        return text.to_owned();
    }
    let mut characters = text.chars();
    let mut short: String = characters.by_ref().take(limits::SHOWN_CHARACTERS).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

/// A rectangle of cells, both ends included, zero-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CellRange {
    /// First row.
    pub first_row: u32,
    /// Last row.
    pub last_row: u32,
    /// First column.
    pub first_column: u32,
    /// Last column.
    pub last_column: u32,
}

/// Filled cells too far from the origin to belong to a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FarCells {
    /// Row of the first one.
    pub row: u32,
    /// Column of the first one.
    pub column: u32,
    /// What the first one shows.
    pub shown: String,
    /// How many.
    pub count: usize,
}

/// One sheet.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sheet {
    /// Name as the workbook spells it.
    pub name: Arc<str>,
    /// True when the sheet's tab is hidden.
    pub is_hidden: bool,
    /// True when the file knows only texts, as a csv does: a number written as text is no slip there.
    pub is_untyped: bool,
    /// Cells beyond [`limits::FAR_ROW`] or [`limits::FAR_COLUMN`].
    pub far_cells: Option<FarCells>,
    cells: Vec<Cell>,
    rows: Vec<(u32, usize, usize)>,
    hidden_rows: Spans,
    hidden_columns: Spans,
    filters: Filters,
    merged: BTreeMap<u32, Vec<CellRange>>,
    /// Cells whose format says something, in order, with the rank of that format.
    looks: Vec<(u32, u32, u32)>,
    look_kinds: BTreeMap<u32, CellLook>,
    /// The cells that one formula fills, its own first: sorted by that cell.
    spills: Vec<CellRange>,
    /// Those that fill several cells, the first of them.
    wide_spills: Vec<CellRange>,
    /// The areas that pivot tables fill.
    pivots: Vec<CellRange>,
}

impl Sheet {
    /// The cells that the formula of a cell fills, when it may fill several.
    #[must_use]
    pub fn spill_of(&self, row: u32, column: u32) -> Option<CellRange> {
        let place = |range: &CellRange| (range.first_row, range.first_column);
        let found = self.spills.binary_search_by_key(&(row, column), place).ok()?;
        self.spills.get(found).copied()
    }

    /// True for a cell that the formula of another one fills.
    #[must_use]
    pub fn is_spilled(&self, row: u32, column: u32) -> bool {
        self.wide_spills.iter().take_while(|range| range.first_row <= row).any(|range| {
            (range.first_row, range.first_column) != (row, column)
                && row <= range.last_row
                && (range.first_column..=range.last_column).contains(&column)
        })
    }

    /// The cells of the `index`-th filled row.
    #[must_use]
    pub fn filled_row(&self, index: usize) -> Option<(u32, &[Cell])> {
        let (row, start, end) = self.rows.get(index)?;
        Some((*row, self.cells.get(*start..*end)?))
    }

    /// The cells of a row.
    #[must_use]
    pub fn row(&self, row: u32) -> &[Cell] {
        self.rows
            .binary_search_by_key(&row, |(row, _, _)| *row)
            .ok()
            .and_then(|index| self.filled_row(index))
            .map_or(&[], |(_, cells)| cells)
    }

    /// The filled rows between two rows, both included.
    pub fn rows_between(&self, first: u32, last: u32) -> impl Iterator<Item = &[Cell]> {
        let start = self.rows.partition_point(|(row, _, _)| *row < first);
        let end = self.rows.partition_point(|(row, _, _)| *row <= last);
        let rows = self.rows.get(start..end).unwrap_or_default();
        rows.iter().map(|(_, start, end)| self.cells.get(*start..*end).unwrap_or_default())
    }

    /// The last row that holds something.
    #[must_use]
    pub fn last_row(&self) -> Option<u32> {
        self.rows.last().map(|(row, _, _)| *row)
    }

    /// A cell, when it holds something.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        cell_in(self.row(row), column)
    }

    /// How many cells hold something.
    #[must_use]
    pub fn cell_count(&self) -> usize {
        self.cells.len()
    }

    /// Type a value over a cell that holds something: its formula is gone.
    pub fn type_over(&mut self, row: u32, column: u32, value: CellValue) {
        if let Some(cell) = self.cell_mut(row, column) {
            cell.value = value;
            cell.formula = None;
        }
    }

    /// Save another result beside the formula of a cell.
    pub fn set_result(&mut self, row: u32, column: u32, value: CellValue) {
        if let Some(cell) = self.cell_mut(row, column) {
            cell.value = value;
        }
    }

    fn cell_mut(&mut self, row: u32, column: u32) -> Option<&mut Cell> {
        let index = self.cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column)).ok()?;
        self.cells.get_mut(index)
    }

    /// True when the row is hidden, filtered out or without height.
    #[must_use]
    pub fn is_row_hidden(&self, row: u32) -> bool {
        self.hidden_rows.contains(row)
    }

    /// True when a filter may be what hides the row: it stands within the filter's range.
    #[must_use]
    pub fn is_row_filtered(&self, row: u32) -> bool {
        self.is_row_hidden(row) && self.filters.rows.contains(row)
    }

    /// True when a filter of the sheet holds a criterion, not only its buttons.
    #[must_use]
    pub fn has_filter_criteria(&self) -> bool {
        self.filters.has_criteria
    }

    /// True when the column is hidden or without width.
    #[must_use]
    pub fn is_column_hidden(&self, column: u32) -> bool {
        self.hidden_columns.contains(column)
    }

    /// The merged range that covers a cell.
    #[must_use]
    pub fn merged_range(&self, row: u32, column: u32) -> Option<CellRange> {
        let ranges = self.merged.get(&column)?;
        let after = ranges.partition_point(|range| range.first_row <= row);
        let range = ranges.get(after.checked_sub(1)?)?;
        (row <= range.last_row).then_some(*range)
    }

    /// True when the format of a cell shows a percentage: `1.2` there is 120 %. Old `.xls` files do not tell.
    #[must_use]
    pub fn is_percent(&self, cell: &Cell) -> bool {
        self.look(cell).is_some_and(|look| look.is_percent)
    }

    /// What the format of a cell shows besides its value, or hides of it. Old `.xls` and `.xlsb` files do not tell.
    #[must_use]
    pub fn look(&self, cell: &Cell) -> Option<&CellLook> {
        if self.looks.is_empty() {
            return None;
        }
        let index =
            self.looks.binary_search_by_key(&(cell.row, cell.column), |(row, column, _)| (*row, *column));
        let (.., kind) = self.looks.get(index.ok()?)?;
        self.look_kinds.get(kind)
    }

    /// True when a cell holds a number, or in a file of texts only, an amount.
    #[must_use]
    pub fn is_number(&self, cell: &Cell) -> bool {
        match &cell.value {
            CellValue::Number(number) => number.abs() > 1e-9,
            CellValue::Text(text) if self.is_untyped => {
                crate::source::amount::parse_amount(text).is_ok_and(|amount| !amount.euros.is_zero())
            }
            _ => false,
        }
    }

    /// True when a cell stands in the area of a pivot table: it is computed from another table.
    #[must_use]
    pub fn is_pivot(&self, row: u32, column: u32) -> bool {
        self.pivots.iter().any(|area| {
            (area.first_row..=area.last_row).contains(&row)
                && (area.first_column..=area.last_column).contains(&column)
        })
    }

    /// True when some range is merged.
    #[must_use]
    pub fn has_merged_ranges(&self) -> bool {
        !self.merged.is_empty()
    }

    /// The merged ranges, each once.
    pub fn merged_ranges(&self) -> impl Iterator<Item = CellRange> {
        let by_column = self.merged.iter();
        by_column.flat_map(|(column, ranges)| {
            ranges.iter().filter(move |range| range.first_column == *column).copied()
        })
    }
}

/// The cell of a column among the sorted cells of a row.
#[must_use]
pub fn cell_in(cells: &[Cell], column: u32) -> Option<&Cell> {
    // Most rows are filled without a gap: the cell stands where its column says.
    let start = cells.first()?.column;
    let straight = column.checked_sub(start).and_then(|offset| cells.get(offset as usize));
    if let Some(cell) = straight.filter(|cell| cell.column == column) {
        return Some(cell);
    }
    cells.binary_search_by_key(&column, |cell| cell.column).ok().and_then(|index| cells.get(index))
}

/// What a formula without any function nor reference says; `#REF!` alone is a formula that has lost its cell.
fn literal(formula: &str) -> Option<CellValue> {
    match formula.trim_start_matches('=') {
        "TRUE" | "TRUE()" => Some(CellValue::Bool(true)),
        "FALSE" | "FALSE()" => Some(CellValue::Bool(false)),
        "#N/A" => Some(CellValue::Error("#N/A".into())),
        _ => None,
    }
}

/// What filters a sheet has, as they are gathered.
#[derive(Debug, Clone, Default)]
pub(super) struct FilterDraft {
    /// Rows of their ranges, headers left out.
    pub(super) rows: Vec<(u32, u32)>,
    pub(super) has_criteria: bool,
}

impl FilterDraft {
    /// Notes a filter by its range, whose first row holds the buttons.
    pub(super) fn add(&mut self, range: CellRange) {
        self.rows.push((range.first_row.saturating_add(1), range.last_row));
    }

    /// A filter of which only the existence is known: whatever row is hidden, it may have hidden it.
    pub(super) fn add_whole_sheet(&mut self) {
        self.rows.push((0, limits::LAST_ROW));
        self.has_criteria = true;
    }

    /// Adds the filters of another part of the same sheet.
    pub(super) fn append(&mut self, other: &Self) {
        self.rows.extend(&other.rows);
        self.has_criteria |= other.has_criteria;
    }
}

/// What filters a sheet has.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Filters {
    rows: Spans,
    has_criteria: bool,
}

/// Texts read lately, so that a category written on a hundred thousand lines is kept once.
///
/// A table of as many slots as texts it can hold: a text that finds its slot taken by another takes it over.
#[derive(Debug, Default)]
pub(super) struct RecentTexts(Vec<Option<Arc<str>>>);

impl RecentTexts {
    /// Slots: enough for the categories, partners and suppliers of a budget.
    const SLOTS: usize = 2_048;

    /// Longest text looked for, in bytes: those that repeat are short.
    const BYTES: usize = 128;

    /// The same text, as it was kept the last time when it was read lately.
    fn shared(&mut self, text: Arc<str>) -> Arc<str> {
        if text.len() > Self::BYTES {
            return text;
        }
        if self.0.is_empty() {
            self.0.resize(Self::SLOTS, None);
        }
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let slot = usize::try_from(hasher.finish() % Self::SLOTS as u64).unwrap_or(0);
        match self.0.get_mut(slot) {
            Some(Some(known)) if **known == *text => Arc::clone(known),
            Some(place) => {
                *place = Some(Arc::clone(&text));
                text
            }
            None => text,
        }
    }
}

/// What is gathered while a sheet is read.
#[derive(Debug, Default)]
pub(super) struct SheetDraft {
    pub(super) recent: RecentTexts,
    pub(super) cells: Vec<Cell>,
    pub(super) hidden_rows: Vec<(u32, u32)>,
    pub(super) hidden_columns: Vec<(u32, u32)>,
    pub(super) filters: FilterDraft,
    pub(super) merged: Vec<CellRange>,
    pub(super) far_cells: Option<FarCells>,
    pub(super) is_untyped: bool,
    pub(super) looks: Vec<(u32, u32, u32)>,
    pub(super) look_kinds: BTreeMap<u32, CellLook>,
    pub(super) spills: Vec<CellRange>,
    pub(super) pivots: Vec<CellRange>,
}

impl SheetDraft {
    /// Keeps a cell, or counts it among the far ones; cells that hold nothing are dropped.
    pub(super) fn push(&mut self, mut cell: Cell) {
        // LibreOffice writes an absent value or a logical one as a formula that says nothing else.
        if let Some(value) = cell.formula.as_deref().and_then(literal) {
            cell.formula = None;
            cell.value = value;
        }
        if cell.formula.is_none() && cell.value == CellValue::Empty {
            return;
        }
        if let Some(shown) = cell.formula.as_deref().map(|formula| as_shown(formula, &[]))
            && let Cow::Owned(shown) = shown
        {
            cell.formula = Some(shown.into());
        }
        if cell.row < limits::FAR_ROW && cell.column < limits::FAR_COLUMN {
            if let CellValue::Text(text) = cell.value {
                cell.value = CellValue::Text(self.recent.shared(text));
            }
            self.cells.push(cell);
            return;
        }
        if cell.is_blank() {
            return;
        }
        match &mut self.far_cells {
            Some(far) => far.count = far.count.saturating_add(1),
            None => {
                self.far_cells =
                    Some(FarCells { row: cell.row, column: cell.column, shown: cell.shown(), count: 1 });
            }
        }
    }

    /// The rank of what a format shows: the same as that of its equals.
    pub(super) fn rank_of(&mut self, look: CellLook) -> u32 {
        if let Some((rank, _)) = self.look_kinds.iter().find(|(_, known)| **known == look) {
            return *rank;
        }
        let rank = u32::try_from(self.look_kinds.len()).unwrap_or(u32::MAX);
        self.look_kinds.insert(rank, look);
        rank
    }

    pub(super) fn finish(mut self, name: Arc<str>, is_hidden: bool) -> Sheet {
        // Writers keep cells in order; a file that does not is sorted, and its last word on a cell wins.
        let rows = rows_in_order(&self.cells).unwrap_or_else(|| {
            self.cells.reverse();
            self.cells.sort_by_key(|cell| (cell.row, cell.column));
            self.cells.dedup_by_key(|cell| (cell.row, cell.column));
            rows_in_order(&self.cells).unwrap_or_default()
        });
        let mut merged: BTreeMap<u32, Vec<CellRange>> = BTreeMap::new();
        for range in &self.merged {
            for column in range.first_column..=range.last_column.min(limits::FAR_COLUMN) {
                merged.entry(column).or_default().push(*range);
            }
        }
        for ranges in merged.values_mut() {
            ranges.sort_unstable();
            // Merged ranges never overlap in a sound file; of two that do, the first is kept.
            let mut covered = None;
            ranges.retain(|range| {
                let free = covered.is_none_or(|last| range.first_row > last);
                if free {
                    covered = Some(range.last_row);
                }
                free
            });
        }
        Sheet {
            name,
            is_hidden,
            is_untyped: self.is_untyped,
            far_cells: self.far_cells,
            cells: self.cells,
            rows,
            hidden_rows: Spans::new(self.hidden_rows),
            hidden_columns: Spans::new(self.hidden_columns),
            filters: Filters {
                // A range of one row has its buttons and nothing to hide.
                rows: Spans::new(
                    self.filters.rows.into_iter().filter(|(first, last)| first <= last).collect(),
                ),
                has_criteria: self.filters.has_criteria,
            },
            merged,
            pivots: self.pivots,
            looks: {
                self.looks.sort_unstable();
                self.looks
            },
            look_kinds: self.look_kinds,
            wide_spills: {
                self.spills.sort_unstable_by_key(|range| (range.first_row, range.first_column));
                self.spills.dedup_by_key(|range| (range.first_row, range.first_column));
                let wide = self.spills.iter().filter(|range| {
                    range.first_row != range.last_row || range.first_column != range.last_column
                });
                wide.take(limits::SPILLS).copied().collect()
            },
            spills: self.spills,
        }
    }
}

/// Each row with the span of its cells; `None` when they are not from left to right, row after row.
fn rows_in_order(cells: &[Cell]) -> Option<Vec<(u32, usize, usize)>> {
    let mut rows: Vec<(u32, usize, usize)> = Vec::new();
    let mut previous = None;
    for (index, cell) in cells.iter().enumerate() {
        if previous.is_some_and(|previous| previous >= (cell.row, cell.column)) {
            return None;
        }
        previous = Some((cell.row, cell.column));
        match rows.last_mut() {
            Some((row, _, end)) if *row == cell.row => *end = index + 1,
            _ => rows.push((cell.row, index, index + 1)),
        }
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_on_a_cell_wins() {
        let mut draft = SheetDraft::default();
        for (row, column, number) in [(1, 0, 1.0), (0, 0, 2.0), (1, 0, 3.0)] {
            draft.push(Cell { row, column, value: CellValue::Number(number), formula: None });
        }
        let sheet = draft.finish("S".into(), false);
        assert_eq!(sheet.cell(1, 0).map(|cell| cell.value.clone()), Some(CellValue::Number(3.0)));
    }
}
