//! A workbook as it would be once recalculated and saved, some of its cells mended first.

use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Drawn, Outcome, Recalculated, Recalculation, Value};
use crate::model::Place;
use crate::source::table::BudgetReading;
use crate::source::workbook::Workbook;
use crate::source::workbook::sheet::CellValue;

impl Recalculation {
    /// The formulas without a saved value whose result could be computed; `None` when every formula has a saved value.
    #[must_use]
    pub fn uncached(&self) -> Option<Drawn> {
        let is_uncached = |one: &Recalculated| matches!(one.outcome, Outcome::Uncached(_));
        let any = self.cells().any(|(_, one)| is_uncached(one));
        any.then(|| self.set_of(self.cells().filter(|(_, one)| is_uncached(one)).map(|(at, _)| at)))
    }

    /// The workbook with what its formulas give where no value was saved.
    #[must_use]
    pub fn with_results(self) -> Workbook {
        self.settled(|outcome| matches!(outcome, Outcome::Uncached(_)))
    }

    /// The workbook with some cells typed anew, recalculated and saved.
    #[must_use]
    pub fn mended(&self, reading: &BudgetReading, mends: &[(Place, Decimal)]) -> Workbook {
        let mut workbook = self.workbook().clone();
        for (place, value) in mends {
            let (Some(at), Some(number)) = (self.cell_of(place), value.to_f64()) else { continue };
            if let Some(sheet) = workbook.sheets.get_mut(at.sheet) {
                sheet.type_over(at.row, at.column, CellValue::Number(number));
            }
        }
        Self::new(self.file(), workbook, reading).settled(|_| true)
    }

    /// The workbook with the computed values of the formulas that `which` picks in place of the saved ones: the workbook
    /// itself, which is never held twice.
    fn settled(mut self, which: impl Fn(&Outcome) -> bool) -> Workbook {
        let mut workbook = self.take_workbook();
        for (at, one) in self.cells().filter(|(_, one)| which(&one.outcome)) {
            if let (Some(computed), Some(sheet)) = (one.computed(), workbook.sheets.get_mut(at.sheet)) {
                sheet.set_result(at.row, at.column, cell_value(computed));
            }
        }
        workbook
    }
}

fn cell_value(value: &Value) -> CellValue {
    match value {
        Value::Empty => CellValue::Empty,
        Value::Number(number) => CellValue::Number(number.to_f64().unwrap_or_default()),
        Value::Text(text) => CellValue::Text(Arc::clone(text)),
        Value::Bool(value) => CellValue::Bool(*value),
        Value::Error(error) => CellValue::Error(error.to_string().into()),
    }
}
