//! Tables known by their shape when no header says what they are: labels, amounts beside them, over several rows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::drawn::drawn_over;
use super::header::{Column, Header, OtherHeader, Sides};
use super::hints::ReadingHints;
use super::normal::normalise;
use super::role::{Certainty, ColumnRole, TableKind, is_money};
use super::sheet_names::kind_of_sheet_name;
use super::side_words::{names_a_cost, side_of};
use super::total::total_label;
use super::wide::year_in;
use crate::source::amount::{decimal_of_float, parse_amount};
use crate::source::limits;
use crate::source::workbook::sheet::{Cell, CellValue, Sheet, cell_in};

/// Tables side by side, or one, that their shape tells.
#[derive(Debug)]
pub(super) struct Shaped {
    /// Index, among the filled rows, of the row above their lines; that of their first line when none heads them.
    pub(super) index: usize,
    /// Index of their first line.
    pub(super) after: usize,
    pub(super) headers: Vec<Header>,
}

/// Most lines of a card that states a cost and what pays for it.
const LONGEST_CARD: usize = 20;

/// Rows with labels and amounts that follow each other.
struct Block {
    /// Index of the first and of the last row.
    first: usize,
    last: usize,
    /// Those of them that hold a label and an amount.
    rows: Vec<usize>,
}

/// The columns of one table of a block.
struct Columns {
    texts: Vec<u32>,
    numbers: Vec<u32>,
}

impl Columns {
    fn span(&self) -> RangeInclusive<u32> {
        let all = || self.texts.iter().chain(&self.numbers).copied();
        all().min().unwrap_or(0)..=all().max().unwrap_or(0)
    }
}

/// The tables of some kinds that the shape of a sheet tells, from top to bottom.
pub(super) fn tables(sheet: &Sheet, hints: &ReadingHints, wanted: &BTreeSet<TableKind>) -> Vec<Shaped> {
    blocks(sheet).iter().filter_map(|block| shaped(sheet, block, hints, wanted)).collect()
}

fn is_number(sheet: &Sheet, cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Number(_) | CellValue::Error(_) => true,
        CellValue::Text(text) => {
            (sheet.is_untyped || text.contains(['€', ',']))
                && text.chars().any(|c| c.is_ascii_digit())
                && parse_amount(text).is_ok()
        }
        CellValue::Empty => cell.formula.is_some(),
        CellValue::Bool(_) | CellValue::Date(_) | CellValue::Duration(_) => false,
    }
}

fn is_text(sheet: &Sheet, cell: &Cell) -> bool {
    cell.text().is_some_and(|text| !text.trim().is_empty()) && !is_number(sheet, cell)
}

fn blocks(sheet: &Sheet) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut last_row = 0;
    for index in 0..limits::SHAPED_ROWS {
        let Some((row, cells)) = sheet.filled_row(index) else { break };
        let texts = cells.iter().filter(|cell| is_text(sheet, cell)).count();
        let numbers = cells.iter().filter(|cell| is_number(sheet, cell)).count();
        let is_line = texts > 0 && numbers > 0;
        let is_far = row.saturating_sub(last_row) > 2;
        last_row = row;
        let is_header = |block: &Block| texts > 1 && heads_numbers(sheet, block, cells);
        match open.as_mut() {
            Some(block) if !is_far && is_line => {
                block.rows.push(index);
                block.last = index;
            }
            // A title inside, unless it heads the amounts of what follows.
            Some(block) if !is_far && numbers == 0 && texts > 0 && !is_header(block) => {}
            _ => {
                blocks.extend(open.take());
                if is_line {
                    open = Some(Block { first: index, last: index, rows: vec![index] });
                }
            }
        }
    }
    blocks.extend(open);
    blocks
}

/// True when a row of texts says something above the amounts of the block over it: new headers.
fn heads_numbers(sheet: &Sheet, block: &Block, cells: &[Cell]) -> bool {
    let Some((_, last)) = sheet.filled_row(block.last) else { return false };
    cells
        .iter()
        .filter(|cell| is_text(sheet, cell))
        .any(|cell| cell_in(last, cell.column).is_some_and(|above| is_number(sheet, above)))
}

