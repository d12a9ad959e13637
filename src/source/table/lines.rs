//! Turns the rows of a table into budget lines and declared totals.

use std::sync::Arc;

use super::classify::{RowClass, TableRow};
use super::header::{Column, Header, YearColumns, spanned};
use super::hints::{Given, InheritedNotes, ReadingHints, takes_from_above};
use super::issue::{IssueKind, Issues};
use super::normal::plain;
use super::role::{ColumnRole, TableKind, is_money, is_summed};
use super::row::RowReader;
use super::wide::Origin;
use crate::model::{
    Budget, DeclaredTotal, ExpenseLine, Indicator, Located, Maybe, Money, Place, Resource, SheetName,
    StaffLine, TotalColumn, TotalScope, YearSplit,
};
use crate::source::limits;
use crate::source::workbook::sheet::{Cell, Sheet, cell_in};

/// What was read of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts {
    pub(super) lines: usize,
    pub(super) first_row: Option<u32>,
    pub(super) last_row: Option<u32>,
    pub(super) inherited: InheritedNotes,
}

/// A table whose rows are read.
pub(super) struct Table<'a> {
    pub(super) names: &'a SheetName,
    pub(super) sheet: &'a Sheet,
    pub(super) header: &'a Header,
    pub(super) hints: &'a ReadingHints,
    /// What stands for every line.
    pub(super) given: Given,
}

/// A total written above its lines, until they are all read.
struct Pending {
    index: usize,
    label: String,
    start: usize,
}

/// Reads the classified rows of one table into the budget.
pub(super) fn read_rows(
    table: &Table<'_>,
    rows: &[TableRow],
    budget: &mut Budget,
    issues: &mut Issues,
) -> Counts {
    let Table { names, sheet, header, .. } = *table;
    let mut counts = Counts::default();
    let table_start = line_count(header.kind, budget);
    let mut since_total = table_start;
    let mut since_named = table_start;
    let mut blocks = Blocks::new(table, rows);
    if header.kind == TableKind::Expenses && header.years.is_empty() {
        let lines = rows.iter().filter(|row| matches!(row.class, RowClass::Line { .. }));
        budget.expense_lines.reserve(lines.count());
    }
    let mut title: Option<(String, usize)> = None;
    let mut section: Option<Pending> = None;
    let mut whole: Option<Pending> = None;
    let reader_of = |index: usize| {
        let (row, cells) = sheet.filled_row(index)?;
        Some(RowReader::new(names, sheet, header, row, spanned(cells, header)))
    };
    let settle = |pending: &mut Option<Pending>, is_grand, budget: &mut Budget, issues: &mut Issues| {
        let Some(Pending { index, label, start }) = pending.take() else { return };
        let end = line_count(header.kind, budget);
        if let Some(reader) = reader_of(index) {
            read_total(&reader, &label, start..end, is_grand, budget, issues);
        }
    };
    for table_row in rows {
        let Some(reader) = reader_of(table_row.index) else { continue };
        let row = reader.row;
        let end = line_count(header.kind, budget);
        counts.last_row = Some(row);
        match &table_row.class {
            RowClass::Line { after_total } => {
                counts.first_row.get_or_insert(row);
                let own = blocks.inherited_by(&reader, &mut counts.inherited);
                read_line(&reader, *after_total, &own, budget, issues);
                counts.lines += 1;
            }
            RowClass::Title { column } => {
                blocks.open_section(&reader, *column);
                settle(&mut section, false, budget, issues);
                let text = cell_in(reader.cells, *column).and_then(Cell::text).unwrap_or_default();
                title = Some((plain(text), end));
            }
            RowClass::HeadTotal { label, column, is_grand } => {
                if *is_grand {
                    whole = Some(Pending { index: table_row.index, label: label.clone(), start: end });
                } else {
                    blocks.open_section(&reader, *column);
                    settle(&mut section, false, budget, issues);
                    section = Some(Pending { index: table_row.index, label: label.clone(), start: end });
                    since_total = end;
                }
            }
            RowClass::Subtotal { label, is_named } => {
                // `Total A` right below `Sous-total A2` covers the whole of A.
                let mut start = if since_total == end && *is_named { since_named } else { since_total };
                // `Sous-total Communication` covers what stands under the title `Communication`.
                let words = format!(" {} ", plain(label));
                if let Some((_, of_title)) =
                    title.as_ref().filter(|(title, of)| *of > start && words.contains(&format!(" {title} ")))
                {
                    start = *of_title;
                }
                read_total(&reader, label, start..end, false, budget, issues);
                blocks.close();
                since_total = end;
                if *is_named {
                    since_named = end;
                }
            }
            RowClass::GrandTotal { label } => {
                settle(&mut section, false, budget, issues);
                read_total(&reader, label, table_start..end, true, budget, issues);
                blocks.close();
                since_total = end;
                since_named = end;
            }
        }
    }
    settle(&mut section, false, budget, issues);
    settle(&mut whole, true, budget, issues);
    counts
}

