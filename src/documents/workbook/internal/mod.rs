//! The workbook that stays with the applicant: every line with its cell, every check's answer, every figure's origin.

mod controls;
mod guide;
mod lines;
mod parameters;
pub(super) mod simulation;
mod summary;
mod traceability;

use jiff::civil::Date;

use super::{PlanWorkbook, book};
use crate::xlsx::Book;

/// Lay out the control workbook.
#[must_use]
pub fn control_workbook(inputs: PlanWorkbook<'_>, date: Date) -> Book {
    let sheets = vec![
        guide::sheet(inputs),
        controls::sheet(inputs),
        summary::plan(inputs),
        lines::all_categories(inputs),
        parameters::sheet(inputs),
        traceability::sheet(inputs),
    ];
    book(inputs, sheets, date)
}
