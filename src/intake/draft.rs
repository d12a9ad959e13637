//! What a new project's file will say: what was found in the workbook, and what was answered.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Understood;
use super::answers::Answers;
use crate::model::fund::NatureRole;
use crate::model::text::normalise;
use crate::model::years::written;
use crate::rules::FundFolder;
use crate::source::table::{ColumnRole, IssueKind, LayoutLines, TableKind, parse_date};

/// Name of the workbook that guides, where nobody brings one.
const GUIDED: &str = "budget.xlsx";

/// A funder found in the workbook.
#[derive(Debug, Clone)]
pub struct Funder {
    /// As the workbook names it.
    pub name: String,
    /// The nature that its name says, as the first fund calls it.
    pub nature: Option<String>,
    /// The fund whose own it is.
    pub fund: Option<String>,
    /// True for what the applicant pays itself.
    pub is_own: bool,
}

/// What a new project's file will say.
pub struct Draft<'a> {
    /// The funds asked.
    pub funds: &'a [FundFolder],
    /// What was answered.
    pub answers: &'a Answers,
    /// Name of the workbook in the project's folder.
    pub workbook: &'a str,
    /// True when the only amounts of the expenses include VAT; nothing when both are there, or none.
    pub includes_vat: Option<bool>,
    /// True when some lines say no category.
    pub lacks_category: bool,
    /// True when some lines say no year.
    pub lacks_year: bool,
    /// Labels of the lines without category, in the order of the workbook.
    pub uncategorised: Vec<String>,
    /// The funders.
    pub funders: Vec<Funder>,
    /// Tables that no header tells, with the lines that settle how they are read.
    pub shaped: Vec<LayoutLines>,
}

impl<'a> Draft<'a> {
    /// What is drawn from a workbook.
    #[must_use]
    pub fn new(funds: &'a [FundFolder], understood: Option<&'a Understood>, answers: &'a Answers) -> Self {
        let mut draft = Self {
            funds,
            answers,
            workbook: understood.map_or(GUIDED, |understood| understood.name.as_str()),
            includes_vat: None,
            lacks_category: false,
            lacks_year: false,
            uncategorised: Vec::new(),
            funders: Vec::new(),
            shaped: Vec::new(),
        };
        let Some(understood) = understood else { return draft };
        let reading = &understood.reading;
        draft.shaped = reading
            .issues
            .iter()
            .filter_map(|issue| match &issue.kind {
                IssueKind::KnownByShape { kind, columns } => {
                    Some(LayoutLines::of(*kind, columns, &issue.place))
                }
                _ => None,
            })
            .collect();
        let roles =
            reading.tables.iter().filter(|table| table.kind == TableKind::Expenses).flat_map(|table| {
                table
                    .columns
                    .iter()
                    .map(|(role, ..)| *role)
                    .chain(table.year_columns.iter().map(|(_, role, ..)| *role))
            });
        let roles: Vec<ColumnRole> = roles.collect();
        let has = |role| roles.contains(&role);
        draft.includes_vat = match (has(ColumnRole::AmountExclVat), has(ColumnRole::AmountInclVat)) {
            (true, false) => Some(false),
            (false, true) => Some(true),
            _ => None,
        };
        let is_category = |name: &str| funds.iter().any(|fund| fund.fund.has_category_called(name));
        let mut seen = BTreeSet::new();
        for line in &reading.budget.expense_lines {
            let label = line.label.as_ref().map(|label| label.value.to_string());
            if line.category.is_none() && !label.as_deref().is_some_and(is_category) {
                draft.lacks_category = true;
                draft.uncategorised.extend(label.filter(|label| seen.insert(label.clone())));
            }
            draft.lacks_year |= line.year.is_none();
        }
        draft.lacks_year |= reading.budget.staff_lines.iter().any(|line| line.year.is_none());
        let mut funders = BTreeSet::new();
        for resource in &reading.budget.resources {
            let Some(name) = resource.co_financer.as_ref().map(|name| name.value.to_string()) else {
                continue;
            };
            if funders.insert(name.clone()) {
                draft.funders.push(funder(
                    funds,
                    name,
                    resource.nature.as_ref().map(|nature| &*nature.value),
                    answers,
                ));
            }
        }
        draft
    }

    /// An answer that is a date.
    #[must_use]
    pub fn date(&self, key: &str) -> Option<Date> {
        parse_date(self.answers.get(key)?)
    }

    /// The years of the lines that say none: those answered, or that of an operation of one civil year.
    #[must_use]
    pub fn years(&self) -> Option<Vec<i32>> {
        let answered = self.answers.get("annee").and_then(written);
        let of_calendar = || {
            let (first, last) = (self.date("debut")?, self.date("fin")?);
            (first.year() == last.year()).then(|| vec![i32::from(first.year())])
        };
        answered.or_else(of_calendar).filter(|_| self.lacks_year)
    }

    /// Whether the plan is presented with VAT: what is recovered is no cost; else what the workbook holds.
    #[must_use]
    pub fn with_vat(&self) -> Option<bool> {
        self.answers.yes("tva_recuperee").map(|recovered| !recovered).or(self.includes_vat)
    }
}

/// What a name says of a funder.
fn funder(funds: &[FundFolder], name: String, written: Option<&str>, answers: &Answers) -> Funder {
    let own = answers.get("raison_sociale").map(normalise).unwrap_or_default();
    let nature_of = |fund: &FundFolder| {
        let named = fund.fund.nature_of_funder(&name);
        written.and_then(|written| fund.fund.find_nature(written)).or(named)
    };
    let first = funds.first().and_then(|fund| Some((fund, fund.fund.natures.get(nature_of(fund)?)?)));
    let is_own = (!own.is_empty() && normalise(&name) == own)
        || first.is_some_and(|(_, nature)| nature.role == NatureRole::Autofinancement);
    // The fund whose own name says the same nature: the FEDER is the Union's, the regional fund the Region's.
    let fund = funds.iter().find(|fund| {
        let of_nature = || {
            let own = fund.fund.nature_of_funder(&fund.fund.identity.short_title);
            own.is_some() && own == nature_of(fund)
        };
        fund.fund.is_own_resource(&name).unwrap_or_else(of_nature)
    });
    Funder {
        nature: first.map(|(_, nature)| nature.label.clone()),
        fund: fund.filter(|_| !is_own).map(|fund| fund.id.clone()),
        is_own,
        name,
    }
}