/// What a line takes from above: a category, a partner, a year that it does not write.
#[derive(Debug, Clone, Default)]
struct Above {
    category: Maybe<Arc<str>>,
    partner: Maybe<Arc<str>>,
    year: Maybe<i32>,
}

/// Follows the sections and the blocks of a table from top to bottom.
struct Blocks<'a> {
    table: &'a Table<'a>,
    given: Given,
    /// The category is typed once per block: a blank below is the same one.
    once_per_block: bool,
    carried: Option<&'a Cell>,
}

impl<'a> Blocks<'a> {
    fn new(table: &'a Table<'a>, rows: &[TableRow]) -> Self {
        let column = table.header.column(ColumnRole::Category).map(|column| column.column);
        // Where the same category is typed on two lines that follow each other, each line types its own: a blank is a slip.
        let mut once_per_block = column.is_some();
        let mut previous: Option<&str> = None;
        for row in rows {
            let RowClass::Line { .. } = row.class else { continue };
            let Some(cell) = column.and_then(|column| {
                let (_, cells) = table.sheet.filled_row(row.index)?;
                cell_in(cells, column)
            }) else {
                continue;
            };
            let Some(text) = cell.text() else { continue };
            if previous == Some(text) {
                once_per_block = false;
                break;
            }
            previous = Some(text);
        }
        Self { table, given: table.given.clone(), once_per_block, carried: None }
    }

    fn open_section(&mut self, reader: &RowReader<'_>, column: u32) {
        let Some(cell) = cell_in(reader.cells, column) else { return };
        let Some(says) = cell.text().and_then(|text| self.table.hints.read(text)) else { return };
        self.carried = None;
        self.given.set(says, &reader.place(column), Origin::Section);
    }

    /// A total ends its section: the lines below it belong to the next one.
    fn close(&mut self) {
        self.carried = None;
        if self.given.origins[0] == Some(Origin::Section) {
            self.given.category = None;
        }
    }

    fn inherited_by(&mut self, reader: &RowReader<'a>, notes: &mut InheritedNotes) -> Above {
        use ColumnRole as R;
        let mut above = Above::default();
        if !takes_from_above(reader.header.kind) {
            return above;
        }
        let blank = |role| {
            reader.own(role).is_none()
                && reader
                    .header
                    .column(role)
                    .is_none_or(|column| reader.merged_origin(column.column).is_none())
        };
        // A line that names nothing of its own takes nothing: it may not be a line at all.
        let named = [R::Label, R::Category, R::Supplier, R::Mission].into_iter().any(|role| !blank(role));
        if reader.header.kind == TableKind::Expenses {
            match reader.own(R::Category) {
                Some((_, cell)) => {
                    self.carried = cell.text().map(|_| cell);
                }
                None if named && blank(R::Category) => {
                    let has_column = reader.header.column(R::Category).is_some();
                    let carried = self.carried.filter(|_| self.once_per_block).and_then(|cell| {
                        let place = reader.names.cell(cell.row, cell.column);
                        Some((Located::new(cell.shared_text()?, place), Origin::Carried))
                    });
                    // The name of a sheet stands for a column that is not there, never for a blank in one.
                    let section = || self.given.category.clone().zip(self.given.origins[0]);
                    let from = carried.or_else(|| {
                        section().filter(|(_, origin)| !has_column || *origin == Origin::Section)
                    });
                    if let Some((value, origin)) = from {
                        notes.add(R::Category, &value, origin, reader.row);
                        above.category = Some(value);
                    }
                }
                None => {}
            }
        }
        if named && blank(R::Partner) {
            let has_column = reader.header.column(R::Partner).is_some();
            let from = self.given.partner.clone().zip(self.given.origins[1]);
            if let Some((value, origin)) =
                from.filter(|(_, origin)| !has_column || *origin == Origin::Section)
            {
                notes.add(R::Partner, &value, origin, reader.row);
                above.partner = Some(value);
            }
        }
        if named
            && reader.header.years.is_empty()
            && reader.header.column(R::Year).is_none()
            && let Some((value, origin)) = self.given.year.clone().zip(self.given.origins[2])
        {
            notes.add(R::Year, &value, origin, reader.row);
            above.year = Some(value);
        }
        above
    }
}

