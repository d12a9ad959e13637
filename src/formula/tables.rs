//! References to the tables of a workbook: `T[Montant]`, `T[@Montant]`, `T[[#Totals],[Montant]]`.

use formualizer_parse::parser::{SpecialItem, TableReference, TableRowSpecifier, TableSpecifier};

use super::area::{Area, CellRef};
use super::book::Book;
use super::cannot::Cannot;
use crate::source::workbook::sheet::CellRange;
use crate::source::workbook::structured::Table;

/// What a reference takes of a table.
#[derive(Default)]
struct Taken {
    /// First and last row, among those of the table.
    rows: Option<(u32, u32)>,
    columns: Option<(u32, u32)>,
    /// Something was named that is not there.
    is_lost: bool,
}

/// The area of a reference to a table; `None` when what it names does not exist, as in `#REF!`.
pub(super) fn area_of_table(
    book: &Book<'_>,
    reference: &TableReference,
    at: CellRef,
) -> Result<Option<Area>, Cannot> {
    let Some(table) = book.table(&reference.name, at) else {
        return Err(Cannot::new(format!("référence au tableau « {} », introuvable", reference.name)));
    };
    let mut items = Vec::new();
    if let Some(specifier) = &reference.specifier {
        flatten(specifier, &mut items);
    }
    let range = table.range;
    let data = table.data_rows();
    let headers = table.header_rows.checked_sub(1).map(|more| (range.first_row, range.first_row + more));
    let totals =
        table.total_rows.checked_sub(1).map(|more| (range.last_row.saturating_sub(more), range.last_row));
    let own = data.filter(|(first, last)| at.sheet == table.sheet && (*first..=*last).contains(&at.row));
    let own = own.map(|_| (at.row, at.row));
    let mut taken = Taken::default();
    for item in items {
        match item {
            TableSpecifier::All | TableSpecifier::SpecialItem(SpecialItem::All) => {
                taken.rows(Some((range.first_row, range.last_row)));
            }
            TableSpecifier::Data | TableSpecifier::SpecialItem(SpecialItem::Data) => taken.rows(data),
            TableSpecifier::Headers | TableSpecifier::SpecialItem(SpecialItem::Headers) => {
                taken.rows(headers)
            }
            TableSpecifier::Totals | TableSpecifier::SpecialItem(SpecialItem::Totals) => taken.rows(totals),
            TableSpecifier::SpecialItem(SpecialItem::ThisRow)
            | TableSpecifier::Row(TableRowSpecifier::Current) => taken.rows(own),
            TableSpecifier::Column(name) => {
                let column = column(table, name)?;
                taken.columns(column, column);
            }
            TableSpecifier::ColumnRange(first, last) => {
                taken.columns(column(table, first)?, column(table, last)?);
            }
            TableSpecifier::Row(_) | TableSpecifier::Combination(_) => {
                return Err(Cannot::new(format!("référence au tableau « {} »", table.name)));
            }
        }
    }
    let rows = taken.rows.or(data).filter(|_| !taken.is_lost);
    Ok(rows.map(|(first_row, last_row)| {
        let (first_column, last_column) = taken.columns.unwrap_or((range.first_column, range.last_column));
        Area { sheet: table.sheet, range: CellRange { first_row, last_row, first_column, last_column } }
    }))
}

/// The column of a name; `None` when the table has none.
fn column(table: &Table, name: &str) -> Result<Option<u32>, Cannot> {
    match table.columns_named(name).as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(*only)),
        _ => Err(Cannot::new(format!(
            "tableau « {} » dont plusieurs colonnes ont le même nom, aux espaces près",
            table.name
        ))),
    }
}

/// True when a reference follows the row of the formula's cell.
pub(super) fn is_of_own_row(reference: &TableReference) -> bool {
    let mut items = Vec::new();
    if let Some(specifier) = &reference.specifier {
        flatten(specifier, &mut items);
    }
    items.iter().any(|item| {
        matches!(
            item,
            TableSpecifier::SpecialItem(SpecialItem::ThisRow)
                | TableSpecifier::Row(TableRowSpecifier::Current)
        )
    })
}

fn flatten<'a>(specifier: &'a TableSpecifier, items: &mut Vec<&'a TableSpecifier>) {
    match specifier {
        // The depth is bounded by that of the brackets, which the parser reads one inside another.
        TableSpecifier::Combination(inside) => inside.iter().for_each(|one| flatten(one, items)),
        one => items.push(one),
    }
}

impl Taken {
    fn rows(&mut self, rows: Option<(u32, u32)>) {
        match (rows, self.rows) {
            (None, _) => self.is_lost = true,
            (Some(rows), None) => self.rows = Some(rows),
            // Headers, lines and totals that are named together stand one under another.
            (Some((first, last)), Some(known)) => self.rows = Some((first.min(known.0), last.max(known.1))),
        }
    }

    fn columns(&mut self, first: Option<u32>, last: Option<u32>) {
        match first.zip(last) {
            None => self.is_lost = true,
            Some((first, last)) => {
                let known = self.columns.unwrap_or((first, last));
                self.columns = Some((known.0.min(first).min(last), known.1.max(first).max(last)));
            }
        }
    }
}