/// Labels then amounts, from left to right, as often as they come.
fn columns_of(sheet: &Sheet, block: &Block) -> Vec<Columns> {
    let mut counts: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (_, cells) in block.rows.iter().filter_map(|index| sheet.filled_row(*index)) {
        for cell in cells {
            let count = counts.entry(cell.column).or_default();
            count.0 += usize::from(is_text(sheet, cell));
            count.1 += usize::from(is_number(sheet, cell));
        }
    }
    let mut tables: Vec<Columns> = Vec::new();
    let mut before: Vec<u32> = Vec::new();
    for (column, (texts, numbers)) in counts {
        if texts == 0 && numbers == 0 {
            continue;
        }
        let is_texts = texts >= numbers;
        match tables.last_mut() {
            Some(table) if is_texts && table.numbers.is_empty() => table.texts.push(column),
            _ if is_texts => tables.push(Columns { texts: vec![column], numbers: Vec::new() }),
            Some(table) if table.numbers.len() < limits::HEADER_CELLS => table.numbers.push(column),
            Some(_) => {}
            None => before.push(column),
        }
    }
    // Amounts left of their labels, when nothing stands right of them.
    if let [only] = tables.as_mut_slice()
        && only.numbers.is_empty()
    {
        only.numbers = before;
    }
    tables.retain(|table| !table.numbers.is_empty());
    tables
}

fn shaped(
    sheet: &Sheet,
    block: &Block,
    hints: &ReadingHints,
    wanted: &BTreeSet<TableKind>,
) -> Option<Shaped> {
    let columns = columns_of(sheet, block);
    let heading = heading_of(sheet, block);
    let (row, _) = sheet.filled_row(heading.unwrap_or(block.first))?;
    let said: Vec<Option<(TableKind, Sides)>> =
        columns.iter().map(|table| kind_of(sheet, block, table, hints)).collect();
    let has = |kind| said.iter().flatten().any(|(one, _)| *one == kind);
    let (pays, buys) = (has(TableKind::Resources), has(TableKind::Expenses));
    let mut headers: Vec<Header> = Vec::new();
    for (table, said) in columns.iter().zip(said) {
        // Beside a table of resources stands that of the expenses.
        let beside = || (pays && !buys && columns.len() == 2).then_some((TableKind::Expenses, Sides::Titles));
        let Some((kind, sides)) = said.or_else(beside) else { continue };
        let missing = wanted.contains(&kind) && headers.iter().all(|header| header.kind != kind);
        let header = missing.then(|| header_of(sheet, block, table, row, heading, kind)).flatten();
        headers.extend(header.map(|header| Header { sides, ..header }));
    }
    let index = heading.unwrap_or(block.first);
    (!headers.is_empty()).then_some(Shaped { index, after: block.first, headers })
}

/// The row of texts right above a block.
fn heading_of(sheet: &Sheet, block: &Block) -> Option<usize> {
    let (first, _) = sheet.filled_row(block.first)?;
    let above = block.first.checked_sub(1)?;
    let (row, cells) = sheet.filled_row(above)?;
    let texts_only =
        cells.iter().all(|cell| cell.is_blank() || is_text(sheet, cell) || year_in(cell).is_some());
    (first - row <= 2 && texts_only).then_some(above)
}

