//! Names of co-financers that stand on one side only, between the workbook and `projet.toml`.

use std::collections::BTreeMap;

use crate::checks::Scope;
use crate::checks::near::near;
use crate::figures::plan::{PlanInputs, known_co_financer};
use crate::model::fund::NatureRole;
use crate::model::project::CoFinancer;
use crate::model::text::normalise;
use crate::model::{Money, Place, Resource};
use crate::source::table::ColumnRole;

/// What the workbook counts of a co-financer: it may have a line for each year.
#[derive(Debug)]
pub(in crate::checks) struct Planned<'a> {
    /// Its name, as the workbook first writes it.
    pub(in crate::checks) name: &'a str,
    /// Its lines, added up.
    pub(in crate::checks) amount: Money,
    /// The cells of its amounts.
    pub(in crate::checks) cells: Vec<Place>,
}

/// The co-financers of the workbook, in its order; a line without a name or an amount is told elsewhere.
pub(in crate::checks) fn planned<'a>(scope: &Scope<'a>) -> Vec<Planned<'a>> {
    let mut planned: Vec<Planned<'a>> = Vec::new();
    let mut ranks: BTreeMap<String, usize> = BTreeMap::new();
    for resource in &scope.budget().resources {
        let (Some(name), Some(amount)) = (&resource.co_financer, &resource.amount) else { continue };
        let rank = *ranks.entry(normalise(&name.value)).or_insert(planned.len());
        match planned.get_mut(rank) {
            Some(known) => {
                known.amount = known.amount.saturating_add(amount.value);
                known.cells.push(scope.resource_cell(resource, ColumnRole::Amount));
            }
            None => planned.push(Planned {
                name: &name.value,
                amount: amount.value,
                cells: vec![scope.resource_cell(resource, ColumnRole::Amount)],
            }),
        }
    }
    planned
}

/// The one of a name, spelling forgiven.
pub(in crate::checks) fn named<'p, 'a>(planned: &'p [Planned<'a>], name: &str) -> Option<&'p Planned<'a>> {
    let wanted = normalise(name);
    planned.iter().find(|one| normalise(one.name) == wanted)
}

/// Where P-12 tells a name that stands on one side only: what is compared by name follows from it.
pub(in crate::checks) fn strangers(scope: &Scope<'_>) -> Vec<Place> {
    let left = left_over(scope);
    let resources = left.pairs.iter().map(|(resource, _)| resource).chain(&left.resources);
    let cells = resources.filter_map(|index| scope.budget().resources.get(*index));
    let cells = cells.map(|resource| scope.resource_cell(resource, ColumnRole::CoFinancer));
    let entries = left.entries.iter();
    cells
        .chain(entries.map(|entry| Place::field("projet.toml", format!("cofinanceurs[{entry}].nom"))))
        .collect()
}

/// What has no counterpart of the same name.
#[derive(Debug, Default)]
pub(in crate::checks) struct LeftOver {
    /// A resource and an entry of `[[cofinanceurs]]` that are surely the same, by their ranks.
    pub(in crate::checks) pairs: Vec<(usize, usize)>,
    /// Resources of the budget, own contribution left out.
    pub(in crate::checks) resources: Vec<usize>,
    /// Entries of `[[cofinanceurs]]`.
    pub(in crate::checks) entries: Vec<usize>,
}

/// The entry of `[[cofinanceurs]]` of a resource.
pub(in crate::checks) fn entry_of<'a>(scope: &Scope<'a>, resource: &Resource) -> Option<&'a CoFinancer> {
    let inputs = PlanInputs {
        project: scope.project(),
        budget: scope.budget(),
        fund: scope.fund(),
        effective_date: scope.effective_date,
    };
    known_co_financer(inputs, resource)
}

/// What stands on one side only, paired where one is surely the other: their names are near, or they are all that is left.
pub(in crate::checks) fn left_over(scope: &Scope<'_>) -> LeftOver {
    let budget = scope.budget();
    let alone = |index: &usize| entry_of(scope, &budget.resources[*index]).is_none();
    let mut others: Vec<usize> =
        scope.plan().resources.iter().map(|line| line.resource).filter(alone).collect();
    let mut own: Vec<usize> = scope.plan().stated_own.iter().map(|(index, _)| *index).filter(alone).collect();
    let names: Vec<String> = budget
        .resources
        .iter()
        .filter_map(|line| Some(normalise(&line.co_financer.as_ref()?.value)))
        .collect();
    let entries = &scope.project().co_financers;
    let mut left = LeftOver::default();
    for (index, entry) in
        entries.iter().enumerate().filter(|(_, entry)| !names.contains(&normalise(&entry.name)))
    {
        let name_of =
            |resource: &usize| budget.resources[*resource].co_financer.as_ref().map(|cell| &*cell.value);
        let found = near(&entry.name, others.iter().chain(&own).filter_map(name_of)).and_then(|name| {
            others.iter().chain(&own).copied().find(|resource| name_of(resource) == Some(name))
        });
        match found {
            Some(resource) => {
                others.retain(|other| *other != resource);
                own.retain(|other| *other != resource);
                left.pairs.push((resource, index));
            }
            None => left.entries.push(index),
        }
    }
    if let [entry] = *left.entries.as_slice() {
        let is_own = role_of(scope, &entries[entry]) == Some(NatureRole::Autofinancement);
        let side = if is_own { &mut own } else { &mut others };
        if let [resource] = *side.as_slice()
            && may_be_one(scope, &budget.resources[resource], &entries[entry])
        {
            side.clear();
            left.entries.clear();
            left.pairs.push((resource, entry));
        }
    }
    left.resources = others;
    left
}

fn role_of(scope: &Scope<'_>, entry: &CoFinancer) -> Option<NatureRole> {
    scope.nature_role(scope.fund().find_nature(entry.nature.as_ref()?))
}

/// False when both say their nature and it is not the same.
fn may_be_one(scope: &Scope<'_>, resource: &Resource, entry: &CoFinancer) -> bool {
    let of_workbook = resource.nature.as_ref().and_then(|cell| scope.fund().find_nature(&cell.value));
    let of_project = entry.nature.as_ref().and_then(|nature| scope.fund().find_nature(nature));
    of_workbook.zip(of_project).is_none_or(|(here, there)| here == there)
}
