//! What a cell is worth once its formula is recomputed.

use rust_decimal::Decimal;

use crate::audit::Audit;
use crate::formula::{CellRef, Outcome, Value};
use crate::model::{Located, Money, Place};
use crate::source::table::IssueKind;
use crate::source::workbook::sheet::Cell;

/// What a cell is worth once its formula is recomputed; a cell typed by hand is worth what it says.
pub fn recomputed(audit: &Audit<'_>, cell: &Located<Money>) -> Money {
    audit
        .recalculation
        .cell_of(&cell.place)
        .and_then(|at| corrected(audit, at, Some(cell.value)))
        .unwrap_or(cell.value)
}

/// True when the saved value of a cell is not what its formula gives: T-10 says so.
pub fn is_stale(audit: &Audit<'_>, place: &Place) -> bool {
    let at = audit.recalculation.cell_of(place);
    at.and_then(|at| audit.recalculation.get(at))
        .is_some_and(|one| matches!(one.outcome, Outcome::Stale { .. }))
}

/// What to type in a cell, in the unit of its column, so that it reads as `right`; `read` is what it reads as today.
#[must_use]
pub fn to_type(audit: &Audit<'_>, place: &Place, read: Money, right: Money) -> Decimal {
    let saved = || number_of(audit.recalculation.content(audit.recalculation.cell_of(place)?)?);
    let factor = saved().and_then(|saved| factor(saved, read)).unwrap_or(Decimal::ONE);
    right.to_decimal().checked_div(factor).unwrap_or_default()
}

/// By what the reader multiplied a cell: thousands of euros are read as euros.
fn factor(saved: Decimal, read: Money) -> Option<Decimal> {
    [1_i64, 1_000, 1_000_000]
        .into_iter()
        .map(Decimal::from)
        .find(|factor| saved.checked_mul(*factor).and_then(Money::from_decimal) == Some(read))
}

/// The amount of a cell after recomputation, in the unit in which it was read.
pub(super) fn corrected(audit: &Audit<'_>, at: CellRef, stated: Option<Money>) -> Option<Money> {
    let one = audit.recalculation.get(at);
    match (one.map(|one| &one.outcome), stated) {
        (Some(Outcome::Stale { computed: Value::Number(computed), .. }), Some(stated)) => {
            let saved = number_of(audit.recalculation.content(at)?)?;
            // The reader may have multiplied thousands of euros: the same factor applies.
            factor(saved, stated)
                .and_then(|factor| Money::from_decimal(computed.checked_mul(factor)?))
                .or(Some(stated))
        }
        (Some(Outcome::Uncached(Value::Number(computed))), None) => {
            let scaled =
                audit.reading.issues.iter().any(|issue| matches!(issue.kind, IssueKind::ScaledAmount { .. }));
            if scaled { None } else { Money::from_decimal(*computed) }
        }
        _ => stated,
    }
}

pub(in crate::audit) fn number_of(cell: &Cell) -> Option<Decimal> {
    match Value::of_cell(&cell.value) {
        Value::Number(number) => Some(number),
        _ => None,
    }
}