fn line_count(kind: TableKind, budget: &Budget) -> usize {
    match kind {
        TableKind::Expenses => budget.expense_lines.len(),
        TableKind::Staff => budget.staff_lines.len(),
        TableKind::Resources => budget.resources.len(),
        TableKind::Indicators => budget.indicators.len(),
    }
}

fn read_line(
    reader: &RowReader<'_>,
    after_total: bool,
    above: &Above,
    budget: &mut Budget,
    issues: &mut Issues,
) {
    use ColumnRole as R;
    let named: &[ColumnRole] = match reader.header.kind {
        TableKind::Expenses => &[R::Label, R::Category],
        TableKind::Staff => &[R::Label, R::Mission],
        TableKind::Resources => &[R::CoFinancer, R::Nature],
        TableKind::Indicators => &[R::Code, R::Label],
    };
    let name = named.iter().find_map(|role| reader.own(*role)).map(|(_, cell)| cell);
    let anchor: Option<&Cell> = name.or_else(|| reader.cells.iter().find(|cell| !cell.is_blank()));
    let place = reader.place(anchor.map_or(reader.header.first_column, |cell| cell.column));
    // Lines with something to say are few.
    let shown = || anchor.map(Cell::shown).unwrap_or_default();
    reader.note_visibility(&place, &shown, issues);
    if after_total {
        issues.push(IssueKind::LineOutsideTable { read: true }, place.clone(), shown(), None);
    }
    let reader = &RowReader {
        is_unread: reader.note_currency(issues) || reader.note_shifted(&place, issues),
        ..*reader
    };
    let has_amount = match reader.header.kind {
        TableKind::Expenses => read_expense(reader, place.clone(), above, budget, issues),
        TableKind::Staff => read_staff(reader, place.clone(), above, budget, issues),
        TableKind::Resources => read_resource(reader, place.clone(), budget, issues),
        TableKind::Indicators => read_indicator(reader, place.clone(), budget, issues),
    };
    if !has_amount {
        issues.push(IssueKind::LineWithoutAmount, place, shown(), None);
    } else if name.is_none() && !named.iter().any(|role| inherits(reader, *role)) {
        let money = reader.header.columns.iter().filter(|column| is_money(column.role));
        let amount = money.filter_map(|column| reader.own(column.role)).next();
        let (place, shown, column) = match amount {
            Some((column, cell)) => (reader.place(column.column), cell.shown(), Some(column.header.clone())),
            None => (place, shown(), None),
        };
        issues.push(IssueKind::RowWithAmountButNoLabel, place, shown, column);
    }
}

fn inherits(reader: &RowReader<'_>, role: ColumnRole) -> bool {
    reader.header.column(role).is_some_and(|column| reader.merged_origin(column.column).is_some())
}

