//! The workbooks of a pack: the one that is filed, which people edit, and those that stay with the applicant.

mod filed;
mod internal;
mod layout;

use jiff::civil::Date;

use crate::figures::simulation::Simulation;
use crate::prepare::{Prepared, PreparedPack};
use crate::xlsx::{Book, Sheet};

pub use filed::filed_workbook;
pub use internal::control_workbook;

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

/// Lay out the workbook that compares the options of simplified costs: its figures are those of the simulation.
#[must_use]
pub fn simulation_workbook(inputs: PlanWorkbook<'_>, simulation: &Simulation, date: Date) -> Book {
    book(inputs, vec![internal::simulation::sheet(inputs, simulation)], date)
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
        sheets,
        ..Book::default()
    }
}

/// What every printed sheet bears.
fn finish(sheet: &mut Sheet, inputs: PlanWorkbook<'_>, notice: &str) {
    sheet.header = format!("{} – {}", inputs.pack.fund.fund.identity.short_title, sheet.name);
    sheet.footer = format!("{notice}{}", inputs.prepared.folder.project.identity.title);
    sheet.draft = inputs.draft;
}
