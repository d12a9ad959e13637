//! Finds the budget's tables in the sheets of a workbook, by their headers, wherever they stand.

mod adds_up;
mod candidate;
mod captions;
mod classify;
mod date;
mod drawn;
mod guess;
mod header;
mod headers;
mod hints;
mod issue;
mod layout;
mod lines;
mod merged;
mod nested;
mod normal;
mod repeated;
mod role;
mod row;
mod shaped;
mod sheet_names;
mod side_words;
mod sides;
mod total;
mod wide;
mod written_total;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use date::parse_date;
pub use hints::ReadingHints;
pub use issue::{IssueKind, ReadIssue};
pub use layout::LayoutLines;
pub use role::{ColumnRole, TableKind, is_money};
pub use wide::{Inherited, Origin};

use captions::{say_excluding_vat, take_captions};
use drawn::drawn_over;
pub(in crate::source) use header::EUROS;
use header::{Header, is_enough, spanned};
use headers::{headers_in, sureness, total_score};
use hints::Given;
use issue::Issues;
use layout::NamedTable;
use repeated::{Elders, Mark, copied_from};
use role::Certainty;
use sheet_names::is_summary_sheet;

use super::amount::VatBasis;
use super::limits;
use super::workbook::sheet::{Cell, CellRange, CellValue, Sheet, cell_in};
use super::workbook::{ReadError, read_sheets};
use crate::model::currency::CurrencyCode;
use crate::model::{Budget, Located, Money, Place, SheetName, cell_name};

/// What reading a workbook gives.
#[derive(Debug, Clone, Default)]
pub struct BudgetReading {
    /// The lines and totals.
    pub budget: Budget,
    /// What was noticed, in reading order.
    pub issues: Vec<ReadIssue>,
    /// The tables found, in reading order.
    pub tables: Vec<TableReading>,
    /// The sides in another currency, each read by itself.
    pub sides: Vec<SideReading>,
}

impl BudgetReading {
    /// The tables of the plan, then those of its sides.
    pub fn all_tables(&self) -> impl Iterator<Item = &TableReading> {
        self.tables.iter().chain(self.sides.iter().flat_map(|side| &side.reading.tables))
    }
}

/// A side as the reader gives it. Its amounts are of the side's currency, and are only judged here, never added to others:
/// what is counted of it is [`SideBudget`](crate::model::side::SideBudget).
#[derive(Debug, Clone)]
pub struct SideReading {
    /// Currency of all its amounts.
    pub currency: CurrencyCode,
    /// Its sheets, as the workbook names them.
    pub sheets: Vec<Arc<str>>,
    /// How they were read.
    pub reading: BudgetReading,
}

/// A table that was found and read.
#[derive(Debug, Clone)]
pub struct TableReading {
    /// Which table.
    pub kind: TableKind,
    /// Name of its sheet.
    pub sheet: Arc<str>,
    /// Zero-based row of its headers.
    pub header_row: u32,
    /// Role, zero-based column and header as written, from left to right.
    pub columns: Vec<(ColumnRole, u32, String)>,
    /// Year, role, zero-based column and header of the columns that hold one year each.
    pub year_columns: Vec<(i32, ColumnRole, u32, String)>,
    /// What lines take from a title, a sheet's name or a line above.
    pub inherited: Vec<Inherited>,
    /// Texts inside or under the table that are not lines: notes, dates, signatures.
    pub notes: Vec<Located<String>>,
    /// Headers whose role is not known, or already taken.
    pub unrecognised_headers: Vec<Located<String>>,
    /// Zero-based row of the first line; the header row when there is none.
    pub first_row: u32,
    /// Zero-based row of the last line or total; the header row when there is none.
    pub last_row: u32,
    /// How many lines, totals left out.
    pub line_count: usize,
}

/// Reads a budget workbook; `name` is the file's name relative to the project's folder.
///
/// # Errors
///
/// [`ReadError`] tells, in French, what is wrong with the file and how to mend it.
pub fn read_budget(name: &str, bytes: &[u8]) -> Result<BudgetReading, ReadError> {
    read_budget_with(name, bytes, &ReadingHints::default())
}

