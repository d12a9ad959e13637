//! Which finding follows from which: the workbook is mended at the causes that know their right value, and judged again.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::Mends;
use super::item::{Item, Name, name};
use super::net;
use super::reach::Graph;
use crate::audit::Audit;
use crate::checks::CheckResult;
use crate::findings::{Class, Effect, Severity};
use crate::model::Place;

/// Rounds of mending: causes that only show once others are mended are told as independent beyond.
const ROUNDS: usize = 3;

/// Findings among which causes are looked for.
const MOST: usize = 400;

/// What following the causes gives.
pub(super) struct Followed {
    /// For each finding, the one that it follows from.
    pub(super) parents: Vec<Option<usize>>,
    /// What shows only once the causes are mended, with the cell mended first.
    pub(super) hidden: Vec<(Item, Place)>,
}

/// Which findings follow from which, and what they hide.
pub(super) fn follow(
    audit: &Audit<'_>,
    items: &[Item],
    graph: &Graph,
    again: &dyn Fn(&Mends) -> Option<Vec<Vec<CheckResult>>>,
) -> Followed {
    let mut hidden = Vec::new();
    let mut parents: Vec<Option<usize>> = vec![None; items.len()];
    let considered = items.len().min(MOST);
    let mut open: Vec<usize> = (0..considered).collect();
    same_cell(items, &mut parents);
    open.retain(|index| parents.get(*index).is_some_and(Option::is_none));
    let above = Above::new(audit, items, graph, considered);
    // What is told of a cell whose value nobody knows explains all that is drawn from it.
    for index in &open {
        let unknown = |cause: &usize| {
            matches!(items.get(*cause).map(|item| &item.finding.effect), Some(Effect::Unknown))
        };
        if let Some(cause) = above.of(*index).iter().copied().find(unknown) {
            set(&mut parents, *index, cause);
        }
    }
    open.retain(|index| parents.get(*index).is_some_and(Option::is_none));
    for (index, cause) in net::causes(audit, items, &|index| above.of(index), &open) {
        set(&mut parents, index, cause);
    }
    open.retain(|index| parents.get(*index).is_some_and(Option::is_none));
    let mut mends: Vec<(Place, Decimal)> = Vec::new();
    let mut of_pieces = false;
    for _ in 0..ROUNDS {
        let is_mended = |index: &usize| {
            matches!(items.get(*index).map(|item| &item.finding.effect), Some(Effect::Mended(_)))
        };
        let roots: Vec<usize> = open
            .iter()
            .copied()
            .filter(is_mended)
            .filter(|index| !above.of(*index).iter().any(|cause| open.contains(cause) && is_mended(cause)))
            .collect();
        if roots.is_empty() || roots.len() == open.len() {
            break;
        }
        for index in &roots {
            let Some(item) = items.get(*index) else { continue };
            if let Effect::Mended(cells) = &item.finding.effect {
                mends.extend(cells.iter().cloned());
            }
            mends.extend(item.beyond.iter().flat_map(|beyond| beyond.mends.iter().cloned()));
        }
        open.retain(|index| !roots.contains(index));
        let Some(results) = again(&mends) else { break };
        let left = names(&results);
        // A workbook that is judged again was recalculated: a missing result is gone whatever was mended.
        let gone = |index: &usize| {
            items.get(*index).is_some_and(|item| item.heading.code != "T-11" && !left.contains(&item.name()))
        };
        for index in open.iter().copied().filter(gone) {
            let cause = above.of(index).iter().copied().find(|cause| roots.contains(cause));
            // What names no cell, as a difference between packs, follows from the gravest of the causes.
            let placed = items
                .get(index)
                .is_some_and(|item| matches!(item.finding.places.first(), Some(Place::Cell { .. })));
            if let Some(cause) = cause.or_else(|| roots.first().copied().filter(|_| !placed)) {
                set(&mut parents, index, cause);
            }
        }
        open.retain(|index| parents.get(*index).is_some_and(Option::is_none));
        // What a letter says is one side only: the plan with it in place is nobody's plan.
        let is_of_piece =
            |index: &usize| items.get(*index).is_some_and(|item| item.heading.code.starts_with('J'));
        of_pieces |= roots.iter().any(is_of_piece);
        if !of_pieces {
            hidden = shown_at_last(items, &results, &mends);
        }
    }
    // A formula that feeds no table is not recomputed: what is known to explain it does.
    for index in 0..considered {
        let lone = parents.get(index).is_some_and(Option::is_none)
            && items.get(index).is_some_and(|item| is_left_alone(audit, item));
        if let Some(cause) = above.of(index).first().copied().filter(|_| lone) {
            set(&mut parents, index, cause);
        }
    }
    // What a field of the project leaves out follows from what is wrong with it: remarks are not told besides errors.
    for index in 0..considered {
        let Some(item) = items.get(index).filter(|item| is_of_fields(item)) else { continue };
        let explains = |cause: &usize| {
            let from = items.get(*cause).filter(|from| from.severity == Severity::Error);
            from.and_then(|from| from.finding.places.first())
                .is_some_and(|place| item.finding.follows.contains(place))
        };
        let cause = above.of(index).iter().copied().find(explains);
        if let Some(cause) = cause.filter(|_| parents.get(index).is_some_and(Option::is_none)) {
            set(&mut parents, index, cause);
        }
    }
    // The same fault further down the same formulas is the same fault.
    for index in open {
        let same = |cause: &usize| {
            let codes = items.get(*cause).zip(items.get(index));
            codes.is_some_and(|(one, other)| one.heading.code == other.heading.code)
        };
        if let Some(cause) = above.of(index).iter().copied().find(same) {
            set(&mut parents, index, cause);
        }
    }
    Followed { parents, hidden }
}

