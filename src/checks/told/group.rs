//! Causes with what follows from them; the same fault in many places is told once.

use std::collections::{BTreeMap, BTreeSet};

use super::Judged;
use super::item::Item;
use super::reach::Graph;
use crate::findings::{Consequence, Effect, Grid, Kind, Places, Told};
use crate::model::Place;

/// Faults of one kind that are told together.
const ALIKE: usize = 3;

/// Findings as they are told.
pub(super) fn told(
    judged: Judged<'_>,
    items: &[Item],
    graph: &Graph,
    parents: &[Option<usize>],
) -> Vec<Told> {
    let root = |mut index: usize| {
        while let Some(next) = parents.get(index).copied().flatten() {
            index = next;
        }
        index
    };
    let mut groups: BTreeMap<(&str, Kind), Vec<usize>> = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        if parents.get(index).copied().flatten().is_none() {
            groups.entry((item.heading.code, item.kind.clone())).or_default().push(index);
        }
    }
    // Where each cause is told, and by which entry.
    let mut entries: Vec<Vec<usize>> = Vec::new();
    let mut told_by: BTreeMap<usize, usize> = BTreeMap::new();
    for members in groups.into_values() {
        let beyond: usize =
            members.iter().filter_map(|index| Some(items.get(*index)?.beyond.as_ref()?.count)).sum();
        if members.len() + beyond >= ALIKE || are_of_several_packs(items, &members) {
            told_by.extend(members.iter().map(|index| (*index, entries.len())));
            entries.push(members);
        } else {
            for index in members {
                told_by.insert(index, entries.len());
                entries.push(vec![index]);
            }
        }
    }
    let mut following: Vec<Vec<usize>> = vec![Vec::new(); entries.len()];
    for index in 0..items.len() {
        if parents.get(index).copied().flatten().is_some()
            && let Some(list) = told_by.get(&root(index)).and_then(|entry| following.get_mut(*entry))
        {
            list.push(index);
        }
    }
    entries
        .iter()
        .zip(&following)
        .filter_map(|(members, following)| entry(judged, items, graph, members, following))
        .collect()
}

/// The same words, each for another pack.
fn are_of_several_packs(items: &[Item], members: &[usize]) -> bool {
    let packs: Vec<usize> = members
        .iter()
        .filter_map(|index| items.get(*index))
        .flat_map(|item| item.packs.iter().map(|(pack, _)| *pack))
        .collect();
    let distinct: BTreeSet<usize> = packs.iter().copied().collect();
    members.len() > 1 && distinct.len() == packs.len()
}

fn entry(
    judged: Judged<'_>,
    items: &[Item],
    graph: &Graph,
    members: &[usize],
    following: &[usize],
) -> Option<Told> {
    let audit = judged.audit;
    let first = *members.first()?;
    let item = items.get(first)?;
    let others = || members.iter().skip(1).filter_map(|index| items.get(*index));
    let beyond = || members.iter().filter_map(|index| items.get(*index)?.beyond.as_ref());
    // Two packs may tell the same place; it is named once.
    let own = item.finding.places.first();
    let elsewhere: BTreeSet<Place> = others()
        .filter_map(|item| item.finding.places.first().cloned())
        .filter(|place| Some(place) != own)
        .collect();
    let more = beyond().flat_map(|beyond| beyond.places.iter().cloned());
    let count = elsewhere.len() + beyond().map(|beyond| beyond.count).sum::<usize>();
    let alike = Places { count, ..Places::of(elsewhere.into_iter().chain(more)) };
    let mut packs: Vec<usize> = members
        .iter()
        .filter_map(|index| items.get(*index))
        .flat_map(|item| item.packs.iter().map(|(pack, _)| *pack))
        .collect();
    packs.sort_unstable();
    packs.dedup();
    let consequences = consequences(items, following);
    let gravest = consequences.iter().map(|consequence| consequence.severity).max();
    let spreads = match item.finding.effect {
        Effect::None if consequences.is_empty() => Places::default(),
        _ => graph.reach(first).map_or_else(Places::default, |reach| Places::of(reach.spread(audit))),
    };
    let cell = item.finding.places.first().and_then(|place| audit.cell_of(place));
    Some(Told {
        heading: item.heading,
        severity: gravest.map_or(item.severity, |gravest| gravest.max(item.severity)),
        finding: item.finding.clone(),
        packs,
        alike,
        spreads,
        consequences,
        grid: cell.and_then(|at| Grid::around(audit.recalculation, at)),
        override_reason: item.override_reason.clone(),
    })
}

/// What follows, each kind once.
fn consequences(items: &[Item], following: &[usize]) -> Vec<Consequence> {
    let mut found: Vec<(Kind, Consequence)> = Vec::new();
    for item in following.iter().filter_map(|index| items.get(*index)) {
        let more = item.beyond.as_ref().map_or(0, |beyond| beyond.count);
        let same = |(kind, known): &&mut (Kind, Consequence)| {
            known.heading.code == item.heading.code && *kind == item.kind
        };
        if let Some((_, known)) = found.iter_mut().find(same) {
            known.more += 1 + more;
            known.packs.extend(item.packs.iter().map(|(pack, _)| *pack));
            known.packs.sort_unstable();
            known.packs.dedup();
            continue;
        }
        found.push((
            item.kind.clone(),
            Consequence {
                heading: item.heading,
                severity: item.severity,
                finding: item.finding.clone(),
                packs: item.packs.iter().map(|(pack, _)| *pack).collect(),
                more,
            },
        ));
    }
    found.into_iter().map(|(_, consequence)| consequence).collect()
}