/// Each reader answers whether the line holds something to count: a cell that is filled, even if it could not be read.
fn read_expense(
    reader: &RowReader<'_>,
    place: Place,
    above: &Above,
    budget: &mut Budget,
    issues: &mut Issues,
) -> bool {
    use ColumnRole as R;
    let line = ExpenseLine {
        place,
        number: reader.text(R::Number, issues),
        category: reader.text(R::Category, issues).or_else(|| above.category.clone()),
        label: reader.text(R::Label, issues),
        supplier: reader.text(R::Supplier, issues),
        partner: reader.text(R::Partner, issues).or_else(|| above.partner.clone()),
        action: reader.text(R::Action, issues),
        section: reader.text(R::Section, issues),
        year: reader.year(R::Year, issues).or_else(|| above.year.clone()),
        years: None,
        quantity: reader.number(R::Quantity, issues),
        unit_price: reader.factor(R::UnitPrice, issues),
        amount_excl_vat: reader.amount(R::AmountExclVat, issues),
        vat_rate: reader.rate(R::VatRate, issues),
        vat: reader.amount(R::Vat, issues),
        amount_incl_vat: reader.amount(R::AmountInclVat, issues),
        basis: reader.text(R::VatBasis, issues),
        document: reader.text(R::Document, issues),
    };
    let years = filled_years(reader);
    if years.is_empty() {
        let has_amount = line.amount_excl_vat.is_some()
            || line.amount_incl_vat.is_some()
            || unread(reader, &[R::AmountExclVat, R::AmountInclVat]);
        note_without_year(reader, has_amount, &line.place, issues);
        budget.expense_lines.push(line);
        return has_amount;
    }
    let first = budget.expense_lines.len();
    if first >= limits::YEAR_LINES {
        issues.push(IssueKind::TooManyLines, line.place, String::new(), None);
        return true;
    }
    for (year, cell) in &years {
        let header = year_header(reader.header, year);
        let of_year = RowReader { header: &header, ..*reader };
        let has = |role| header.column(role).is_some();
        // What is written once for several years belongs to none of them.
        let alone = years.len() == 1;
        let amount = |role, whole: &Maybe<Money>, issues: &mut Issues| {
            if has(role) { of_year.amount(role, issues) } else { whole.clone().filter(|_| alone) }
        };
        let quantity = if has(R::Quantity) {
            of_year.number(R::Quantity, issues)
        } else {
            line.quantity.clone().filter(|_| alone)
        };
        let part = ExpenseLine {
            place: reader.place(*cell),
            year: Some(year_of(reader, year)),
            quantity,
            unit_price: if has(R::UnitPrice) {
                of_year.factor(R::UnitPrice, issues)
            } else {
                line.unit_price.clone().filter(|_| alone)
            },
            amount_excl_vat: amount(R::AmountExclVat, &line.amount_excl_vat, issues),
            vat_rate: if has(R::VatRate) { of_year.rate(R::VatRate, issues) } else { line.vat_rate.clone() },
            vat: amount(R::Vat, &line.vat, issues),
            amount_incl_vat: amount(R::AmountInclVat, &line.amount_incl_vat, issues),
            ..line.clone()
        };
        budget.expense_lines.push(part);
    }
    let label = line.label.or(line.category).map_or_else(String::new, |label| label.value.to_string());
    let parts = budget.expense_lines.get(first..).unwrap_or_default();
    let splits = [
        (TotalColumn::AmountExclVat, R::AmountExclVat, &line.amount_excl_vat),
        (TotalColumn::Vat, R::Vat, &line.vat),
        (TotalColumn::AmountInclVat, R::AmountInclVat, &line.amount_incl_vat),
    ]
    .into_iter()
    .filter(|(_, role, _)| in_years(reader.header, *role))
    .filter_map(|(column, role, total)| {
        let amounts = parts.iter().map(|part| match role {
            R::Vat => &part.vat,
            R::AmountInclVat => &part.amount_incl_vat,
            _ => &part.amount_excl_vat,
        });
        split(reader, role, &label, column, total, amounts.flatten().cloned())
    })
    .collect::<Vec<_>>();
    budget.year_splits.extend(splits);
    true
}

/// The years of a line whose cells hold something, with the column of the first such cell.
fn filled_years<'a>(reader: &RowReader<'a>) -> Vec<(&'a YearColumns, u32)> {
    let header: &'a Header = reader.header;
    let counts = |role| is_summed(role) || role == ColumnRole::AnnualCost;
    header
        .years
        .iter()
        .filter_map(|year| {
            let filled = year
                .columns
                .iter()
                .filter(|column| counts(column.role))
                .find(|column| cell_in(reader.cells, column.column).is_some_and(is_filled))?;
            Some((year, filled.column))
        })
        .collect()
}

