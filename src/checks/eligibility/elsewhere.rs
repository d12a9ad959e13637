//! What people do in other projects: as `projet.toml` declares it, and as the workbooks of the projects checked together do.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::work::work;
use crate::checks::Scope;
use crate::findings::{Answers, Finding, Missing, say};
use crate::model::Rate;
use crate::model::staffing::{Sibling, WorkElsewhere};
use crate::model::text::normalise;

/// How much a person gives to another project.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Hours.
    Hours(Decimal),
    /// A part of the time.
    Share(Decimal),
}

/// The work of a person in another project.
pub(super) struct Elsewhere<'a> {
    /// The project.
    pub(super) project: &'a str,
    /// How much, as stated.
    pub(super) part: Part,
    /// How much of the year; `None` when the hours of the year are not known.
    pub(super) share: Option<Decimal>,
    /// The field that says so, when it is declared.
    pub(super) field: Option<String>,
}

/// People by their one spelling and year.
type ByPerson<'a> = BTreeMap<(String, i32), Vec<Elsewhere<'a>>>;

/// The projects of the same employer among those checked together.
fn siblings<'a>(scope: &Scope<'a>) -> impl Iterator<Item = &'a Sibling> {
    let employer = scope.project().applicant.employer();
    let all = scope.siblings.into_iter().flat_map(|all| &all.read);
    all.filter(move |sibling| sibling.employer == employer)
}

/// True when another project of the same employer is checked together with this one.
pub(super) fn has_siblings(scope: &Scope<'_>) -> bool {
    siblings(scope).next().is_some()
}

/// The work of everybody in other projects, by person and year.
pub(super) fn elsewhere<'a>(
    scope: &Scope<'a>,
    full_time: Option<Decimal>,
    answers: &mut Answers,
) -> ByPerson<'a> {
    let mut all = ByPerson::new();
    let siblings: Vec<&Sibling> = siblings(scope).collect();
    for sibling in &siblings {
        for ((name, year), work) in work(&sibling.staff).0 {
            let part = match (work.hours(), work.shares()) {
                (hours, shares) if shares.is_zero() => Part::Hours(hours),
                (hours, shares) if hours.is_zero() => Part::Share(shares),
                // Both: what they make of a year.
                (_, shares) => Part::Share(work.share_of_year(full_time).unwrap_or(shares)),
            };
            let share = work.share_of_year(full_time);
            all.entry((name, year)).or_default().push(Elsewhere {
                project: &sibling.title,
                part,
                share,
                field: None,
            });
        }
    }
    for (index, declared) in scope.project().staffing.elsewhere.iter().enumerate() {
        let field = format!("personnel.ailleurs[{index}]");
        let Some(part) = part_of(declared) else {
            answers.finding(
                Finding::new(say!("le temps de « {} » ailleurs n’est pas donné", &declared.person))
                    .at_field(field)
                    .expected("heures = 320 ou part = \"20 %\", l’un ou l’autre"),
            );
            continue;
        };
        let share = match part {
            Part::Hours(hours) => full_time.and_then(|full_time| hours.checked_div(full_time)),
            Part::Share(share) => Some(share),
        };
        let others = all.entry((normalise(&declared.person), declared.year)).or_default();
        // A project whose workbook was read is counted once, by its workbook.
        let read = siblings.iter().find(|sibling| names(sibling, &declared.project));
        if let Some(read) = read {
            let known = others.iter().find(|other| other.project == read.title);
            answers.expect(known.is_some_and(|known| known.part == part), || {
                Finding::new(say!(
                    "le temps de « {} » dans « {} » n’est pas celui de son classeur",
                    &declared.person,
                    &declared.project
                ))
                .at_field(field)
                .expected("le temps que donne le classeur de cet autre projet")
            });
            continue;
        }
        others.push(Elsewhere { project: &declared.project, part, share, field: Some(field) });
    }
    all.retain(|_, others| !others.is_empty());
    for path in scope.siblings.into_iter().flat_map(|all| &all.unread) {
        answers.missing(Missing::of_workbook(say!("le projet {} n’a pas pu être lu", path.as_str())));
    }
    all
}

fn names(sibling: &Sibling, written: &str) -> bool {
    let written = normalise(written);
    std::iter::once(&sibling.title).chain(&sibling.acronym).any(|name| normalise(name) == written)
}

/// How much a declaration says, when it says it once.
fn part_of(declared: &WorkElsewhere) -> Option<Part> {
    match (declared.hours, &declared.share) {
        (Some(hours), None) => Some(Part::Hours(hours.into())),
        (None, Some(share)) => Rate::parse_percent(share).map(|share| Part::Share(share.fraction())),
        _ => None,
    }
}
