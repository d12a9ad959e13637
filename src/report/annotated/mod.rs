//! The workbook answered in the workbook: a copy of its sheets as they were read, the cells at fault coloured with a
//! remark each, what follows from them lighter, and a first sheet that lists what is told, with links to the cells.
//!
//! The original is never touched, and no figure is read from the copy.

mod copy;
mod format;
mod marks;
mod place;
mod summary;

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::account::Account;
use super::closing;
use crate::checks::CheckResult;
use crate::formula::Recalculation;
use crate::prepare::Prepared;
use crate::source::workbook::appearance::appearances;
use crate::source::workbook::formula_text::stands_alone;
use crate::source::workbook::{DefinedName, ReadError, read_workbook_with};
use crate::xlsx::sheet_names;
use copy::Copier;
pub use place::{is_copy, name, put};

/// Name of the first sheet of a copy.
const SUMMARY: &str = "Contrôles";

/// Why a copy could not be made.
#[derive(Debug, thiserror::Error)]
pub enum AnnotateError {
    /// The workbook could not be read.
    #[error("{0}")]
    Read(#[from] ReadError),
    /// The copy could not be written.
    #[error("la copie annotée ne peut pas être écrite : {0}")]
    Write(#[from] XlsxError),
}

/// A copy of the workbook, with its marks.
#[derive(Debug)]
pub struct Annotated {
    /// The copy, as a file.
    pub bytes: Vec<u8>,
    /// Cells at fault.
    pub causes: usize,
    /// Cells that follow from them.
    pub consequences: usize,
}

/// A workbook to be copied, with what is told of it.
#[derive(Debug)]
pub struct Subject<'a> {
    /// Name of its file.
    pub name: &'a str,
    /// Its file: the look of its cells is read from it.
    pub bytes: &'a [u8],
    /// Its cells and formulas, as they were read.
    pub recalculation: &'a Recalculation,
    /// What is told of it.
    pub account: &'a Account<'a>,
    /// What its checks answered: they know more places of a fault than are told.
    pub results: &'a [&'a CheckResult],
    /// What the first sheet is headed with.
    pub title: &'a str,
    /// How many findings there are, and what they stop.
    pub verdict: &'a str,
}

/// Copies the workbook of a project with what is told of it.
///
/// # Errors
/// When it cannot be read again or written.
pub fn annotate(prepared: &Prepared) -> Result<Annotated, AnnotateError> {
    let budget = &prepared.folder.budget;
    let read = read_workbook_with(&prepared.folder.reader, &budget.name, &budget.bytes)?;
    let recalculation = Recalculation::new(&budget.name, read, &prepared.reading);
    let account = Account::of_project(prepared);
    let results: Vec<&CheckResult> = prepared.packs.iter().flat_map(|pack| &pack.results).collect();
    copy_of(&Subject {
        name: &budget.name,
        bytes: &budget.bytes,
        recalculation: &recalculation,
        account: &account,
        results: &results,
        title: &format!("Contrôles de « {} » – {}", budget.name, prepared.folder.project.identity.title),
        verdict: &closing::verdict(prepared, &account),
    })
}

/// Copies a workbook with what is told of it.
///
/// # Errors
/// When the copy cannot be written.
pub fn copy_of(subject: &Subject<'_>) -> Result<Annotated, AnnotateError> {
    let recalculation = subject.recalculation;
    let looks = appearances(subject.name, subject.bytes);
    let sheets = &recalculation.workbook().sheets;
    let marks = marks::marks(subject);
    // The sheets of the workbook keep their names: their own « Contrôles » is not the one to be renamed.
    let mut names = sheet_names(sheets.iter().map(|sheet| &*sheet.name));
    names.insert(0, summary_name(&names));
    let mut copier = Copier::default();
    for (sheet, kept) in sheets.iter().zip(names.iter().skip(1)) {
        if *sheet.name != **kept {
            copier.lost_names.push(sheet.name.to_lowercase());
        }
    }
    let mut workbook = Workbook::new();
    for name in &names {
        workbook.add_worksheet().set_name(name)?;
    }
    define(&mut workbook, &recalculation.workbook().names, &mut copier);
    for (rank, sheet) in sheets.iter().enumerate() {
        let worksheet = workbook.worksheet_from_index(rank + 1)?;
        let is_marked = marks.keys().any(|at| at.sheet == rank);
        if sheet.is_hidden && !is_marked {
            worksheet.set_hidden(true);
        }
        copier.copy(worksheet, sheet, rank, looks.get(&*sheet.name), &marks)?;
    }
    let summary = summary::Summary { subject, names: &names, copier: &copier };
    summary.write(workbook.worksheet_from_index(0)?)?;
    workbook.set_properties(&properties(subject.name));
    let causes = marks.values().filter(|mark| mark.part == marks::Part::Cause).count();
    Ok(Annotated { bytes: workbook.save_to_buffer()?, causes, consequences: marks.len() - causes })
}

/// Defines the names of the workbook, once each: the format knows its own (areas of print, filters) by their sheet alone, and
/// takes a file whose names stand twice for damaged. Formulas that call a name left out are copied as values.
fn define(workbook: &mut Workbook, names: &[DefinedName], copier: &mut Copier) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for defined in names {
        let DefinedName { name, formula, .. } = defined;
        let folded = name.to_lowercase();
        if folded.starts_with("_xl") {
            continue;
        }
        let is_kept = seen.insert(folded.clone())
            && !formula.is_empty()
            && defined.means_the_same_in_xlsx()
            && stands_alone(formula)
            && workbook.define_name(name, &format!("={formula}")).is_ok();
        if !is_kept {
            copier.lost_names.push(folded);
        }
    }
}

/// A name for the first sheet that none of the others bears.
fn summary_name(taken: &[String]) -> String {
    let is_free = |name: &String| !taken.iter().any(|one| one.to_lowercase() == name.to_lowercase());
    let candidates = (2..).map(|rank| format!("{SUMMARY} ({rank})"));
    std::iter::once(SUMMARY.to_owned()).chain(candidates).find(is_free).unwrap_or_default()
}

/// The properties of a copy: always the same, so that a copy that someone has worked in is known by their change.
fn properties(name: &str) -> DocProperties {
    let properties = DocProperties::new().set_title(format!("{name} – copie annotée")).set_author("dossier");
    // The clock is never read.
    match ExcelDateTime::from_ymd(2000, 1, 1) {
        Ok(day) => properties.set_creation_datetime(&day),
        Err(_) => properties,
    }
}