/// True for a formula outside of what is recomputed, that something is known to explain.
fn is_left_alone(audit: &Audit<'_>, item: &Item) -> bool {
    let Some(place) = item.finding.places.first().filter(|_| !item.finding.follows.is_empty()) else {
        return false;
    };
    let outside = audit.cell_of(place).is_some_and(|at| audit.recalculation.get(at).is_none());
    outside && audit.has_formula(place)
}

/// True for what stands in the project's fields, and is known to follow from others of them.
fn is_of_fields(item: &Item) -> bool {
    let is_field = |place: &Place| matches!(place, Place::Field(_));
    item.finding.places.first().is_some_and(is_field) && item.finding.follows.iter().any(is_field)
}

/// Wrong amounts that nobody could see as long as the causes stood: the plan could not be judged.
fn shown_at_last(
    items: &[Item],
    results: &[Vec<CheckResult>],
    mends: &[(Place, Decimal)],
) -> Vec<(Item, Place)> {
    let Some((first, _)) = mends.first() else { return Vec::new() };
    let known: BTreeSet<Name> = items.iter().map(Item::name).collect();
    let codes: BTreeSet<&str> = items.iter().map(|item| item.heading.code).collect();
    let is_new = |item: &Item| {
        item.heading.class == Class::Plan
            && item.severity == Severity::Error
            && !item.finding.is_net
            && !codes.contains(item.heading.code)
            && !known.contains(&item.name())
    };
    super::item::items(results).into_iter().filter(is_new).map(|item| (item, first.clone())).collect()
}

/// A cause, unless it would close a circle.
fn set(parents: &mut [Option<usize>], index: usize, cause: usize) {
    let mut at = Some(cause);
    while let Some(next) = at {
        if next == index {
            return;
        }
        at = parents.get(next).copied().flatten();
    }
    if let Some(place) = parents.get_mut(index) {
        *place = Some(cause);
    }
}

/// Two findings on whether one cell can be trusted, and adds up, are one: the graver is told.
fn same_cell(items: &[Item], parents: &mut [Option<usize>]) {
    let is_of_cells = |item: &Item| matches!(item.heading.class, Class::Trust | Class::Arithmetic);
    let first = |item: &Item| match item.finding.places.first() {
        Some(place @ Place::Cell { .. }) if is_of_cells(item) => Some(place.clone()),
        _ => None,
    };
    let mut seen: std::collections::BTreeMap<Place, usize> = std::collections::BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        let Some(place) = first(item) else { continue };
        match seen.get(&place).copied() {
            None => {
                seen.insert(place, index);
            }
            // What says nothing of the value gives way to what does.
            Some(known) if item.is_cause() && items.get(known).is_some_and(|known| !known.is_cause()) => {
                set(parents, known, index);
                seen.insert(place, index);
            }
            Some(known) => set(parents, index, known),
        }
    }
}

fn names(results: &[Vec<CheckResult>]) -> BTreeSet<Name> {
    let all = results.iter().flatten();
    all.flat_map(|result| result.answers.findings.iter().map(|finding| name(&result.heading, finding)))
        .collect()
}

/// For each finding, those whose reach holds it, the most important first.
struct Above(Vec<Vec<usize>>);

impl Above {
    fn new(audit: &Audit<'_>, items: &[Item], graph: &Graph, considered: usize) -> Self {
        let holds = |cause: usize, index: usize| {
            let (Some(item), Some(from)) = (items.get(index), items.get(cause)) else { return false };
            let known = from.finding.places.first().is_some_and(|place| item.finding.follows.contains(place));
            cause != index && (known || graph.reach(cause).is_some_and(|reach| reach.holds(audit, item)))
        };
        let mut above: Vec<Vec<usize>> = (0..considered)
            .map(|index| (0..considered).filter(|cause| holds(*cause, index)).collect())
            .collect();
        // Of two that hold one another, the more important is the cause.
        let mutual: Vec<(usize, usize)> = (0..considered)
            .flat_map(|index| {
                let of = above.get(index).cloned().unwrap_or_default();
                of.into_iter().map(move |cause| (index, cause))
            })
            .filter(|(index, cause)| index < cause && above.get(*cause).is_some_and(|of| of.contains(index)))
            .collect();
        for (index, cause) in mutual {
            if let Some(of) = above.get_mut(index) {
                of.retain(|known| *known != cause);
            }
        }
        Self(above)
    }

    fn of(&self, index: usize) -> &[usize] {
        self.0.get(index).map_or(&[], Vec::as_slice)
    }
}