/// What a table is: by what stands above it, by the names of its lines, by the name of its sheet.
fn kind_of(
    sheet: &Sheet,
    block: &Block,
    table: &Columns,
    hints: &ReadingHints,
) -> Option<(TableKind, Sides)> {
    let span = table.span();
    let lines = block.rows.iter().filter_map(|index| sheet.filled_row(*index)).filter(|(_, cells)| {
        table.numbers.iter().any(|column| cell_in(cells, *column).is_some_and(|cell| !cell.is_blank()))
    });
    let names: Vec<&str> = lines
        .filter_map(|(_, cells)| {
            table.texts.iter().find_map(|column| cell_in(cells, *column).and_then(Cell::text))
        })
        .collect();
    let has_total = names.last().is_some_and(|name| total_label(name).is_some());
    let own: Vec<&&str> =
        names.iter().filter(|name| total_label(name).is_none() || names_a_cost(name)).collect();
    let funders = own.iter().filter(|name| hints.is_funder(name)).count();
    let costs = own.iter().filter(|name| names_a_cost(name)).count();
    // The nearest text that names a side, among the four rows above.
    let above = (0..block.first).rev().take(4).filter_map(|index| sheet.filled_row(index));
    let banner = above
        .flat_map(|(_, cells)| cells.iter().filter(|cell| span.contains(&cell.column)))
        .find_map(|cell| cell.text().and_then(side_of));
    if let Some(kind) = banner {
        return Some((kind, Sides::Titles));
    }
    if own.len() >= 2 && funders * 2 >= own.len() && costs == 0 {
        return Some((TableKind::Resources, Sides::Titles));
    }
    // A card of a few lines: a name, an amount.
    let is_card = table.texts.len() == 1 && table.numbers.len() <= 2 && own.len() <= LONGEST_CARD;
    if is_card && funders >= 1 && costs >= 1 {
        return Some((TableKind::Expenses, Sides::Names));
    }
    // Titles inside the block: `DÉPENSES`, lines, `RECETTES`, lines.
    let inside = (block.first..=block.last)
        .filter_map(|index| sheet.filled_row(index))
        .flat_map(|(_, cells)| cells.iter().filter(|cell| span.contains(&cell.column)))
        .find_map(|cell| cell.text().and_then(side_of));
    if inside.is_some() && own.len() >= 2 {
        return Some((TableKind::Expenses, Sides::Titles));
    }
    let of_sheet = kind_of_sheet_name(&sheet.name);
    let is_plan = of_sheet == Some(TableKind::Expenses) || costs >= 1;
    (own.len() >= 2 && (has_total || is_plan) && adds_up(sheet, block, table, has_total))
        .then_some((TableKind::Expenses, Sides::Titles))
}

/// True when some column of amounts ends with the sum of what stands above, or nothing says that it should.
fn adds_up(sheet: &Sheet, block: &Block, table: &Columns, has_total: bool) -> bool {
    if !has_total {
        return true;
    }
    table.numbers.iter().any(|column| {
        let mut amounts: Vec<Decimal> = values(sheet, block, *column).into_iter().flatten().collect();
        let Some(total) = amounts.pop() else { return false };
        !amounts.is_empty() && (amounts.iter().sum::<Decimal>() - total).abs() < Decimal::new(1, 2)
    })
}

/// The numbers of a column, row by row.
fn values(sheet: &Sheet, block: &Block, column: u32) -> Vec<Option<Decimal>> {
    let number = |index: &usize| {
        let cell = cell_in(sheet.filled_row(*index)?.1, column)?;
        match &cell.value {
            CellValue::Number(number) => decimal_of_float(*number).map(|number| number.round_dp(6)),
            CellValue::Text(text) => parse_amount(text).ok().map(|amount| amount.euros),
            _ => None,
        }
    };
    block.rows.iter().map(number).collect()
}

