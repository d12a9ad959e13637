//! Turns the rows of a table into budget lines and declared totals.

use std::sync::Arc;

use super::classify::{RowClass, TableRow, spanned};
use super::header::Header;
use super::issue::{IssueKind, Issues};
use super::role::{ColumnRole, TableKind};
use super::row::RowReader;
use crate::model::{
    Budget, DeclaredTotal, ExpenseLine, Indicator, Maybe, Money, Place, Resource, StaffLine, TotalColumn,
    TotalScope,
};
use crate::source::workbook::sheet::{Cell, Sheet};

/// What was read of a table.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) lines: usize,
    pub(super) first_row: Option<u32>,
    pub(super) last_row: Option<u32>,
}

/// Reads the classified rows of one table into the budget.
pub(super) fn read_rows(
    file: &Arc<str>,
    sheet: &Sheet,
    header: &Header,
    rows: &[TableRow],
    budget: &mut Budget,
    issues: &mut Issues,
) -> Counts {
    let mut counts = Counts::default();
    let table_start = line_count(header.kind, budget);
    let mut since_total = table_start;
    let mut since_named = table_start;
    for table_row in rows {
        let Some((row, cells)) = sheet.filled_row(table_row.index) else { continue };
        let reader = RowReader { file, sheet, header, row, cells: spanned(cells, header) };
        let end = line_count(header.kind, budget);
        counts.last_row = Some(row);
        match &table_row.class {
            RowClass::Line { after_total } => {
                counts.first_row.get_or_insert(row);
                counts.lines += 1;
                read_line(&reader, *after_total, budget, issues);
            }
            RowClass::Subtotal { label, is_named } => {
                // `Total A` right below `Sous-total A2` covers the whole of A.
                let start = if since_total == end && *is_named { since_named } else { since_total };
                read_total(&reader, label, start..end, false, budget, issues);
                since_total = end;
                if *is_named {
                    since_named = end;
                }
            }
            RowClass::GrandTotal { label } => {
                read_total(&reader, label, table_start..end, true, budget, issues);
                since_total = end;
                since_named = end;
            }
        }
    }
    counts
}

fn line_count(kind: TableKind, budget: &Budget) -> usize {
    match kind {
        TableKind::Expenses => budget.expense_lines.len(),
        TableKind::Staff => budget.staff_lines.len(),
        TableKind::Resources => budget.resources.len(),
        TableKind::Indicators => budget.indicators.len(),
    }
}

fn read_line(reader: &RowReader<'_>, after_total: bool, budget: &mut Budget, issues: &mut Issues) {
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
    let shown = anchor.map(Cell::shown).unwrap_or_default();
    reader.note_visibility(&place, &shown, issues);
    if after_total {
        issues.push(IssueKind::LineOutsideTable { read: true }, place.clone(), shown.clone(), None);
    }
    let has_amount = match reader.header.kind {
        TableKind::Expenses => read_expense(reader, place.clone(), budget, issues),
        TableKind::Staff => read_staff(reader, place.clone(), budget, issues),
        TableKind::Resources => read_resource(reader, place.clone(), budget, issues),
        TableKind::Indicators => read_indicator(reader, place.clone(), budget, issues),
    };
    if !has_amount {
        issues.push(IssueKind::LineWithoutAmount, place, shown, None);
    } else if name.is_none() && !named.iter().any(|role| inherits(reader, *role)) {
        issues.push(IssueKind::RowWithAmountButNoLabel, place, shown, None);
    }
}

fn inherits(reader: &RowReader<'_>, role: ColumnRole) -> bool {
    reader.header.column(role).is_some_and(|column| reader.merged_origin(column.column).is_some())
}

/// Each reader answers whether the line holds something to count: a cell that is filled, even if it could not be read.
fn read_expense(reader: &RowReader<'_>, place: Place, budget: &mut Budget, issues: &mut Issues) -> bool {
    use ColumnRole as R;
    let line = ExpenseLine {
        place,
        number: reader.text(R::Number, issues),
        category: reader.text(R::Category, issues),
        label: reader.text(R::Label, issues),
        supplier: reader.text(R::Supplier, issues),
        partner: reader.text(R::Partner, issues),
        year: reader.year(R::Year, issues),
        quantity: reader.number(R::Quantity, issues),
        unit_price: reader.amount(R::UnitPrice, issues),
        amount_excl_vat: reader.amount(R::AmountExclVat, issues),
        vat_rate: reader.rate(R::VatRate, issues),
        vat: reader.amount(R::Vat, issues),
        amount_incl_vat: reader.amount(R::AmountInclVat, issues),
        document: reader.text(R::Document, issues),
    };
    let has_amount = line.amount_excl_vat.is_some()
        || line.amount_incl_vat.is_some()
        || unread(reader, &[R::AmountExclVat, R::AmountInclVat]);
    budget.expense_lines.push(line);
    has_amount
}

fn read_staff(reader: &RowReader<'_>, place: Place, budget: &mut Budget, issues: &mut Issues) -> bool {
    use ColumnRole as R;
    let line = StaffLine {
        place,
        number: reader.text(R::Number, issues),
        label: reader.text(R::Label, issues),
        mission: reader.text(R::Mission, issues),
        partner: reader.text(R::Partner, issues),
        year: reader.year(R::Year, issues),
        annual_cost: reader.amount(R::AnnualCost, issues),
        annual_hours: reader.number(R::AnnualHours, issues),
        hours: reader.number(R::Hours, issues),
        stated_cost: reader.amount(R::StatedCost, issues),
        document: reader.text(R::Document, issues),
    };
    let has_amount = line.annual_cost.is_some()
        || line.hours.is_some()
        || line.stated_cost.is_some()
        || unread(reader, &[R::AnnualCost, R::Hours, R::StatedCost]);
    budget.staff_lines.push(line);
    has_amount
}

fn read_resource(reader: &RowReader<'_>, place: Place, budget: &mut Budget, issues: &mut Issues) -> bool {
    use ColumnRole as R;
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
    if reader.sheet.is_row_hidden(reader.row) {
        let place = reader.place(reader.header.first_column);
        issues.push(IssueKind::HiddenRow, place, label.to_owned(), None);
    }
    for (role, column) in [
        (ColumnRole::AmountExclVat, TotalColumn::AmountExclVat),
        (ColumnRole::Vat, TotalColumn::Vat),
        (ColumnRole::AmountInclVat, TotalColumn::AmountInclVat),
        (ColumnRole::Hours, TotalColumn::Hours),
        (ColumnRole::StatedCost, TotalColumn::StaffCost),
        (ColumnRole::Amount, TotalColumn::ResourceAmount),
    ] {
        let Some((_, cell)) = reader.own(role) else { continue };
        let value: Maybe<Money> = if role == ColumnRole::Hours {
            reader.number(role, issues).and_then(|hours| {
                Money::from_decimal(hours.value)
                    .map(|hundredths| crate::model::Located::new(hundredths, hours.place))
            })
        } else {
            reader.amount(role, issues)
        };
        budget.declared_totals.push(DeclaredTotal {
            place: reader.place(cell.column),
            label: label.to_owned(),
            column,
            scope: TotalScope::Lines { start: lines.start, end: lines.end },
            is_grand_total,
            value: value.map(|value| value.value),
            formula: cell.formula.clone(),
        });
    }
}
