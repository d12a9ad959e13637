//! The financing plan as a workbook: which sheets, from which figures.

mod controls;
mod guide;
mod layout;
mod lines;
mod simulation;
mod summary;
mod traceability;

use jiff::civil::Date;

use crate::figures::simulation::Simulation;
use crate::prepare::{Prepared, PreparedPack};
use crate::xlsx::{Book, Sheet};

/// What the sheets of a plan are laid out from.
#[derive(Clone, Copy)]
pub struct PlanWorkbook<'a> {
    /// The project.
    pub prepared: &'a Prepared,
    /// The pack.
    pub pack: &'a PreparedPack,
    /// The document's title.
    pub title: &'a str,
    /// True for a draft.
    pub draft: bool,
}

/// Which sheets hold the lines of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanLayout {
    /// All on one.
    Compact,
    /// One for each category.
    OneSheetPerCategory,
}

/// Lay out the workbook of a plan.
#[must_use]
pub fn plan_workbook(inputs: PlanWorkbook<'_>, layout: PlanLayout, date: Date) -> Book {
    let mut sheets = vec![guide::sheet(inputs, layout)];
    match layout {
        PlanLayout::Compact => {
            sheets.push(summary::plan(inputs));
            sheets.push(lines::all_categories(inputs));
        }
        PlanLayout::OneSheetPerCategory => {
            sheets.push(summary::expenses(inputs));
            sheets.extend(lines::one_sheet_per_category(inputs));
            sheets.push(summary::resources(inputs));
        }
    }
    sheets.push(controls::sheet(inputs));
    sheets.push(traceability::sheet(inputs));
    book(inputs, sheets, date)
}

/// Lay out the workbook that compares the options of simplified costs: its figures are those of the simulation.
#[must_use]
pub fn simulation_workbook(inputs: PlanWorkbook<'_>, simulation: &Simulation, date: Date) -> Book {
    book(inputs, vec![simulation::sheet(inputs, simulation)], date)
}

fn book(inputs: PlanWorkbook<'_>, mut sheets: Vec<Sheet>, date: Date) -> Book {
    let identity = &inputs.prepared.folder.project.identity;
    let notice = if identity.is_fictitious_example { "Exemple fictif – " } else { "" };
    for sheet in &mut sheets {
        finish(sheet, inputs, notice);
    }
    Book {
        title: format!("{} – {}", inputs.title, identity.title),
        subject: inputs.pack.fund.fund.identity.title.clone(),
        author: inputs.prepared.folder.project.applicant.legal_name.clone(),
        created: date,
        whole_ledger: false,
        sheets,
    }
}

/// What every printed sheet bears.
fn finish(sheet: &mut Sheet, inputs: PlanWorkbook<'_>, notice: &str) {
    sheet.header = format!("{} – {}", inputs.pack.fund.fund.identity.short_title, sheet.name);
    sheet.footer = format!("{notice}{}", inputs.prepared.folder.project.identity.title);
    sheet.draft = inputs.draft;
}