/// The columns that their words tell, completed by those that the shape tells.
fn header_of(
    sheet: &Sheet,
    block: &Block,
    table: &Columns,
    row: u32,
    heading: Option<usize>,
    kind: TableKind,
) -> Option<Header> {
    let span = table.span();
    let cells = heading.and_then(|index| sheet.filled_row(index)).map_or(&[][..], |(_, cells)| cells);
    let mut header = drawn_over(sheet, kind, row, cells, span.clone(), None);
    (header.first_column, header.last_column) = (*span.start(), *span.end());
    // What only texts fill is not what a column of numbers holds, whatever its header says.
    let holds_numbers = |column: u32| table.numbers.contains(&column);
    header.columns.retain(|one| !(holds_numbers(one.column) && is_words(one.role)));
    let text = |column: u32| {
        cell_in(cells, column)
            .and_then(Cell::text)
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let is_free = |header: &Header, column: u32| header.all_columns().all(|one| one.column != column);
    let label = if kind == TableKind::Resources { ColumnRole::CoFinancer } else { ColumnRole::Label };
    let named = |role| header.column(role).is_some();
    let by_category = kind == TableKind::Expenses && named(ColumnRole::Category);
    if !named(label) && !by_category {
        // `Nature` above what pays is the name of who pays, when nothing else names it.
        let free = table.texts.iter().copied().find(|column| is_free(&header, *column));
        let column = free.or_else(|| table.texts.first().copied())?;
        header.columns.retain(|one| one.column != column);
        add(&mut header, label, column, text(column), Certainty::Said);
    }
    let has_amount = header.all_columns().any(|one| is_total_amount(one.role));
    if !has_amount {
        let free: Vec<u32> =
            table.numbers.iter().copied().filter(|column| is_free(&header, *column)).collect();
        let column = amount_among(sheet, block, &free, &mut header);
        if header.columns.iter().any(|one| is_total_amount(one.role)) {
            header.is_shaped = true;
            return Some(header);
        }
        let column = column?;
        // `Dépenses (en € HT)` above the labels says what the amounts are, too.
        let own = text(column);
        let words =
            [own.clone(), text(*span.start())].into_iter().flatten().map(|text| normalise(&text).words);
        let says = |basis: &str| words.clone().any(|words| words.split(' ').any(|word| word == basis));
        let (role, certainty) = match (kind, says("ht"), says("ttc")) {
            (TableKind::Resources, ..) => (ColumnRole::Amount, Certainty::Said),
            (_, false, true) => (ColumnRole::AmountInclVat, Certainty::Said),
            (_, true, false) => (ColumnRole::AmountExclVat, Certainty::Said),
            _ => (ColumnRole::AmountExclVat, Certainty::Supposed),
        };
        add(&mut header, role, column, own.or_else(|| text(*span.start())), certainty);
    }
    header.is_shaped = true;
    Some(header)
}

/// Roles that words fill.
fn is_words(role: ColumnRole) -> bool {
    use ColumnRole as R;
    matches!(
        role,
        R::Label
            | R::Category
            | R::Supplier
            | R::Partner
            | R::Unit
            | R::Nature
            | R::Status
            | R::Mission
            | R::CoFinancer
    )
}

fn is_total_amount(role: ColumnRole) -> bool {
    matches!(role, ColumnRole::AmountExclVat | ColumnRole::AmountInclVat | ColumnRole::Amount)
}

fn add(header: &mut Header, role: ColumnRole, column: u32, text: Option<String>, certainty: Certainty) {
    let normal = text.as_deref().map(normalise);
    header.others.retain(|other: &OtherHeader| other.column != column);
    header.columns.push(Column {
        role,
        column,
        header: text.unwrap_or_else(|| format!("colonne {}", crate::model::column_name(column))),
        scale: normal.as_ref().map_or(crate::source::amount::Scale::Euro, |normal| normal.scale),
        currency: normal.and_then(|normal| normal.currency).filter(|_| is_money(role)),
        certainty,
    });
    header.columns.sort_by_key(|column| column.column);
}

/// The column that holds the amount of a line: the sum of the others, their product, or the first that is neither a
/// share nor a year. What the others are is noted when it is sure.
fn amount_among(sheet: &Sheet, block: &Block, columns: &[u32], header: &mut Header) -> Option<u32> {
    let cells = |column: u32| {
        let rows = block.rows.iter().filter_map(move |index| sheet.filled_row(*index));
        rows.filter_map(move |(_, cells)| cell_in(cells, column)).filter(|cell| !cell.is_blank())
    };
    let is_share = |column: u32| {
        let small =
            |cell: &Cell| matches!(cell.value, CellValue::Number(number) if (0.0..=1.0).contains(&number));
        cells(column).all(|cell| sheet.is_percent(cell) || small(cell))
            || shares_a_hundred(&values(sheet, block, column))
    };
    let is_year = |column: u32| cells(column).all(|cell| year_in(cell).is_some());
    let (years, rest): (Vec<u32>, Vec<u32>) = columns.iter().copied().partition(|column| is_year(*column));
    if let [year] = years.as_slice()
        && header.column(ColumnRole::Year).is_none()
        && header.kind == TableKind::Expenses
    {
        add(header, ColumnRole::Year, *year, None, Certainty::Said);
    }
    let amounts: Vec<u32> = rest.into_iter().filter(|column| !is_share(*column)).collect();
    let (last, others) = amounts.split_last()?;
    let read: BTreeMap<u32, Vec<Option<Decimal>>> =
        amounts.iter().map(|column| (*column, values(sheet, block, *column))).collect();
    let of =
        |column: u32, row: usize| read.get(&column).and_then(|values| values.get(row).copied().flatten());
    let holds = |combine: &dyn Fn(usize) -> Option<Decimal>| {
        let rows: Vec<usize> = (0..block.rows.len()).filter(|row| of(*last, *row).is_some()).collect();
        let told = |row: &&usize| combine(**row).is_some();
        rows.iter().filter(told).count() >= 2
            && rows
                .iter()
                .filter_map(|row| Some((combine(*row)?, of(*last, *row)?)))
                .all(|(one, other)| (one - other).abs() < Decimal::new(2, 2))
    };
    // Without, the tax, with it.
    if let ([base, tax], TableKind::Expenses) = (others, header.kind)
        && holds(&|row| of(*base, row)?.checked_add(of(*tax, row)?))
        && is_tax(&|row| Some((of(*base, row)?, of(*tax, row)?)), block.rows.len())
    {
        add(header, ColumnRole::AmountExclVat, *base, None, Certainty::Said);
        add(header, ColumnRole::Vat, *tax, None, Certainty::Said);
        add(header, ColumnRole::AmountInclVat, *last, None, Certainty::Said);
        return None;
    }
    let sum = |row: usize| {
        let parts: Vec<Decimal> = others.iter().filter_map(|column| of(*column, row)).collect();
        (parts.len() >= 2).then(|| parts.iter().sum())
    };
    if others.len() >= 2 && holds(&sum) {
        return Some(*last);
    }
    if let [quantity, price] = others
        && header.kind == TableKind::Expenses
        && holds(&|row| of(*quantity, row)?.checked_mul(of(*price, row)?))
    {
        add(header, ColumnRole::Quantity, *quantity, None, Certainty::Said);
        add(header, ColumnRole::UnitPrice, *price, None, Certainty::Said);
        return Some(*last);
    }
    // Among many columns, nothing tells which one counts.
    (amounts.len() <= 2).then(|| amounts.first().copied()).flatten()
}

/// True for parts of a hundred: `30, 20, 50`, with or without their `100`.
fn shares_a_hundred(values: &[Option<Decimal>]) -> bool {
    let parts: Vec<Decimal> = values.iter().flatten().copied().collect();
    let sum: Decimal = parts.iter().sum();
    let whole = Decimal::ONE_HUNDRED;
    let last_is_whole = parts.last() == Some(&whole) && sum == whole + whole;
    parts.len() >= 3
        && parts.iter().all(|part| *part >= Decimal::ZERO && *part <= whole)
        && (sum == whole || last_is_whole)
}

/// True when every second amount is the same rate of the first, one that a VAT may have.
fn is_tax(pair: &dyn Fn(usize) -> Option<(Decimal, Decimal)>, rows: usize) -> bool {
    let highest = Decimal::new(25, 2);
    let rates: Vec<Decimal> = (0..rows)
        .filter_map(pair)
        .filter(|(base, _)| !base.is_zero())
        .filter_map(|(base, tax)| Some(tax.checked_div(base)?.round_dp(3)))
        .collect();
    rates.len() >= 2 && rates.iter().all(|rate| *rate > Decimal::ZERO && *rate <= highest)
}
