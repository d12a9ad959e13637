//! What staff and expense lines share: their names, and their amounts as figures.

use std::sync::Arc;

use crate::figures::{FigureKey, Ledger, LedgerError, Part, Value};
use crate::model::{Located, Maybe, Money};

/// What the figures of a line are called: its label, or its table and rank.
pub(super) fn title(label: &Maybe<Arc<str>>, kind: &str, index: usize) -> Arc<str> {
    match label {
        Some(label) => Arc::clone(&label.value),
        None => format!("{kind} {}", index + 1).into(),
    }
}

pub(super) fn money(
    ledger: &mut Ledger,
    part: Part,
    cell: &Located<Money>,
) -> Result<FigureKey, LedgerError> {
    ledger.of_line(part, Value::Money(cell.value), cell.place.clone())
}
