//! What differs between two projects, two packs or two workbooks, as an amendment (*avenant*) has to say it: lines added,
//! removed, moved and changed, figures, rules, answers of the checks, wording.

mod fields;
mod pairs;
mod row;
mod rows;
mod subject;
mod workbook;

use std::collections::{BTreeMap, BTreeSet};

pub use row::Row;
pub use rows::Rows;
use subject::PackSide;
pub use subject::Subject;
pub use workbook::{kind, workbook};

/// What differs between two of a kind.
#[derive(Debug)]
pub struct Diff {
    /// As they were named.
    pub names: [String; 2],
    /// The lines of their workbooks.
    pub rows: Rows,
    /// What their packs say, by fund; none of workbooks alone.
    pub packs: BTreeMap<String, PackDiff>,
    /// Funds that one of them alone asks: its rank, and the fund.
    pub alone: Vec<(usize, String)>,
    /// Fields of `projet.toml` that say something else.
    pub fields: Vec<Changed>,
    /// Printed lines of the description that are gone, then those that are new.
    pub wording: [Vec<String>; 2],
    /// True when one of them is a workbook alone: nothing but its lines was compared.
    pub is_workbook: bool,
}

/// What differs between two packs of one fund: what it is about, what it was, what it is.
#[derive(Debug, Default)]
pub struct PackDiff {
    /// Figures.
    pub figures: Vec<Changed>,
    /// Rules.
    pub rules: Vec<Changed>,
    /// Answers of the checks.
    pub answers: Vec<Changed>,
}

/// Something that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its identifier.
    pub id: String,
    /// What it is.
    pub label: String,
    /// What it was; none when it was not there.
    pub before: Option<String>,
    /// What it is; none when it is no longer there.
    pub now: Option<String>,
}

impl Diff {
    /// True when nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Rows { added, removed, moved, changed, .. } = &self.rows;
        let is_same =
            |pack: &PackDiff| pack.figures.is_empty() && pack.rules.is_empty() && pack.answers.is_empty();
        added.is_empty()
            && removed.is_empty()
            && moved.is_empty()
            && changed.is_empty()
            && self.alone.is_empty()
            && self.fields.is_empty()
            && self.packs.values().all(is_same)
            && self.wording.iter().all(Vec::is_empty)
    }
}

/// What differs between two.
#[must_use]
pub fn diff(old: Subject, new: Subject) -> Diff {
    let funds: BTreeSet<&String> = old.packs.keys().chain(new.packs.keys()).collect();
    let is_workbook = old.is_workbook || new.is_workbook;
    let mut packs = BTreeMap::new();
    let mut alone = Vec::new();
    for fund in funds {
        match (old.packs.get(fund), new.packs.get(fund)) {
            (Some(one), Some(other)) => drop(packs.insert(fund.clone(), of_packs(one, other))),
            (Some(_), None) if !is_workbook => alone.push((0, fund.clone())),
            (None, Some(_)) if !is_workbook => alone.push((1, fund.clone())),
            _ => {}
        }
    }
    let (wording, fields) = if is_workbook {
        ([Vec::new(), Vec::new()], Vec::new())
    } else {
        (apart(&old.wording, &new.wording), fields::compare(&old.fields, &new.fields))
    };
    Diff {
        rows: rows::compare(&old.rows, &new.rows),
        packs,
        alone,
        fields,
        wording,
        is_workbook,
        names: [old.name, new.name],
    }
}

fn of_packs(old: &PackSide, new: &PackSide) -> PackDiff {
    let figures = |side: &PackSide| -> BTreeMap<String, (String, String)> {
        side.figures.iter().map(|(id, label, value)| (id.clone(), (label.clone(), value.clone()))).collect()
    };
    let rules = |side: &PackSide| -> BTreeMap<String, (String, String)> {
        let applied = side.rules.iter().filter(|rule| rule.appliquee);
        applied
            .map(|rule| {
                let value = rule.valeur.clone().unwrap_or_default();
                (rule.id.clone(), (rule.id.clone(), format!("{value} ({}, {})", rule.source, rule.statut)))
            })
            .collect()
    };
    let answers = |side: &PackSide| -> BTreeMap<String, (String, String)> {
        side.answers.iter().map(|(code, answer)| (code.clone(), (code.clone(), answer.clone()))).collect()
    };
    PackDiff {
        figures: changes(&figures(old), &figures(new)),
        rules: changes(&rules(old), &rules(new)),
        answers: changes(&answers(old), &answers(new)),
    }
}

fn changes(
    old: &BTreeMap<String, (String, String)>,
    new: &BTreeMap<String, (String, String)>,
) -> Vec<Changed> {
    let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let changed = ids.into_iter().filter_map(|id| {
        let (before, now) = (old.get(id), new.get(id));
        let value = |side: Option<&(String, String)>| side.map(|(_, value)| value.clone());
        let label = now.or(before).map(|(label, _)| label.clone())?;
        (value(before) != value(now)).then(|| Changed {
            id: id.clone(),
            label,
            before: value(before),
            now: value(now),
        })
    });
    changed.collect()
}

/// The lines that only one of two texts has, each as often as it stands there more.
fn apart(old: &[String], new: &[String]) -> [Vec<String>; 2] {
    [only_in(old, new), only_in(new, old)]
}

fn only_in(one: &[String], other: &[String]) -> Vec<String> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for line in other {
        *known.entry(line.trim()).or_default() += 1;
    }
    let mut only = Vec::new();
    for line in one.iter().filter(|line| !line.trim().is_empty()) {
        match known.get_mut(line.trim()) {
            Some(left) if *left > 0 => *left -= 1,
            _ => only.push(line.clone()),
        }
    }
    only
}