/// Reads a budget workbook, knowing the names that its titles and sheets may use.
///
/// # Errors
///
/// As [`read_budget`].
pub fn read_budget_with(name: &str, bytes: &[u8], hints: &ReadingHints) -> Result<BudgetReading, ReadError> {
    let sheets = read_sheets(name, bytes)?;
    read_tables(name, &sheets, hints).map_err(|message| ReadError::Layout { message })
}

/// Reads the tables of every sheet; `file` names the workbook in places.
///
/// # Errors
/// When `projet.toml` names a table that is not there: a message, in French, that names the field at fault.
pub fn read_tables(file: &str, sheets: &[Sheet], hints: &ReadingHints) -> Result<BudgetReading, String> {
    let reading = read_tables_by(file, sheets, hints, &BTreeSet::new())?;
    let lacks = |kind: &TableKind| !reading.tables.iter().any(|table| table.kind == *kind);
    let missing: BTreeSet<TableKind> =
        [TableKind::Expenses, TableKind::Resources].into_iter().filter(lacks).collect();
    if missing.is_empty() {
        return Ok(reading);
    }
    // Where no words tell a side of the plan, its shape may.
    read_tables_by(file, sheets, hints, &missing)
}

/// Reads the tables that their headers tell, and those of some kinds that their shape does.
fn read_tables_by(
    file: &str,
    sheets: &[Sheet],
    hints: &ReadingHints,
    by_shape: &BTreeSet<TableKind>,
) -> Result<BudgetReading, String> {
    let mut recapitulations = Recapitulations::new();
    loop {
        let (reading, found) = read_tables_but(file, sheets, hints, &recapitulations, by_shape)?;
        let known = recapitulations.len();
        recapitulations.extend(found);
        // One that stands before its detail is known when the detail is read: it is left out of a new reading.
        if recapitulations.len() == known || known >= limits::REPEATED_TABLES {
            return Ok(reading);
        }
    }
}

/// The headers of tables that sum up a later one, with the header of that one and the total of both.
type Recapitulations = BTreeMap<Place, (Place, Money)>;

/// Reads the tables but those known to be recapitulations; gives those found to be.
fn read_tables_but(
    file: &str,
    sheets: &[Sheet],
    hints: &ReadingHints,
    recapitulations: &Recapitulations,
    by_shape: &BTreeSet<TableKind>,
) -> Result<(BudgetReading, Recapitulations), String> {
    let mut finder = Finder {
        by_shape,
        recapitulations,
        sum_up: Recapitulations::new(),
        file: file.into(),
        hints,
        found: BTreeSet::new(),
        reading: BudgetReading::default(),
        issues: Issues::default(),
        elders: Elders::default(),
    };
    // A sheet that `projet.toml` names is read whatever its own name.
    let named = |sheet: &Sheet| hints.tables.iter().any(|table| table.sheet.is_some() && table.is_on(sheet));
    let sheets: Vec<&Sheet> = sheets.iter().filter(|sheet| hints.is_read(&sheet.name)).collect();
    let (summaries, details): (Vec<&Sheet>, Vec<&Sheet>) =
        sheets.iter().copied().partition(|sheet| is_summary_sheet(&sheet.name) && !named(sheet));
    // A copy may stand before its original, which the other sheets refer to: the original is read first.
    let names: BTreeSet<&str> = sheets.iter().map(|sheet| &*sheet.name).collect();
    let is_copy = |sheet: &&Sheet| copied_from(&sheet.name).is_some_and(|name| names.contains(name));
    let (copies, originals): (Vec<&Sheet>, Vec<&Sheet>) = details.into_iter().partition(is_copy);
    for sheet in originals.into_iter().chain(copies) {
        finder.read_sheet(sheet, &BTreeSet::new());
    }
    let known: BTreeSet<TableKind> = finder.reading.tables.iter().map(|table| table.kind).collect();
    for sheet in summaries {
        finder.read_sheet(sheet, &known);
    }
    if let Some(table) = hints.tables.iter().find(|table| !finder.found.contains(&table.kind)) {
        return Err(table.not_found(&sheets));
    }
    for kind in TableKind::ALL {
        if !finder.reading.tables.iter().any(|table| table.kind == kind) {
            finder.issues.push(IssueKind::MissingTable { kind }, Place::file(file), String::new(), None);
        }
    }
    finder.reading.issues = finder.issues.into_vec();
    Ok((finder.reading, finder.sum_up))
}

