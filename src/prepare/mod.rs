//! From a project's folder to figures and answers, for each fund asked; nothing is written.

mod fingerprint;
mod reading;
mod workbook;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::audit::{Audit, Survey};
use crate::checks::{self, CheckResult, Covered, PackView, Scope};
use crate::evidence::Pieces;
use crate::figures::plan::{self, Computation, PlanInputs};
use crate::figures::search;
use crate::findings::Told;
use crate::model::Fund;
use crate::model::staffing::{Sibling, Siblings};
use crate::model::text::normalise;
use crate::rules::definitions::SHARED;
use crate::rules::{Definitions, FundFolder, Texts, unknown};
use crate::source::attachment::Looks;
use crate::source::bounds::description_of;
use crate::source::description::Under;
use crate::source::limits;
use crate::source::look::look;
use crate::source::project_file::nearest;
use crate::source::table::BudgetReading;
use crate::source::workbook::read_workbook_with;
use crate::source::{Description, ProjectFolder, SourceError};
use fingerprint::Common;
use reading::WorkbookReader;
pub use workbook::{Audited, audit};

/// One fund of a project, computed and checked.
#[derive(Debug)]
pub struct PreparedPack {
    /// The fund.
    pub fund: FundFolder,
    /// Its rank among the funds of the project, which findings name it by.
    pub rank: usize,
    /// Its figures.
    pub computation: Computation,
    /// Every check's answer.
    pub results: Vec<CheckResult>,
    /// The definitions and templates that it depends on, by path, with their digests.
    pub rules: BTreeMap<String, String>,
    /// The digest of all that it is made from.
    pub fingerprint: String,
}

impl PreparedPack {
    /// True when an anomaly of severity *erreur* stops the pack.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.results.iter().any(CheckResult::is_blocking)
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
    /// The packs of the other funds of the project, which these are compared with.
    pub others: Vec<PreparedPack>,
    /// What does not hold, causes first, for all packs together.
    pub told: Vec<Told>,
    /// What opening the attachments gave.
    pub looks: Looks,
    /// Every definition and template at hand.
    pub(crate) definitions: Definitions,
}

impl Prepared {
    /// True when any pack is stopped.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.packs.iter().any(PreparedPack::is_blocked)
    }

    /// What the plan of a pack is computed from.
    #[must_use]
    pub(crate) const fn inputs<'a>(&'a self, pack: &'a PreparedPack) -> PlanInputs<'a> {
        PlanInputs {
            project: &self.folder.project,
            budget: &self.reading.budget,
            fund: &pack.fund.fund,
            effective_date: self.effective_date,
        }
    }

    /// The packs that are kept among those of some ranks.
    #[must_use]
    pub fn packs_of(&self, ranks: &[usize]) -> Vec<&PreparedPack> {
        self.packs.iter().filter(|pack| ranks.contains(&pack.rank)).collect()
    }

    /// What is told of one pack, most important first.
    pub fn findings_of(&self, pack: &PreparedPack) -> impl Iterator<Item = &Told> {
        let rank = pack.rank;
        self.told.iter().filter(move |told| told.packs.contains(&rank))
    }

    /// What waivers cover in the packs that are kept.
    #[must_use]
    pub fn covered(&self) -> Vec<Covered<'_>> {
        checks::covered(self.packs.iter().map(|pack| (pack.rank, pack.results.as_slice())))
    }

    /// What is told of the packs that are kept, most important first.
    pub fn findings(&self) -> impl Iterator<Item = &Told> {
        self.told.iter().filter(|told| self.packs.iter().any(|pack| told.packs.contains(&pack.rank)))
    }
}

/// What the command line may change.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Funds to keep; all those of `projet.toml` when empty.
    pub funds: Vec<String>,
    /// Effective date, over the project's own.
    pub date: Option<Date>,
    /// The other projects of the run, for what is compared between them: never for a pack, which is its own files.
    pub siblings: Option<Siblings>,
}

