//! The people of the operation: a file each, year by year.

use schemars::JsonSchema;
use serde::Serialize;

use super::joined::Joined;
use super::lines::{factors, years};
use super::values::{FigureView, figure, text};
use crate::figures::Ledger;
use crate::figures::plan::{LineSource, Plan};
use crate::model::french::french_date;
use crate::model::text::normalise;
use crate::model::{Budget, Project, StaffLine};

/// A person, or a post.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PersonFileView {
    /// Name or function.
    pub name: String,
    /// Mission on the operation.
    pub mission: String,
    /// Who employs.
    pub employer: String,
    /// How the cost is obtained: « 1 720 heures par an », « part fixe du temps de travail »…
    pub method: String,
    /// Last day of the documented costs, in French.
    pub costs_as_of: Option<String>,
    /// Job sheet or mission letter.
    pub document: String,
    /// Year by year.
    pub years: Vec<PersonYearView>,
}

/// What a person costs in a year.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PersonYearView {
    /// Number of the line in the plan.
    pub number: String,
    /// Year.
    pub year: String,
    /// How the cost is obtained, factor by factor.
    pub factors: String,
    /// Share of full time, when the post is part-time.
    pub working_share: Option<String>,
    /// Cost on the operation.
    pub amount: FigureView,
}

/// Fill the people, in the order of the workbook: the lines of one name, for one employer, are one file.
pub(in crate::documents) fn people(
    ledger: &Ledger,
    plan: &Plan,
    budget: &Budget,
    project: &Project,
) -> Vec<PersonFileView> {
    let joined = Joined::new(project);
    let mut files: Vec<(String, PersonFileView)> = Vec::new();
    for line in &plan.lines {
        let LineSource::Staff(index) = line.source else { continue };
        let Some(staff) = budget.staff_lines.get(index) else { continue };
        let employer = line
            .partner
            .as_deref()
            .map_or(project.applicant.legal_name.as_str(), |written| project.bearer(written));
        let year = PersonYearView {
            number: line.code.to_string(),
            year: years(line),
            factors: factors(line, budget),
            working_share: staff.working_share.as_ref().map(|share| share.value.to_string()),
            amount: figure(ledger, line.amount),
        };
        let key = format!("{}|{}", normalise(&text(&staff.label)), normalise(employer));
        match files.iter_mut().find(|(known, _)| *known == key) {
            Some((_, file)) => file.years.push(year),
            None => files.push((
                key,
                PersonFileView {
                    name: text(&staff.label),
                    mission: text(&staff.mission),
                    employer: employer.to_owned(),
                    method: method(staff).to_owned(),
                    costs_as_of: staff
                        .costs_as_of
                        .as_ref()
                        .map(|day| day.value)
                        .or(project.staffing.costs_as_of)
                        .map(french_date),
                    document: joined.with_piece(&text(&staff.document)),
                    years: vec![year],
                },
            )),
        }
    }
    files.into_iter().map(|(_, file)| file).collect()
}

/// How a cost is obtained (CPR art. 55(2) to (5)).
fn method(staff: &StaffLine) -> &'static str {
    use crate::model::budget::StaffMethod;
    match (&staff.hours, &staff.fixed_share, staff.method()) {
        (Some(_), _, StaffMethod::Annual) => "coût horaire : coût annuel ÷ heures annuelles",
        (Some(_), _, StaffMethod::Monthly) => "coût horaire : coût mensuel ÷ heures mensuelles",
        (None, Some(_), _) => "part fixe du temps de travail",
        (None, None, _) => "coût donné",
    }
}
