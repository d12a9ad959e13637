//! The financing plan as a workbook: which sheets, from which figures.

mod controls;
mod guide;
mod layout;
mod lines;
mod summary;
mod traceability;

use jiff::civil::Date;

use crate::model::fund::WorkbookLayout;
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

/// Lay out the workbook of a plan.
#[must_use]
pub fn plan_workbook(inputs: PlanWorkbook<'_>, layout: WorkbookLayout, date: Date) -> Book {
    let mut sheets = vec![guide::sheet(inputs, layout)];
    match layout {
        WorkbookLayout::Compact => {
            sheets.push(summary::plan(inputs));
            sheets.push(lines::all_categories(inputs));
        }
        WorkbookLayout::UnOngletParPoste => {
            sheets.push(summary::expenses(inputs));
            sheets.extend(lines::one_sheet_per_category(inputs));
            sheets.push(summary::resources(inputs));
        }
    }
    sheets.push(controls::sheet(inputs));
    sheets.push(traceability::sheet(inputs));
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