/// What the other projects of a run need to know of one.
///
/// # Errors
/// As [`prepare`].
pub fn sibling(
    folder: &ProjectFolder,
    definitions: &Definitions,
    date: Option<Date>,
) -> Result<Sibling, SourceError> {
    let effective_date = date.or(folder.project.identity.effective_date);
    let ids = &folder.project.identity.funds;
    let funds =
        ids.iter().map(|id| definitions.fund(id, effective_date)).collect::<Result<Vec<FundFolder>, _>>()?;
    let reader = WorkbookReader::new(folder, &funds)?;
    let workbook = read_workbook_with(&folder.reader, &folder.budget.name, &folder.budget.bytes);
    let workbook = workbook.map_err(|error| SourceError::Workbook(error.to_string()))?;
    let (reading, _) = reader.read(workbook)?;
    Ok(Sibling {
        title: folder.project.identity.title.clone(),
        acronym: folder.project.identity.acronym.clone(),
        employer: folder.project.applicant.employer(),
        staff: reading.budget.staff_lines,
    })
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
    if let Some(refusal) = unknown_waiver(&folder, &ids) {
        return Err(refusal);
    }
    let texts = definitions.texts()?;
    let funds =
        ids.iter().map(|id| definitions.fund(id, effective_date)).collect::<Result<Vec<FundFolder>, _>>()?;
    for fund in &funds {
        let request = folder.project.fund_requests.get(&fund.id);
        if let Some((name, nearest)) = request.and_then(|request| unknown(&fund.fund, request)) {
            return Err(SourceError::UnknownParameter {
                fund: fund.id.clone(),
                name: name.to_owned(),
                nearest: nearest.map(str::to_owned),
            });
        }
    }
    let reader = WorkbookReader::new(&folder, &funds)?;
    // The attachments are read meanwhile: nothing waits for them before the checks.
    let (workbook, looks) = rayon::join(
        || read_workbook_with(&folder.reader, &folder.budget.name, &folder.budget.bytes),
        || look(&folder),
    );
    let workbook = workbook.map_err(|error| SourceError::Workbook(error.to_string()))?;
    let looks = looks?;
    let description = match &folder.description {
        Some(file) => Some(description_of(&file.name, &file.bytes)?),
        None => None,
    };
    let coverage = crate::pdf::coverage(definitions.fonts_folder().as_deref()).map_err(|error| {
        SourceError::Definition { name: SHARED.to_owned(), line: None, message: error.to_string() }
    })?;
    let (reading, recalculation) = reader.read(workbook)?;
    let surveys = funds.iter().map(|fund| Survey::of_fund(&fund.path, &fund.definition, &coverage)).collect();
    let pieces = Pieces::of(&folder.project, &looks);
    let bench = Bench {
        survey: Survey::of_project(&folder, &reading, description.as_ref(), &coverage),
        folder: &folder,
        pieces: &pieces,
        funds: &funds,
        description: description.as_ref(),
        effective_date,
        texts: &texts,
        siblings: choices.siblings.as_ref(),
        surveys,
    };
    let computations = bench.compute(&reading)?;
    if let Some(refusal) = bench.unknown_figure(&computations) {
        return Err(refusal);
    }
    let audit = Audit::of(&reading, &recalculation);
    let results = bench.judge(&audit, &computations);
    // Every pack is judged, since packs are compared; those asked for are told.
    let is_kept: Vec<bool> =
        funds.iter().map(|fund| choices.funds.is_empty() || choices.funds.contains(&fund.id)).collect();
    let again = |mends: &checks::Mends| {
        if recalculation.cell_count() > limits::MENDED_CELLS {
            return None;
        }
        let mended = recalculation.mended(&reading, mends);
        let (reading, recalculation) = reader.read(mended).ok()?;
        let computations = bench.compute(&reading).ok()?;
        Some(kept(&bench.judge(&Audit::of(&reading, &recalculation), &computations), &is_kept))
    };
    let judged = checks::Judged {
        audit: &audit,
        packs: &kept(&bench.views(&computations), &is_kept),
        results: &kept(&results, &is_kept),
    };
    let told = checks::told(judged, &again);
    let common = Common::of(&folder, &funds, definitions, effective_date);
    let all = funds.into_iter().zip(computations).zip(results).zip(&is_kept);
    let (asked, others): (Vec<_>, Vec<_>) = all.partition(|(_, kept)| **kept);
    let mut all =
        asked.into_iter().chain(others).enumerate().map(|(rank, (((fund, computation), results), _))| {
            let (rules, fingerprint) = common.with(&fund);
            PreparedPack { fund, rank, computation, results, rules, fingerprint }
        });
    let packs = all.by_ref().take(is_kept.iter().filter(|kept| **kept).count()).collect();
    let others = all.collect();
    drop(pieces);
    Ok(Prepared {
        folder,
        reading,
        description,
        effective_date,
        packs,
        others,
        told,
        looks,
        definitions: definitions.clone(),
    })
}

/// What belongs to the packs that are asked for.
fn kept<T: Clone>(all: &[T], is_kept: &[bool]) -> Vec<T> {
    all.iter().zip(is_kept).filter(|(_, kept)| **kept).map(|(one, _)| one.clone()).collect()
}

/// What judging a workbook needs besides it: the same for the workbook as it is and as it would be, mended.
struct Bench<'a> {
    folder: &'a ProjectFolder,
    pieces: &'a Pieces<'a>,
    funds: &'a [FundFolder],
    description: Option<&'a Description>,
    effective_date: Option<Date>,
    texts: &'a Texts,
    siblings: Option<&'a Siblings>,
    survey: Survey,
    surveys: Vec<Survey>,
}