/// A dash says that there is nothing.
fn is_filled(cell: &Cell) -> bool {
    !cell.is_blank()
        && cell.text().is_none_or(|text| {
            !matches!(
                crate::source::amount::parse_number(text),
                Err(crate::source::amount::AmountError::Empty)
            )
        })
        && !matches!(&cell.value, crate::source::workbook::sheet::CellValue::Text(text) if text.trim().is_empty())
}

/// The header of one year: its own columns, and those of the whole line that are not amounts.
fn year_header(header: &Header, year: &YearColumns) -> Header {
    header.with_columns(header.kind, year.columns.clone())
}

fn year_of(reader: &RowReader<'_>, year: &YearColumns) -> Located<i32> {
    let (row, column) = year.at;
    Located::new(year.year, reader.names.cell(row, column))
}

fn in_years(header: &Header, role: ColumnRole) -> bool {
    header.years.iter().any(|year| year.columns.iter().any(|column| column.role == role))
}

/// A total to compare with its years, unless one of them could not be read: another issue says so.
fn split(
    reader: &RowReader<'_>,
    role: ColumnRole,
    label: &str,
    column: TotalColumn,
    total: &Maybe<Money>,
    parts: impl Iterator<Item = Located<Money>>,
) -> Option<YearSplit> {
    let parts: Vec<Located<Money>> = parts.collect();
    let filled = reader
        .header
        .years
        .iter()
        .flat_map(|year| &year.columns)
        .filter(|one| one.role == role && cell_in(reader.cells, one.column).is_some_and(is_filled));
    (filled.count() == parts.len()).then_some(())?;
    Some(YearSplit { label: label.to_owned(), column, total: total.clone()?, parts })
}

/// A line of a wide table that states its total and no year.
fn note_without_year(reader: &RowReader<'_>, has_amount: bool, place: &Place, issues: &mut Issues) {
    if has_amount && !reader.header.years.is_empty() {
        let total = reader.header.columns.iter().find_map(|column| {
            let cell = cell_in(reader.cells, column.column)?;
            (is_summed(column.role) && is_filled(cell)).then_some((cell, column))
        });
        let place = total.map_or_else(|| place.clone(), |(cell, _)| reader.place(cell.column));
        let shown = total.map_or_else(String::new, |(cell, _)| cell.shown());
        issues.push(
            IssueKind::TotalWithoutYears,
            place,
            shown,
            total.map(|(_, column)| column.header.clone()),
        );
    }
}

