//! What the titles above a table, and the footers below it, say of its amounts: their unit, their currency, HT or TTC.

use super::header::Header;
use super::normal::{caption_currency, caption_scale, plain};
use super::role::{Certainty, ColumnRole, TableKind, is_money};
use crate::source::amount::Scale;
use crate::source::workbook::sheet::{Cell, Sheet};

/// A column of amounts whose footers add VAT to it excludes it.
pub(super) fn say_excluding_vat(header: &mut Header) {
    for column in &mut header.columns {
        if column.role == ColumnRole::AmountExclVat {
            column.certainty = Certainty::Said;
        }
    }
}

/// What a title says of the amounts under it: `(montants TTC)`.
fn basis_said(text: &str) -> Option<ColumnRole> {
    let words = plain(text);
    let has = |one: &str| words.split(' ').any(|word| word == one);
    let excluding = has("ht") || words.contains("hors tax") || words.contains("h t ");
    let including = has("ttc") || words.contains("toutes taxes");
    match (excluding, including, text.len() <= 120) {
        (true, false, true) => Some(ColumnRole::AmountExclVat),
        (false, true, true) => Some(ColumnRole::AmountInclVat),
        _ => None,
    }
}

/// A column of expenses that says neither HT nor TTC takes what the titles above it, or the name of the sheet, say.
fn take_basis(sheet: &Sheet, free: usize, index: usize, header: &mut Header) {
    if header.kind != TableKind::Expenses {
        return;
    }
    let own = sheet.filled_row(index).into_iter().flat_map(|(_, cells)| cells);
    let own = own.filter(|cell| (header.first_column..=header.last_column).contains(&cell.column));
    let own = own.filter_map(Cell::text).find_map(basis_said);
    let Some(role) = own
        .or_else(|| caption_above(sheet, free, index, basis_said).map(|caption| caption.0))
        .or_else(|| basis_said(&sheet.name))
    else {
        return;
    };
    let has_other =
        header.all_columns().any(|column| column.role == role && column.certainty == Certainty::Said);
    let years = header.years.iter_mut().flat_map(|year| &mut year.columns);
    for column in header.columns.iter_mut().chain(years) {
        let is_supposed = column.certainty == Certainty::Supposed && column.role == ColumnRole::AmountExclVat;
        if is_supposed && !has_other {
            column.role = role;
            column.certainty = Certainty::Said;
        }
    }
}

/// Amounts without a unit or a currency of their own take those that captions above the headers give.
pub(super) fn take_captions(sheet: &Sheet, free: usize, index: usize, header: &mut Header) {
    take_basis(sheet, free, index, header);
    let scale = caption_above(sheet, free, index, caption_scale);
    let currency = caption_above(sheet, free, index, caption_currency);
    let years = header.years.iter_mut().flat_map(|year| &mut year.columns);
    let columns = header.columns.iter_mut().chain(years);
    for column in columns.filter(|column| is_money(column.role) && !column.header.contains('€')) {
        if let (Some(caption), Scale::Euro) = (scale, column.scale) {
            column.scale = caption.0;
            header.caption = scale;
        }
        if let (Some(caption), None) = (currency, column.currency) {
            column.currency = Some(caption.0);
            header.foreign = currency;
        }
    }
}

/// What the nearest caption of some kind says in the three filled rows above the headers, with its row and column.
fn caption_above<T>(
    sheet: &Sheet,
    free: usize,
    index: usize,
    read: impl Fn(&str) -> Option<T>,
) -> Option<(T, u32, u32)> {
    let above = (free..index).rev().take(3).filter_map(|index| sheet.filled_row(index));
    let mut cells = above.flat_map(|(_, cells)| cells);
    cells.find_map(|cell| Some((read(cell.text()?)?, cell.row, cell.column)))
}
