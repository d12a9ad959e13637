//! What several checks of this family share.

use crate::audit::Audit;
use crate::model::Place;
use crate::source::table::TableReading;

pub(in crate::checks) const TYPED: &str =
    "Usage : un montant du dossier doit pouvoir être suivi jusqu’à sa cellule";

/// The header row of a table, by the cell of its first column.
pub(in crate::checks) fn header(audit: &Audit<'_>, table: &TableReading) -> Place {
    let column = table.columns.first().map_or(0, |(_, column, _)| *column);
    Place::cell(&audit.recalculation.file().into(), &table.sheet, table.header_row, column)
}

pub(in crate::checks) const EUROS: &str =
    "Usage : les montants d’un plan sont en euros, comparables d’une ligne à l’autre";
