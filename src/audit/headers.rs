//! Headers that say the opposite of their columns.

use super::Audit;
use crate::model::Place;
use crate::source::table::{ColumnRole, TableKind, TableReading};

/// The headers HT and TTC of a table of expenses, each over the other's amounts.
#[derive(Debug, Clone)]
pub struct Swapped {
    /// The header that says HT, over amounts TTC.
    pub excl: Place,
    /// The header that says TTC, over amounts HT.
    pub incl: Place,
    /// Over how many lines.
    pub lines: usize,
}

/// Fewest lines that show that two headers are swapped.
const FEWEST: usize = 3;

/// Tables where TTC + TVA = HT on every line that states the three, and HT + TVA = TTC on none.
pub(super) fn swapped(audit: &Audit<'_>) -> Vec<Swapped> {
    let tables = audit.reading.tables.iter().filter(|table| table.kind == TableKind::Expenses);
    tables.filter_map(|table| swapped_in(audit, table)).collect()
}

fn swapped_in(audit: &Audit<'_>, table: &TableReading) -> Option<Swapped> {
    let (mut as_told, mut the_other_way) = (0, 0);
    let mut place = None;
    for line in &audit.budget().expense_lines {
        let Place::Cell { sheet, row, .. } = &line.place else { continue };
        if **sheet != table.sheet || !(table.first_row..=table.last_row).contains(row) {
            continue;
        }
        let (Some(excl), Some(vat), Some(incl)) = (&line.amount_excl_vat, &line.vat, &line.amount_incl_vat)
        else {
            continue;
        };
        if vat.value.cents() == 0 {
            continue;
        }
        as_told += usize::from(excl.value.checked_add(vat.value) == Some(incl.value));
        the_other_way += usize::from(incl.value.checked_add(vat.value) == Some(excl.value));
        place.get_or_insert(sheet);
    }
    let sheet = place?;
    let header = |role: ColumnRole| {
        let mut columns = table.columns.iter();
        let (_, column, _) = columns.find(|(known, ..)| *known == role)?;
        Some(sheet.cell(table.header_row, *column))
    };
    (the_other_way >= FEWEST && as_told == 0).then_some(Swapped {
        excl: header(ColumnRole::AmountExclVat)?,
        incl: header(ColumnRole::AmountInclVat)?,
        lines: the_other_way,
    })
}