fn read_staff(
    reader: &RowReader<'_>,
    place: Place,
    above: &Above,
    budget: &mut Budget,
    issues: &mut Issues,
) -> bool {
    use ColumnRole as R;
    let line = StaffLine {
        place,
        number: reader.text(R::Number, issues),
        label: reader.text(R::Label, issues),
        mission: reader.text(R::Mission, issues),
        partner: reader.text(R::Partner, issues).or_else(|| above.partner.clone()),
        action: reader.text(R::Action, issues),
        year: reader.year(R::Year, issues).or_else(|| above.year.clone()),
        years: None,
        annual_cost: reader.amount(R::AnnualCost, issues),
        annual_hours: reader.number(R::AnnualHours, issues),
        method: reader.text(R::Method, issues),
        monthly_cost: reader.amount(R::MonthlyCost, issues),
        monthly_hours: reader.number(R::MonthlyHours, issues),
        working_share: reader.rate(R::WorkingShare, issues),
        costs_as_of: reader.date(R::CostsAsOf, issues),
        hours: reader.number(R::Hours, issues),
        fixed_share: reader.rate(R::FixedShare, issues),
        months: reader.number(R::Months, issues),
        stated_cost: reader.amount(R::StatedCost, issues),
        document: reader.text(R::Document, issues),
    };
    let years = filled_years(reader);
    if years.is_empty() {
        let has_amount = line.annual_cost.is_some()
            || line.monthly_cost.is_some()
            || line.hours.is_some()
            || line.stated_cost.is_some()
            || unread(reader, &[R::AnnualCost, R::MonthlyCost, R::Hours, R::StatedCost]);
        let counted = line.hours.is_some() || line.fixed_share.is_some() || line.stated_cost.is_some();
        note_without_year(reader, counted, &line.place, issues);
        budget.staff_lines.push(line);
        return has_amount;
    }
    if budget.staff_lines.len() >= limits::YEAR_LINES {
        issues.push(IssueKind::TooManyLines, line.place, String::new(), None);
        return true;
    }
    let mut costs = Vec::new();
    let mut hours = Vec::new();
    for (year, cell) in &years {
        let header = year_header(reader.header, year);
        let of_year = RowReader { header: &header, ..*reader };
        let has = |role| header.column(role).is_some();
        let alone = years.len() == 1;
        let part = StaffLine {
            place: reader.place(*cell),
            year: Some(year_of(reader, year)),
            annual_cost: if has(R::AnnualCost) {
                of_year.amount(R::AnnualCost, issues)
            } else {
                line.annual_cost.clone()
            },
            annual_hours: if has(R::AnnualHours) {
                of_year.number(R::AnnualHours, issues)
            } else {
                line.annual_hours.clone()
            },
            hours: if has(R::Hours) {
                of_year.number(R::Hours, issues)
            } else {
                line.hours.clone().filter(|_| alone)
            },
            stated_cost: if has(R::StatedCost) {
                of_year.amount(R::StatedCost, issues)
            } else {
                line.stated_cost.clone().filter(|_| alone)
            },
            ..line.clone()
        };
        costs.extend(part.stated_cost.clone());
        hours.extend(part.hours.as_ref().and_then(hundredths));
        budget.staff_lines.push(part);
    }
    let label = line.label.or(line.mission).map_or_else(String::new, |label| label.value.to_string());
    let total_hours = line.hours.as_ref().and_then(hundredths);
    let splits = [
        (TotalColumn::StaffCost, R::StatedCost, &line.stated_cost, costs),
        (TotalColumn::Hours, R::Hours, &total_hours, hours),
    ];
    for (column, role, total, parts) in splits {
        if in_years(reader.header, role) {
            budget.year_splits.extend(split(reader, role, &label, column, total, parts.into_iter()));
        }
    }
    true
}

/// Hours as a total of hours counts them.
fn hundredths(hours: &Located<rust_decimal::Decimal>) -> Maybe<Money> {
    Money::from_decimal(hours.value).map(|hundredths| Located::new(hundredths, hours.place.clone()))
}

/// The same headers, the amount standing in another column.
fn with_amount_in(header: &Header, column: &Column) -> Header {
    let columns = header.columns.iter().map(|one| match one.role {
        ColumnRole::Amount => column.clone(),
        _ => one.clone(),
    });
    header.with_columns(header.kind, columns.collect())
}

fn read_resource(reader: &RowReader<'_>, place: Place, budget: &mut Budget, issues: &mut Issues) -> bool {
    use ColumnRole as R;
    // `Sollicité | Acquis`: the column that the line fills holds its amount, and says its state.
    let filled = |column: &&Column| cell_in(reader.cells, column.column).is_some_and(is_filled);
    let other = reader.header.alternates.iter().find(filled).filter(|_| reader.own(R::Amount).is_none());
    if let Some(column) = other {
        let header = with_amount_in(reader.header, column);
        return read_resource(&RowReader { header: &header, ..*reader }, place, budget, issues);
    }
    let line = Resource {
        place,
        co_financer: reader.text(R::CoFinancer, issues),
        nature: reader.text(R::Nature, issues),
        status: reader.text(R::Status, issues),
        amount: reader.amount(R::Amount, issues),
        stated_share: reader.rate(R::Share, issues),
        date: reader.date(R::Date, issues),
        document: reader.text(R::Document, issues),
    };
    let has_amount = line.amount.is_some() || unread(reader, &[R::Amount]);
    // The years of a resource are compared with its amount, never added up.
    let label = line.co_financer.as_ref().map_or_else(String::new, |name| name.value.to_string());
    let parts: Vec<Located<Money>> = filled_years(reader)
        .iter()
        .filter_map(|(year, _)| {
            let header = year_header(reader.header, year);
            RowReader { header: &header, ..*reader }.amount(R::Amount, issues)
        })
        .collect();
    if !parts.is_empty() {
        let total = TotalColumn::ResourceAmount;
        let found = split(reader, R::Amount, &label, total, &line.amount, parts.into_iter());
        budget.year_splits.extend(found);
    }
    budget.resources.push(line);
    has_amount
}

