//! The tables of a project's workbook, read as its funds name them and recomputed.

use std::collections::BTreeSet;

use crate::completion::complete;
use crate::formula::Recalculation;
use crate::model::project::VatBasis;
use crate::model::{Fund, Place};
use crate::rules::{self, FundFolder};
use crate::source::folder::PROJECT_FILE;
use crate::source::sides::read_sides;
use crate::source::table::{BudgetReading, IssueKind, ReadIssue, ReadingHints, read_tables};
use crate::source::workbook::{ReadError, Workbook, shown_in_euros};
use crate::source::{ProjectFolder, SourceError};

/// Reads the workbook of a project, as it is and as it would be, mended.
pub(super) struct WorkbookReader<'a> {
    folder: &'a ProjectFolder,
    funds: &'a [FundFolder],
    hints: ReadingHints,
    /// The cells of the sheets in other currencies that the workbook shows in euros.
    in_euros: BTreeSet<(String, u32, u32)>,
}

impl<'a> WorkbookReader<'a> {
    /// What may be known before the workbook is read.
    ///
    /// # Errors
    /// When the layout of `projet.toml` names what is no column.
    pub(super) fn new(folder: &'a ProjectFolder, funds: &'a [FundFolder]) -> Result<Self, SourceError> {
        let project = &folder.project;
        let partners =
            project.partners.iter().flat_map(|partner| [partner.id.as_str(), partner.name.as_str()]);
        let hints = rules::hints(funds, partners)
            .with_vat(project.vat.basis == Some(VatBasis::InclVat))
            .with_first_year(project.calendar.start.map(|start| i32::from(start.year())))
            .with_layout(&project.layout)
            .map_err(|message| SourceError::Definition {
                name: PROJECT_FILE.to_owned(),
                line: None,
                message,
            })?;
        let sides = &project.sides;
        let in_euros = if sides.is_empty() {
            BTreeSet::new()
        } else {
            let is_of_side = |sheet: &str| sides.iter().any(|side| side.has_sheet(sheet));
            shown_in_euros(&folder.budget.name, &folder.budget.bytes, is_of_side)
        };
        Ok(Self { folder, funds, hints, in_euros })
    }

    /// Reads the tables of the workbook and recomputes its formulas. What no program computed is computed here, and said.
    ///
    /// # Errors
    /// When the tables are not where `projet.toml` says.
    pub(super) fn read(&self, workbook: Workbook) -> Result<(BudgetReading, Recalculation), SourceError> {
        let name = &self.folder.budget.name;
        let funds: Vec<&Fund> = self.funds.iter().map(|fund| &fund.fund).collect();
        let sides = &self.folder.project.sides;
        let is_in_euros = |place: &Place| match place {
            Place::Cell { sheet, row, column, .. } => {
                self.in_euros.contains(&(sheet.to_string(), *row, u32::from(*column)))
            }
            _ => false,
        };
        let tables = |workbook: &Workbook| {
            read_tables(name, &workbook.sheets, &self.hints.clone().without_sides(sides))
                .and_then(|mut reading| {
                    complete(&mut reading, &self.folder.project, &funds)?;
                    read_sides(name, &workbook.sheets, &self.hints, sides, &is_in_euros, &mut reading)?;
                    Ok(reading)
                })
                .map_err(|message| SourceError::Workbook(ReadError::Layout { message }.to_string()))
        };
        let reading = tables(&workbook)?;
        let recalculation = Recalculation::new(name, workbook, &reading);
        let Some(uncached) = recalculation.uncached() else { return Ok((reading, recalculation)) };
        // Of the first reading only what it said of these formulas is kept, and the workbook passes from one recalculation to
        // the next: neither is ever held twice.
        let of_sides = reading.sides.into_iter().map(|side| side.reading.issues);
        let told: Vec<Vec<ReadIssue>> = std::iter::once(reading.issues)
            .chain(of_sides)
            .map(|issues| issues.into_iter().filter(is_uncached).collect())
            .collect();
        drop((reading.budget, reading.tables));
        let settled = recalculation.with_results();
        let mut complete = tables(&settled)?;
        let of_sides = complete.sides.iter_mut().map(|side| &mut side.reading.issues);
        for (issues, told) in std::iter::once(&mut complete.issues).chain(of_sides).zip(told) {
            issues.retain(|issue| !is_uncached(issue));
            issues.extend(told);
        }
        let recalculation = Recalculation::new(name, settled, &complete).given_results(uncached);
        Ok((complete, recalculation))
    }
}

fn is_uncached(issue: &ReadIssue) -> bool {
    matches!(issue.kind, IssueKind::UncachedFormula { .. })
}
