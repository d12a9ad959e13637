//! The papers of a pack: those of the fund's documents that apply to the project, one for each of whom they are made.

use super::applies::applies;
use super::edition::{Edition, Subject};
use crate::model::fund::{Each, NatureRole};
use crate::prepare::{Prepared, PreparedPack};

/// The editions of all papers, in the order of the definition.
#[must_use]
pub fn papers<'a>(prepared: &'a Prepared, pack: &'a PreparedPack) -> Vec<Edition<'a>> {
    let documents = pack
        .fund
        .fund
        .documents
        .iter()
        .filter(|document| document.when.is_none_or(|when| applies(when, prepared, pack)));
    let mut ranks = 1..;
    documents
        .flat_map(|document| {
            let subjects: Vec<Option<Subject<'a>>> = match document.each {
                Some(Each::Cofinanceur) => undecided(prepared, pack).into_iter().map(Some).collect(),
                Some(Each::Volet) => sides(prepared, pack).into_iter().map(Some).collect(),
                Some(Each::Partenaire) => partners(prepared).into_iter().map(Some).collect(),
                None => vec![None],
            };
            let is_numbered = document.unnumbered().is_some();
            let editions = subjects.into_iter().map(|subject| {
                let rank = if is_numbered { ranks.next() } else { None };
                Edition::of(document, subject, rank).collect::<Vec<_>>()
            });
            editions.flatten().collect::<Vec<_>>()
        })
        .collect()
}

/// The funders whose commitment is awaited. The funds of the project decide on packs of their own, the applicant by its
/// resolution, and receipts are nobody's promise.
fn undecided<'a>(prepared: &'a Prepared, pack: &'a PreparedPack) -> Vec<Subject<'a>> {
    let project = &prepared.folder.project;
    let resources = pack.computation.plan.resources.iter().enumerate();
    let awaited = resources.filter_map(|(index, line)| {
        let role =
            line.nature.and_then(|nature| pack.fund.fund.natures.get(nature)).map(|nature| nature.role);
        if line.fund.is_some() || matches!(role, Some(NatureRole::Autofinancement | NatureRole::Recettes)) {
            return None;
        }
        let name = &*prepared.reading.budget.resources.get(line.resource)?.co_financer.as_ref()?.value;
        let is_granted = project.co_financer_called(name).is_some_and(|known| known.is_granted());
        (!is_granted).then_some((index, name))
    });
    awaited.zip(1..).map(|((index, name), rank)| Subject { index, rank, name }).collect()
}

/// The partners that a convention binds to the lead partner, which applies.
fn partners(prepared: &Prepared) -> Vec<Subject<'_>> {
    let project = &prepared.folder.project;
    let others = project.partners.iter().enumerate().filter(|(_, one)| !project.is_applicant(&one.name));
    others.zip(1..).map(|((index, one), rank)| Subject { index, rank, name: &one.name }).collect()
}

/// The sides of the plan in another currency, each signed for by the body that carries it.
fn sides<'a>(prepared: &'a Prepared, pack: &'a PreparedPack) -> Vec<Subject<'a>> {
    let sides = pack.computation.plan.sides.iter().enumerate();
    let named =
        sides.filter_map(|(index, plan)| Some((index, prepared.folder.project.sides.get(plan.side)?)));
    named.zip(1..).map(|((index, side), rank)| Subject { index, rank, name: &side.title }).collect()
}
