//! The findings of all packs, each once.

use std::collections::BTreeMap;

use crate::checks::CheckResult;
use crate::figures::FigureKey;
use crate::findings::{Beyond, Effect, Finding, Heading, Kind, Severity};
use crate::model::Place;

/// A finding with the packs it holds for.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) heading: Heading,
    pub(super) severity: Severity,
    pub(super) finding: Finding,
    pub(super) kind: Kind,
    /// The packs, each with the figures that the finding was drawn from there.
    pub(super) packs: Vec<(usize, Vec<FigureKey>)>,
    /// Findings of the same kind that were not kept whole: with the last of those that were.
    pub(super) beyond: Option<Beyond>,
    pub(super) override_reason: Option<String>,
}

/// What tells a finding from the others: from one judgement to the next, amounts may differ.
pub(super) type Name = (&'static str, Kind, Option<Place>);

impl Item {
    pub(super) fn name(&self) -> Name {
        name(&self.heading, &self.finding)
    }

    /// True when its cell has a value that nobody knows, or that would be mended.
    pub(super) const fn is_cause(&self) -> bool {
        !matches!(self.finding.effect, Effect::None)
    }
}

/// The name of a finding.
pub(super) fn name(heading: &Heading, finding: &Finding) -> Name {
    (heading.code, Kind::of(finding), finding.places.first().cloned())
}

/// Every finding, the most important first; the same one in several packs once.
pub(super) fn items(results: &[Vec<CheckResult>]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut known: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for (pack, results) in results.iter().enumerate() {
        for result in results {
            let mut last: BTreeMap<Kind, usize> = BTreeMap::new();
            for finding in &result.answers.findings {
                let name = name(&result.heading, finding);
                let kind = name.1.clone();
                let same = |index: &&usize| {
                    items.get(**index).is_some_and(|item| {
                        says_the_same(&item.finding, finding)
                            && item.packs.iter().all(|(known, _)| *known != pack)
                    })
                };
                let index = match known.get(&name).and_then(|list| list.iter().find(same)) {
                    Some(index) => *index,
                    None => {
                        known.entry(name).or_default().push(items.len());
                        items.push(Item {
                            heading: result.heading,
                            severity: result.severity,
                            finding: finding.clone(),
                            kind: kind.clone(),
                            packs: Vec::new(),
                            beyond: None,
                            override_reason: result.override_reason.clone(),
                        });
                        items.len() - 1
                    }
                };
                if let Some(item) = items.get_mut(index) {
                    item.packs.push((pack, finding.figures.clone()));
                }
                last.insert(kind, index);
            }
            for (kind, beyond) in &result.answers.beyond {
                if let Some(item) = last.get(kind).and_then(|index| items.get_mut(*index)) {
                    item.beyond.get_or_insert_with(|| beyond.clone());
                }
            }
        }
    }
    items.sort_by_key(|item| {
        (
            std::cmp::Reverse(item.severity),
            item.heading.class,
            std::cmp::Reverse(item.finding.weight()),
            item.heading.code,
        )
    });
    items
}

/// Two findings that differ by the figures of their packs only.
fn says_the_same(one: &Finding, other: &Finding) -> bool {
    one.message == other.message
        && one.places == other.places
        && one.found == other.found
        && one.expected == other.expected
        && one.mend == other.mend
}
