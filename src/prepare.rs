//! From a project's folder to figures and answers, for each fund asked; nothing is written.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::checks::{self, Answer, CheckResult, Memo, PackView, Scope, Severity, Survey};
use crate::figures::plan::{self, Computation, PlanInputs};
use crate::formula::Recalculation;
use crate::source::definitions::SHARED;
use crate::source::folder::PROJECT_FILE;
use crate::source::table::{BudgetReading, ReadingHints, read_tables};
use crate::source::workbook::{ReadError, read_workbook_with};
use crate::source::{Definitions, Description, FundFolder, ProjectFolder, SourceError};

/// One fund of a project, computed and checked.
#[derive(Debug)]
pub struct PreparedPack {
    /// The fund.
    pub fund: FundFolder,
    /// Its figures.
    pub computation: Computation,
    /// Every check's answer.
    pub results: Vec<CheckResult>,
}

impl PreparedPack {
    /// True when an anomaly of severity *erreur* stops the pack.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.results.iter().any(CheckResult::is_blocking)
    }

    /// How many checks gave an answer, anomalies of one severity only when it is given.
    #[must_use]
    pub fn count(&self, answer: Answer, severity: Option<Severity>) -> usize {
        self.results
            .iter()
            .filter(|result| {
                result.answer == answer && severity.is_none_or(|severity| result.severity == severity)
            })
            .count()
    }
}

/// A project, computed and checked for each fund asked.
#[derive(Debug)]
pub struct Prepared {
    /// The project's files.
    pub folder: ProjectFolder,
    /// How the workbook was read.
    pub reading: BudgetReading,
    /// The narrative.
    pub description: Option<Description>,
    /// The date documents bear.
    pub effective_date: Option<Date>,
    /// One pack per fund, in the order of `projet.toml`.
    pub packs: Vec<PreparedPack>,
}

impl Prepared {
    /// True when any pack is stopped.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.packs.iter().any(PreparedPack::is_blocked)
    }
}

/// What the command line may change.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Funds to keep; all those of `projet.toml` when empty.
    pub funds: Vec<String>,
    /// Effective date, over the project's own.
    pub date: Option<Date>,
}

/// Read, compute and check a project.
///
/// Every fund of the project is computed, even when only one is asked: packs are compared with one another.
///
/// # Errors
/// When a source cannot be read, a fund is unknown, or an amount passes what the program accepts.
pub fn prepare(
    folder: ProjectFolder,
    definitions: &Definitions,
    choices: &Choices,
) -> Result<Prepared, SourceError> {
    let effective_date = choices.date.or(folder.project.identity.effective_date);
    let mut ids: Vec<String> = Vec::new();
    for asked in folder.project.identity.funds.iter().chain(&choices.funds) {
        if !ids.contains(asked) {
            ids.push(asked.clone());
        }
    }
    let funds = ids.iter().map(|id| definitions.fund(id)).collect::<Result<Vec<_>, _>>()?;
    let categories = funds.iter().flat_map(|fund| &fund.fund.categories).flat_map(|category| {
        [category.label.as_str(), category.id.as_str()]
            .into_iter()
            .chain(category.alias.iter().map(String::as_str))
    });
    let partners =
        folder.project.partners.iter().flat_map(|partner| [partner.id.as_str(), partner.name.as_str()]);
    let hints = ReadingHints::new(categories, partners)
        .with_layout(&folder.project.layout)
        .map_err(|message| SourceError::Definition { name: PROJECT_FILE.to_owned(), message })?;
    let workbook = read_workbook_with(&folder.reader, &folder.budget.name, &folder.budget.bytes)
        .map_err(|error| SourceError::Workbook(error.to_string()))?;
    let reading = read_tables(&folder.budget.name, &workbook.sheets, &hints)
        .map_err(|message| SourceError::Workbook(ReadError::Layout { message }.to_string()))?;
    let recalculation = Recalculation::new(&folder.budget.name, workbook, &reading);
    let description = match &folder.description {
        Some(file) => {
            let text = std::str::from_utf8(&file.bytes)
                .map_err(|_| SourceError::NotUtf8 { name: file.name.clone() })?;
            Some(Description::parse(text))
        }
        None => None,
    };
    let computations = funds
        .par_iter()
        .map(|fund| {
            let inputs = PlanInputs {
                project: &folder.project,
                budget: &reading.budget,
                fund: &fund.fund,
                effective_date,
            };
            plan::compute(inputs)
                .map_err(|error| SourceError::Workbook(format!("{} : {error}", folder.budget.name)))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let coverage = crate::pdf::coverage(definitions.fonts_folder().as_deref())
        .map_err(|error| SourceError::Definition { name: SHARED.to_owned(), message: error.to_string() })?;
    let survey = Survey::of_project(&folder, &reading, description.as_ref(), &coverage);
    let views: Vec<PackView<'_>> = funds
        .iter()
        .zip(&computations)
        .map(|(fund, computation)| PackView { fund: &fund.fund, computation })
        .collect();
    let memo = Memo::default();
    let results: Vec<Vec<CheckResult>> = (0..views.len())
        .into_par_iter()
        .map(|index| {
            let others: Vec<PackView<'_>> = views
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index)
                .map(|(_, view)| *view)
                .collect();
            let fund = &funds[index];
            let of_fund = Survey::of_fund(&format!("{}/fund.toml", fund.id), &fund.definition, &coverage);
            let scope = Scope {
                folder: &folder,
                reading: &reading,
                recalculation: &recalculation,
                description: description.as_ref(),
                effective_date,
                pack: views[index],
                others: &others,
                surveys: [&survey, &of_fund],
                memo: &memo,
            };
            checks::run_all(&scope)
        })
        .collect();
    let packs = funds
        .into_iter()
        .zip(computations)
        .zip(results)
        .map(|((fund, computation), results)| PreparedPack { fund, computation, results })
        .filter(|pack| choices.funds.is_empty() || choices.funds.contains(&pack.fund.id))
        .collect();
    Ok(Prepared { folder, reading, description, effective_date, packs })
}