impl Bench<'_> {
    /// The figures of each fund.
    fn compute(&self, reading: &BudgetReading) -> Result<Vec<Computation>, SourceError> {
        self.funds
            .par_iter()
            .map(|fund| {
                let inputs = PlanInputs {
                    project: &self.folder.project,
                    budget: &reading.budget,
                    fund: &fund.fund,
                    effective_date: self.effective_date,
                };
                plan::compute(inputs)
                    .map_err(|error| SourceError::Workbook(format!("{} : {error}", self.folder.budget.name)))
            })
            .collect()
    }

    fn views<'a>(&'a self, computations: &'a [Computation]) -> Vec<PackView<'a>> {
        let packs = self.funds.iter().zip(computations);
        packs.map(|(fund, computation)| PackView { fund: &fund.fund, computation }).collect()
    }

    /// A figure that the description asks for and a pack that prints it does not have.
    fn unknown_figure(&self, computations: &[Computation]) -> Option<SourceError> {
        let (file, description) = self.folder.description.as_ref().zip(self.description)?;
        description.quoted.iter().find_map(|quoted| {
            let packs: Vec<(bool, &Computation)> = self
                .funds
                .iter()
                .zip(computations)
                .filter(|(fund, _)| description.is_for(quoted.under.as_deref(), &fund.id))
                .map(|(fund, computation)| (prints(&fund.fund, quoted.under.as_deref()), computation))
                .collect();
            // What no form takes is printed nowhere: the figure is then to be one of some pack.
            let is_printed = packs.iter().any(|(prints, _)| *prints);
            let lacks = |computation: &&Computation| computation.ledger.find(&quoted.id).is_none();
            let mut concerned = packs
                .iter()
                .filter(|(prints, _)| *prints || !is_printed)
                .map(|(_, computation)| *computation);
            let lacking = if is_printed {
                concerned.find(lacks)?
            } else {
                let all: Vec<&Computation> = concerned.collect();
                all.iter().all(lacks).then(|| all.first().copied())??
            };
            let near = search::suggest(&lacking.ledger, &quoted.id).first().copied();
            Some(SourceError::UnknownFigure {
                name: file.name.clone(),
                line: quoted.line,
                id: quoted.id.clone(),
                nearest: near.map(|key| lacking.ledger.get(key).id.to_string()),
            })
        })
    }

    /// What every check answers on each pack.
    fn judge(&self, audit: &Audit<'_>, computations: &[Computation]) -> Vec<Vec<CheckResult>> {
        let views = self.views(computations);
        let of_workbook = checks::run_workbook(audit, &self.folder.project.sides);
        let firmness = checks::firmness();
        let judge = |used: &BTreeSet<usize>, index: usize, mut known: Option<Vec<CheckResult>>| {
            let others = views.iter().enumerate().filter(|(other, _)| *other != index);
            let others: Vec<PackView<'_>> = others.map(|(_, view)| *view).collect();
            let scope = Scope {
                folder: self.folder,
                pieces: self.pieces,
                audit,
                description: self.description,
                effective_date: self.effective_date,
                texts: self.texts,
                siblings: self.siblings,
                pack: views[index],
                others: &others,
                surveys: [&self.survey, &self.surveys[index]],
                used_waivers: used,
                firmness: &firmness,
            };
            match &mut known {
                None => checks::run_all(&scope, &of_workbook),
                Some(results) => {
                    checks::conclude(&scope, results);
                    std::mem::take(results)
                }
            }
        };
        let none = BTreeSet::new();
        let results: Vec<Vec<CheckResult>> =
            (0..views.len()).into_par_iter().map(|index| judge(&none, index, None)).collect();
        // A waiver serves when it covers something in one pack.
        let used = checks::used(&results);
        let known = results.into_par_iter().enumerate();
        known.map(|(index, results)| judge(&used, index, Some(results))).collect()
    }
}

/// True when the form of a fund takes what stands under a heading.
fn prints(fund: &Fund, under: Option<&Under>) -> bool {
    under.is_none_or(|under| {
        fund.sections.iter().any(|section| normalise(&section.description) == under.title)
    })
}

/// A waiver of a check or for a fund that does not exist is refused: it would cover nothing, and say so to nobody.
fn unknown_waiver(folder: &ProjectFolder, funds: &[String]) -> Option<SourceError> {
    folder.project.waivers.iter().enumerate().find_map(|(rank, waiver)| {
        let refused = |field: &str, name: &str, near: Option<&str>| SourceError::UnknownWaived {
            field: format!("derogation[{rank}].{field}"),
            name: name.to_owned(),
            nearest: near.map(str::to_owned),
        };
        let codes = || checks::all().iter().map(|check| check.code);
        if checks::find(&waiver.code).is_none() {
            return Some(refused("code", &waiver.code, nearest(&waiver.code.to_uppercase(), codes())));
        }
        let fund = waiver.fund.as_ref().filter(|fund| !funds.contains(fund))?;
        Some(refused("fonds", fund, nearest(fund, funds.iter().map(String::as_str))))
    })
}
