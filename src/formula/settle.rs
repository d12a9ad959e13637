//! A workbook as it would be once recalculated and saved, some of its cells mended first.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{CellRef, Outcome, Recalculation, Value};
use crate::model::Place;
use crate::source::table::BudgetReading;
use crate::source::workbook::Workbook;
use crate::source::workbook::sheet::CellValue;

impl Recalculation {
    /// The formulas without a saved value whose result could be computed.
    #[must_use]
    pub fn uncached(&self) -> Vec<CellRef> {
        let cells = self.cells().filter(|(_, one)| matches!(one.outcome, Outcome::Uncached(_)));
        cells.map(|(at, _)| at).collect()
    }

    /// The workbook with what its formulas give where no value was saved.
    #[must_use]
    pub fn with_results(&self) -> Workbook {
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

    /// The workbook with the computed values of the formulas that `which` picks in place of the saved ones.
    fn settled(&self, which: impl Fn(&Outcome) -> bool) -> Workbook {
        let mut workbook = self.workbook().clone();
        for (at, one) in self.cells().filter(|(_, one)| which(&one.outcome)) {
            let (Some(computed), Some(sheet)) = (one.computed(), workbook.sheets.get_mut(at.sheet)) else {
                continue;
            };
            sheet.set_result(at.row, at.column, cell_value(computed));
        }
        workbook
    }
}

fn cell_value(value: &Value) -> CellValue {
    match value {
        Value::Empty => CellValue::Empty,
        Value::Number(number) => CellValue::Number(number.to_f64().unwrap_or_default()),
        Value::Text(text) => CellValue::Text(text.as_ref().into()),
        Value::Bool(value) => CellValue::Bool(*value),
        Value::Error(error) => CellValue::Error(error.to_string().into()),
    }
}