fn read_indicator(reader: &RowReader<'_>, place: Place, budget: &mut Budget, issues: &mut Issues) -> bool {
    use ColumnRole as R;
    let line = Indicator {
        place,
        code: reader.text(R::Code, issues),
        label: reader.text(R::Label, issues),
        unit: reader.text(R::Unit, issues),
        baseline: reader.number(R::Baseline, issues),
        target: reader.number(R::Target, issues),
        source: reader.text(R::Source, issues),
    };
    let has_amount = line.target.is_some() || unread(reader, &[R::Target]);
    budget.indicators.push(line);
    has_amount
}

/// True when a cell holds something that could not be read: another issue already says so.
fn unread(reader: &RowReader<'_>, roles: &[ColumnRole]) -> bool {
    roles.iter().any(|role| {
        reader.own(*role).is_some_and(|(_, cell)| {
            cell.text().is_none_or(|text| {
                !matches!(crate::source::amount::parse_number(text), Err(crate::source::amount::AmountError::Empty))
            }) && !matches!(&cell.value, crate::source::workbook::sheet::CellValue::Text(text) if text.trim().is_empty())
        }) || reader.header.column(*role).is_some_and(|column| reader.merged_origin(column.column).is_some())
    })
}

fn read_total(
    reader: &RowReader<'_>,
    label: &str,
    lines: std::ops::Range<usize>,
    is_grand_total: bool,
    budget: &mut Budget,
    issues: &mut Issues,
) {
    reader.note_hidden(&reader.place(reader.header.first_column), &|| label.to_owned(), issues);
    let totals = [
        (ColumnRole::AmountExclVat, TotalColumn::AmountExclVat),
        (ColumnRole::Vat, TotalColumn::Vat),
        (ColumnRole::AmountInclVat, TotalColumn::AmountInclVat),
        (ColumnRole::Hours, TotalColumn::Hours),
        (ColumnRole::StatedCost, TotalColumn::StaffCost),
        (ColumnRole::Amount, TotalColumn::ResourceAmount),
    ];
    let mut read = |reader: &RowReader<'_>, year: Option<i32>, issues: &mut Issues| {
        for (role, column) in totals {
            let Some((_, cell)) = reader.own(role) else { continue };
            let value: Maybe<Money> = if role == ColumnRole::Hours {
                reader.number(role, issues).as_ref().and_then(hundredths)
            } else {
                // The total of lines that fill one column or another is that of both.
                let others = reader.header.alternates.iter().filter(|_| role == ColumnRole::Amount);
                let others = others.filter_map(|column| {
                    let header = with_amount_in(reader.header, column);
                    RowReader { header: &header, ..*reader }.amount(role, issues)
                });
                let others: Vec<Located<Money>> = others.collect();
                reader.amount(role, issues).map(|own| {
                    let all = others.iter().try_fold(own.value, |sum, other| sum.checked_add(other.value));
                    Located::new(all.unwrap_or(own.value), own.place)
                })
            };
            budget.declared_totals.push(DeclaredTotal {
                place: reader.place(cell.column),
                label: label.to_owned(),
                column,
                scope: TotalScope::Lines { start: lines.start, end: lines.end },
                year,
                is_grand_total,
                value: value.map(|value| value.value),
                formula: cell.formula.clone(),
            });
        }
    };
    // The years of resources are no lines: their totals have nothing to be compared with.
    if reader.header.kind != TableKind::Resources {
        for year in &reader.header.years {
            let header = year_header(reader.header, year);
            read(&RowReader { header: &header, ..*reader }, Some(year.year), issues);
        }
    }
    read(reader, None, issues);
}