struct Finder<'a> {
    file: Arc<str>,
    hints: &'a ReadingHints,
    /// The kinds of the tables that `projet.toml` names and that were found.
    found: BTreeSet<TableKind>,
    reading: BudgetReading,
    issues: Issues,
    /// The tables read, to know the one that a copy repeats.
    elders: Elders,
    /// The tables known to sum up a later one.
    recapitulations: &'a Recapitulations,
    /// The kinds that no header tells: tables of them are known by their shape.
    by_shape: &'a BTreeSet<TableKind>,
    /// The tables found to.
    sum_up: Recapitulations,
}

impl Finder<'_> {
    /// Reads a sheet from top to bottom; tables of the kinds in `elsewhere` are skipped and said to be.
    fn read_sheet(&mut self, sheet: &Sheet, elsewhere: &BTreeSet<TableKind>) {
        if let Some(far) = &sheet.far_cells {
            let place = Place::cell(&self.file, &sheet.name, far.row, far.column);
            self.issues.push(IssueKind::FarCell { count: far.count }, place, far.shown.clone(), None);
        }
        let mut index = 0;
        let mut above: Option<Header> = None;
        // Where the previous table ended: what stands between is the title of the next one.
        let mut free = 0;
        let mut hidden_said = BTreeSet::new();
        let shaped = if self.by_shape.is_empty() {
            Vec::new()
        } else {
            shaped::tables(sheet, self.hints, self.by_shape)
        };
        while let Some((row, cells)) = sheet.filled_row(index) {
            let forced = self.named_headers(sheet, row, cells);
            let is_forced = !forced.is_empty();
            let mut headers =
                if is_forced { forced } else { headers_in(sheet, row, cells, self.hints.first_year) };
            let mut after = index + 1;
            let mut is_shaped = false;
            if let Some(shaped) = shaped.iter().find(|shaped| shaped.index == index && !is_forced) {
                is_shaped = self.add_shaped(&mut headers, shaped);
                if is_shaped {
                    after = shaped.after;
                }
            }
            if headers.is_empty() {
                if let Some(header) = &above {
                    self.note_stray_line(sheet, header, row, cells);
                }
                index += 1;
                continue;
            }
            // A row of group titles may look like headers: the real ones, just below, say more.
            let ahead = if is_forced || is_shaped { &[][..] } else { &[index + 1, index + 2] };
            for ahead in ahead.iter().copied() {
                let Some((next_row, next_cells)) = sheet.filled_row(ahead) else { break };
                if next_row > row.saturating_add(2) {
                    break;
                }
                let better = headers_in(sheet, next_row, next_cells, self.hints.first_year);
                let said = |headers: &[Header]| (total_score(headers), sureness(headers));
                if said(&better) > said(&headers) {
                    headers = better;
                    after = ahead + 1;
                }
            }
            let mut end = after;
            let title = title_above(sheet, free, index);
            let mut copied = BTreeSet::new();
            let mut skipped = BTreeSet::new();
            for header in &mut headers {
                take_captions(sheet, free, index, header);
                if let Some(currency) = self.hints.currency {
                    header.expect(currency);
                }
                self.presume_basis(header);
                self.label_the_unknown(sheet, header);
            }
            if !is_forced {
                for header in &mut headers {
                    self.name_columns(sheet, header);
                }
            }
            for header in &headers {
                if let Some(named) = self.other_named(sheet, header) {
                    let kind = IssueKind::TableNotNamed { kind: header.kind, named };
                    self.issues.push(kind, self.header_place(sheet, header), String::new(), None);
                    end = end.max(self.rows_of(sheet, header, after).end);
                    continue;
                }
                if sheet.is_pivot(header.row, header.first_column) {
                    let kind = IssueKind::PivotTable { kind: header.kind };
                    self.issues.push(kind, self.header_place(sheet, header), String::new(), None);
                    end = end.max(self.rows_of(sheet, header, after).end);
                    skipped.insert(header.kind);
                    continue;
                }
                let place = self.header_place(sheet, header);
                if let Some((first, total)) = self.recapitulations.get(&place).cloned() {
                    let kind = IssueKind::Recapitulation { kind: header.kind, first, total };
                    self.issues.push(kind, place, String::new(), None);
                    end = end.max(self.rows_of(sheet, header, after).end);
                    skipped.insert(header.kind);
                    continue;
                }
                if elsewhere.contains(&header.kind) {
                    let place = self.header_place(sheet, header);
                    self.issues.push(
                        IssueKind::SummaryTableSkipped { kind: header.kind },
                        place,
                        String::new(),
                        None,
                    );
                    end = end.max(self.rows_of(sheet, header, after).end);
                    continue;
                }
                let before = (Mark::of(&self.reading.budget), self.issues.len());
                if sheet.is_hidden && hidden_said.insert(header.kind) {
                    let place = Place::sheet(&self.file, &sheet.name);
                    self.issues.push(
                        IssueKind::HiddenSheet { kind: header.kind },
                        place,
                        String::new(),
                        None,
                    );
                }
                let rows = self.rows_of(sheet, header, after);
                end = end.max(rows.end);
                let (rows, other) = sides::part(sheet, header, rows, self.hints);
                let mut header = header.clone();
                if !rows.footers.is_empty() {
                    say_excluding_vat(&mut header);
                }
                let table = self.read_table(sheet, &header, title, &rows);
                if self.is_repeated(sheet, &header, before) {
                    copied.insert(header.kind);
                } else {
                    self.reading.tables.push(table);
                }
                if let Some((header, rows)) = other {
                    let table = self.read_table(sheet, &header, title, &rows);
                    self.reading.tables.push(table);
                }
            }
            free = end;
            above = headers
                .pop()
                .filter(|header| !elsewhere.contains(&header.kind))
                .filter(|header| !copied.contains(&header.kind) && !skipped.contains(&header.kind));
            index = end;
        }
    }

    fn rows_of(&self, sheet: &Sheet, header: &Header, after: usize) -> classify::TableRows {
        classify::rows_of(&self.file, sheet, header, after, self.hints.first_year)
    }

    /// The headers of the row that `projet.toml` names, with the columns it names: those of one table, or of two that
    /// stand side by side, whether or not it names both.
    fn named_headers(&mut self, sheet: &Sheet, row: u32, cells: &[Cell]) -> Vec<Header> {
        let is_named = |table: &&NamedTable| {
            table.header_row == Some(row) && table.is_on(sheet) && !self.found.contains(&table.kind)
        };
        let named: Vec<&NamedTable> = self.hints.tables.iter().filter(is_named).collect();
        if named.is_empty() {
            return Vec::new();
        }
        // Beside a table that is named, another may be known by its headers.
        let mut guessed = headers_in(sheet, row, cells, self.hints.first_year);
        if guessed.len() < 2 {
            guessed.clear();
        }
        let first_of = |table: &NamedTable| {
            let of_kind = guessed.iter().find(|header| header.kind == table.kind);
            table.first_column().into_iter().chain(of_kind.map(|header| header.first_column)).min()
        };
        let others = guessed.iter().filter(|header| named.iter().all(|table| table.kind != header.kind));
        let mut starts: Vec<u32> = named
            .iter()
            .filter_map(|table| first_of(table))
            .chain(others.clone().map(|header| header.first_column))
            .collect();
        starts.sort_unstable();
        let mut headers: Vec<Header> = Vec::new();
        for table in &named {
            let first = first_of(table).filter(|_| starts.len() > 1).unwrap_or(0);
            let next = starts.iter().find(|start| **start > first).filter(|_| starts.len() > 1);
            let last = next.map_or(limits::FAR_COLUMN, |next| next.saturating_sub(1));
            let mut header = drawn_over(sheet, table.kind, row, cells, first..=last, self.hints.first_year);
            table.apply(sheet, &mut header);
            if is_enough(&header) {
                self.found.insert(table.kind);
                headers.push(header);
            }
        }
        if !headers.is_empty() {
            headers.extend(others.cloned());
        }
        headers
    }

    /// Adds the tables that their shape tells, unless headers tell them; true when one begins at this row.
    fn add_shaped(&self, headers: &mut Vec<Header>, shaped: &shaped::Shaped) -> bool {
        let free: Vec<Header> = shaped
            .headers
            .iter()
            .filter(|one| self.hints.tables.iter().all(|table| table.kind != one.kind))
            .filter(|one| {
                let span = one.first_column..=one.last_column;
                headers.iter().all(|known| {
                    known.kind != one.kind && known.all_columns().all(|column| !span.contains(&column.column))
                })
            })
            .cloned()
            .collect();
        // A header that spans what stands beside it leaves these columns.
        for header in headers.iter_mut() {
            for one in &free {
                let read = |column: &header::Column| column.column;
                let columns = || header.all_columns().map(read);
                if columns().all(|column| column < one.first_column) {
                    header.last_column = header.last_column.min(one.first_column.saturating_sub(1));
                } else if columns().all(|column| column > one.last_column) {
                    header.first_column = header.first_column.max(one.last_column + 1);
                }
            }
        }
        let begins = !free.is_empty();
        headers.extend(free);
        begins
    }

    /// A column of amounts that nothing says to be HT or TTC is read as the plan is presented.
    fn presume_basis(&self, header: &mut Header) {
        let has_other = header.all_columns().any(|column| column.role == ColumnRole::AmountInclVat);
        if header.kind != TableKind::Expenses || has_other || !self.hints.includes_vat {
            return;
        }
        let years = header.years.iter_mut().flat_map(|year| &mut year.columns);
        for column in header.columns.iter_mut().chain(years) {
            if column.role == ColumnRole::AmountExclVat && column.certainty == Certainty::Supposed {
                column.role = ColumnRole::AmountInclVat;
            }
        }
    }

    /// Where the only texts of a table are no categories of any fund, they are what its lines are called.
    fn label_the_unknown(&self, sheet: &Sheet, header: &mut Header) {
        if header.kind != TableKind::Expenses
            || header.column(ColumnRole::Label).is_some()
            || !self.hints.knows_categories()
        {
            return;
        }
        let Some(category) = header.columns.iter_mut().find(|column| column.role == ColumnRole::Category)
        else {
            return;
        };
        let rows = sheet.rows_between(header.row + 1, header.row.saturating_add(limits::CATEGORY_ROWS));
        let texts = rows.filter_map(|cells| cell_in(cells, category.column)?.text());
        let texts: Vec<&str> = texts.filter(|text| total::total_label(text).is_none()).take(200).collect();
        let known = texts.iter().filter(|text| self.hints.is_category(text)).count();
        if !texts.is_empty() && known * 2 < texts.len() {
            category.role = ColumnRole::Label;
        }
    }

    /// Gives a guessed header the columns that `projet.toml` names for its kind.
    fn name_columns(&mut self, sheet: &Sheet, header: &mut Header) {
        let table = self
            .hints
            .tables
            .iter()
            .find(|table| table.kind == header.kind && table.header_row.is_none() && table.is_on(sheet));
        if let Some(table) = table {
            table.apply(sheet, header);
            self.found.insert(table.kind);
        }
    }

    /// The table that `projet.toml` names instead of this one.
    fn other_named(&self, sheet: &Sheet, header: &Header) -> Option<String> {
        let table = self.hints.tables.iter().find(|table| table.kind == header.kind)?;
        let is_it = table.is_on(sheet) && table.header_row.is_none_or(|row| row == header.row);
        (!is_it).then(|| table.shown())
    }

    /// True when the table just read repeats another line for line: what was read of it is taken out again.
    fn is_repeated(&mut self, sheet: &Sheet, header: &Header, (before, issues): (Mark, usize)) -> bool {
        let kind = header.kind;
        let place = self.header_place(sheet, header);
        let budget = &mut self.reading.budget;
        let Some((first, lines)) = self.elders.repeated(kind, before, budget) else {
            if let Some((first, total)) = self.elders.summed_up(kind, before, budget) {
                before.forget_since(budget);
                self.issues.forget_since(issues);
                let kind = IssueKind::Recapitulation { kind, first, total };
                self.issues.push(kind, place, String::new(), None);
                return true;
            }
            if let Some((elder, total)) = self.elders.sums_up(kind, before, budget) {
                self.sum_up.insert(elder, (place.clone(), total));
            }
            self.elders.add(kind, before, budget, place);
            return false;
        };
        before.forget_since(budget);
        self.issues.forget_since(issues);
        self.issues.push(IssueKind::DuplicatedTable { kind, first, lines }, place, String::new(), None);
        true
    }

    /// Reads the rows of one table.
    fn read_table(
        &mut self,
        sheet: &Sheet,
        header: &Header,
        title: Option<&Cell>,
        rows: &classify::TableRows,
    ) -> TableReading {
        let given = Given::of_table(&self.file, sheet, title, self.hints);
        let merged = merged::merged_headers(sheet, header, rows);
        self.note_headers(sheet, header, &given, &merged);
        let names = SheetName::new(&self.file, &sheet.name);
        let table = lines::Table { names: &names, sheet, header, hints: self.hints, given };
        let counts = lines::read_rows(&table, &rows.rows, &mut self.reading.budget, &mut self.issues);
        self.note_hidden_columns(sheet, header, rows);
        self.note_alike(sheet, header, rows);
        let mut notes = self.note_skipped(sheet, header, &rows.skipped);
        notes.extend(self.note_footers(sheet, header, &rows.footers));
        let unrecognised_headers = header
            .others
            .iter()
            .map(|other| {
                Located::new(
                    other.header.clone(),
                    Place::cell(&self.file, &sheet.name, header.row, other.column),
                )
            })
            .collect();
        TableReading {
            kind: header.kind,
            sheet: Arc::clone(&sheet.name),
            header_row: header.row,
            columns: header.columns.iter().map(|one| (one.role, one.column, one.header.clone())).collect(),
            year_columns: header
                .years
                .iter()
                .flat_map(|year| {
                    year.columns.iter().map(|one| (year.year, one.role, one.column, one.header.clone()))
                })
                .collect(),
            inherited: counts.inherited.into_vec(),
            notes,
            unrecognised_headers,
            first_row: counts.first_row.unwrap_or(header.row),
            last_row: counts.last_row.unwrap_or(header.row),
            line_count: counts.lines,
        }
    }

    fn note_headers(
        &mut self,
        sheet: &Sheet,
        header: &Header,
        given: &Given,
        merged: &[(CellRange, String)],
    ) {
        if header.is_shaped {
            let columns = [ColumnRole::Label, ColumnRole::CoFinancer]
                .into_iter()
                .chain([ColumnRole::AmountExclVat, ColumnRole::AmountInclVat, ColumnRole::Amount])
                .filter_map(|role| header.column(role))
                .map(|column| (column.role, column.column))
                .collect();
            let kind = IssueKind::KnownByShape { kind: header.kind, columns };
            self.issues.push(kind, self.header_place(sheet, header), String::new(), None);
        }
        let first = self.reading.tables.iter().find(|table| table.kind == header.kind);
        // One table a category, a partner or a year is a way to draw a budget, not a table told twice.
        let apart = given.category.is_some() && header.column(ColumnRole::Category).is_none()
            || given.partner.is_some() && header.column(ColumnRole::Partner).is_none()
            || given.year.is_some() && header.column(ColumnRole::Year).is_none();
        if let Some(first) = first.filter(|_| !(hints::takes_from_above(header.kind) && apart)) {
            let column = first.columns.first().map_or(0, |(_, column, _)| *column);
            let first = Place::cell(&self.file, &first.sheet, first.header_row, column);
            let place = self.header_place(sheet, header);
            self.issues.push(
                IssueKind::DuplicateTable { kind: header.kind, first },
                place,
                String::new(),
                None,
            );
        }
        for (range, text) in merged {
            let cell = |row, column| Place::cell(&self.file, &sheet.name, row, column);
            let last = cell(range.last_row, range.last_column);
            let place = cell(range.first_row, range.first_column);
            self.issues.push(IssueKind::MergedHeader { last }, place, text.clone(), Some(text.clone()));
        }
        // The columns of years say it once for them all.
        let first_year = header.years.iter().take(1).flat_map(|year| &year.columns);
        for column in header.columns.iter().chain(first_year) {
            let place = Place::cell(&self.file, &sheet.name, header.row, column.column);
            // A merged title says nothing of one column: the merge is what is to be mended.
            let is_merged = merged.iter().any(|(range, _)| range.first_column == column.column);
            if column.certainty == Certainty::Supposed && !is_merged {
                let read = match column.role {
                    ColumnRole::AmountInclVat => VatBasis::InclVat,
                    _ => VatBasis::ExclVat,
                };
                let kind = IssueKind::AmountWithoutVatBasis { read };
                self.issues.push(kind, place.clone(), column.header.clone(), Some(column.header.clone()));
            }
            if let Some(currency) =
                column.currency.filter(|_| role::is_money(column.role) && header.foreign.is_none())
            {
                let kind = IssueKind::ForeignCurrency { currency: currency.into(), amount: None };
                self.issues.push(kind, place.clone(), column.header.clone(), Some(column.header.clone()));
            }
            if column.scale != super::amount::Scale::Euro && header.caption.is_none() {
                let kind = IssueKind::ScaledAmount { scale: column.scale };
                self.issues.push(kind, place, column.header.clone(), Some(column.header.clone()));
            }
        }
        if let Some((scale, row, column)) = header.caption {
            let place = Place::cell(&self.file, &sheet.name, row, column);
            let shown = sheet.cell(row, column).map(Cell::shown).unwrap_or_default();
            self.issues.push(IssueKind::ScaledAmount { scale }, place, shown, None);
        }
        if let Some((currency, row, column)) = header.foreign {
            let place = Place::cell(&self.file, &sheet.name, row, column);
            let shown = sheet.cell(row, column).map(Cell::shown).unwrap_or_default();
            let kind = IssueKind::ForeignCurrency { currency: currency.into(), amount: None };
            self.issues.push(kind, place, shown, None);
        }
        for other in &header.others {
            if let Some(first) = other.repeats {
                let first = Place::cell(&self.file, &sheet.name, header.row, first);
                let place = Place::cell(&self.file, &sheet.name, header.row, other.column);
                let kind = match other.currency {
                    Some(currency) => IssueKind::ForeignColumn { currency: currency.into(), read: first },
                    None => IssueKind::DuplicateColumn { first },
                };
                self.issues.push(kind, place, other.header.clone(), Some(other.header.clone()));
            }
        }
    }

    fn note_hidden_columns(&mut self, sheet: &Sheet, header: &Header, rows: &classify::TableRows) {
        for column in header.all_columns().filter(|column| sheet.is_column_hidden(column.column)) {
            let used = rows.rows.iter().any(|row| {
                sheet
                    .filled_row(row.index)
                    .and_then(|(_, cells)| cell_in(cells, column.column))
                    .is_some_and(|cell| !cell.is_blank())
            });
            if used {
                let place = Place::cell(&self.file, &sheet.name, header.row, column.column);
                let shown = crate::model::column_name(column.column);
                self.issues.push(IssueKind::HiddenColumn, place, shown, Some(column.header.clone()));
            }
        }
    }

    /// Typed rows that add up what stands above them.
    fn note_alike(&mut self, sheet: &Sheet, header: &Header, rows: &classify::TableRows) {
        for (index, likeness) in &rows.alike {
            let Some((row, cells)) = sheet.filled_row(*index) else { continue };
            let cells = spanned(cells, header);
            let Some(cell) = cells.iter().find(|cell| !cell.is_blank()) else { continue };
            let place = Place::cell(&self.file, &sheet.name, row, cell.column);
            let as_total = *likeness == adds_up::Likeness::Sure;
            self.issues.push(IssueKind::ProbableTotal { as_total }, place, cell.shown(), None);
        }
    }

    /// The rows of a table that are nothing it knows: their texts are shown, their numbers are findings.
    fn note_skipped(&mut self, sheet: &Sheet, header: &Header, skipped: &[usize]) -> Vec<Located<String>> {
        let mut notes = Vec::new();
        for (row, cells) in skipped.iter().filter_map(|index| sheet.filled_row(*index)) {
            let cells = spanned(cells, header);
            // The officer's own controls are read as such.
            if classify::is_control_row(cells) {
                continue;
            }
            let counted =
                header.all_columns().filter(|column| role::is_summed(column.role)).find_map(|column| {
                    let cell = cell_in(cells, column.column)?;
                    sheet.is_number(cell).then_some((cell, column))
                });
            if let Some((cell, column)) = counted {
                let place = Place::cell(&self.file, &sheet.name, row, cell.column);
                let header = Some(column.header.clone());
                self.issues.push(IssueKind::RowNotUnderstood, place, cell.shown(), header);
                continue;
            }
            if let Some((cell, _)) = cells.iter().find_map(|cell| Some((cell, cell.text()?)))
                && notes.len() < limits::NOTES
            {
                let place = Place::cell(&self.file, &sheet.name, row, cell.column);
                notes.push(Located::new(cell.shown(), place));
            }
        }
        notes
    }

    /// The VAT and the total with it, below the total of a column without: no lines, and told as notes when they hold.
    fn note_footers(
        &mut self,
        sheet: &Sheet,
        header: &Header,
        footers: &[(usize, bool)],
    ) -> Vec<Located<String>> {
        let mut notes = Vec::new();
        for (index, holds) in footers {
            let Some((row, cells)) = sheet.filled_row(*index) else { continue };
            let cells = spanned(cells, header);
            let Some(cell) = cells.iter().find(|cell| cell.text().is_some()) else { continue };
            let place = Place::cell(&self.file, &sheet.name, row, cell.column);
            if *holds {
                notes.push(Located::new(cell.shown(), place));
            } else {
                self.issues.push(IssueKind::RowNotUnderstood, place, cell.shown(), None);
            }
        }
        notes
    }

    /// A row below a table that ended, with a number under its amounts: nothing with an amount is left out silently.
    fn note_stray_line(&mut self, sheet: &Sheet, header: &Header, row: u32, cells: &[Cell]) {
        let spanned = |cell: &&Cell| (header.first_column..=header.last_column).contains(&cell.column);
        let labelled = cells.iter().filter(spanned).any(|cell| cell.text().is_some());
        let amount = header.all_columns().filter(|column| role::is_summed(column.role)).find_map(|column| {
            cell_in(cells, column.column)
                .filter(|cell| matches!(cell.value, CellValue::Number(_)) || sheet.is_number(cell))
                .map(|cell| (column, cell))
        });
        if let (true, Some((column, cell))) = (labelled, amount) {
            let place = Place::cell(&self.file, &sheet.name, row, cell.column);
            let kind = IssueKind::LineOutsideTable { read: false };
            self.issues.push(kind, place, cell.shown(), Some(column.header.clone()));
        }
    }

    fn header_place(&self, sheet: &Sheet, header: &Header) -> Place {
        Place::cell(&self.file, &sheet.name, header.row, header.first_column)
    }
}

/// The title of a table: the only text of the last filled row above its headers, when it stands close.
fn title_above(sheet: &Sheet, free: usize, index: usize) -> Option<&Cell> {
    let (row, _) = sheet.filled_row(index)?;
    let previous = index.checked_sub(1).filter(|previous| *previous >= free)?;
    let (above, cells) = sheet.filled_row(previous)?;
    let mut filled = cells.iter().filter(|cell| !cell.is_blank());
    let only = filled.next().filter(|_| filled.next().is_none())?;
    (row - above <= 3).then_some(only).filter(|cell| cell.text().is_some())
}

impl TableReading {
    /// The rectangle of the table as Excel writes it, headers included (`A4:H20`).
    #[must_use]
    pub fn area(&self) -> String {
        let years = || self.year_columns.iter().map(|(_, _, column, _)| *column);
        let columns = || self.columns.iter().map(|(_, column, _)| *column).chain(years());
        let (first, last) = (columns().min().unwrap_or(0), columns().max().unwrap_or(0));
        format!("{}:{}", cell_name(self.header_row, first), cell_name(self.last_row, last))
    }
}
