//! A workbook that belongs to no project: read, recomputed whole, and its sheets checked.

use crate::audit::Audit;
use crate::audit::sheets::Sheets;
use crate::checks::{self, CheckResult};
use crate::findings::{Severity, Told};
use crate::formula::Recalculation;
use crate::source::child::Reader;
use crate::source::table::BudgetReading;
use crate::source::workbook::{ReadError, read_workbook_with};

/// A workbook with what is told of it.
#[derive(Debug)]
pub struct Audited {
    /// The name of its file.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// The workbook, recomputed.
    pub recalculation: Recalculation,
    /// What each check answered.
    pub results: Vec<CheckResult>,
    /// What does not hold, causes first.
    pub told: Vec<Told>,
}

impl Audited {
    /// True when something is certain to be wrong.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.told.iter().any(|told| told.severity == Severity::Error)
    }
}

/// Reads a workbook and checks its sheets.
///
/// # Errors
/// When it cannot be read.
pub fn audit(name: &str, bytes: Vec<u8>, reader: &Reader) -> Result<Audited, ReadError> {
    let workbook = read_workbook_with(reader, name, &bytes)?;
    let mut recalculation = Recalculation::of_workbook(name, workbook);
    if let Some(uncached) = recalculation.uncached() {
        recalculation =
            Recalculation::of_workbook(name, recalculation.with_results()).given_results(uncached);
    }
    let reading = BudgetReading::default();
    let (results, told) = {
        let audit = Audit::of(&reading, &recalculation);
        let results = checks::run_sheets(&audit, &Sheets::of(&recalculation));
        let judged = checks::Judged { audit: &audit, packs: &[], results: std::slice::from_ref(&results) };
        let told = checks::told(judged, &|_| None);
        (results, told)
    };
    Ok(Audited { name: name.to_owned(), bytes, recalculation, results, told })
}
