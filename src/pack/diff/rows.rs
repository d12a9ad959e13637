//! Lines of two workbooks, each with the one it became: inserted lines move the others without changing them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::model::Place;
use crate::model::text::normalise;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An expense.
    Expense,
    /// The work of someone.
    Staff,
    /// A resource.
    Resource,
    /// An indicator.
    Indicator,
}

/// A line, as it is compared and shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub place: Place,
    /// What it is about.
    pub title: String,
    /// What tells it from another of the same title: category, year, partner.
    pub identity: Vec<(&'static str, String)>,
    /// Its amounts, and whatever else it says.
    pub values: Vec<(&'static str, String)>,
}

/// A line that says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedRow {
    /// As it was.
    pub old: Row,
    /// As it is.
    pub new: Row,
    /// What changed: the name of the column, what it said, what it says.
    pub cells: Vec<(&'static str, String, String)>,
}

/// What became of lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// Lines that were not there.
    pub added: Vec<Row>,
    /// Lines that are no longer there.
    pub removed: Vec<Row>,
    /// Lines that stand elsewhere among the others, with where they were.
    pub moved: Vec<(Place, Row)>,
    /// Lines that say something else.
    pub changed: Vec<ChangedRow>,
    /// How many are the same.
    pub same: usize,
}

/// How two lines are taken for one, the surest first.
const WAYS: [fn(&Row) -> Option<String>; 4] = [
    |row| Some(format!("{:?}{}{:?}{:?}", row.kind, row.title, row.identity, row.values)),
    |row| Some(format!("{:?}{}{:?}", row.kind, normalise(&row.title), row.identity)),
    |row| (!row.title.is_empty()).then(|| format!("{:?}{}", row.kind, normalise(&row.title))),
    |row| (!row.values.is_empty()).then(|| format!("{:?}{:?}{:?}", row.kind, row.identity, row.values)),
];

/// What became of the lines of one workbook in another.
#[must_use]
pub fn compare(old: &[Row], new: &[Row]) -> Rows {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut left: Vec<usize> = (0..old.len()).collect();
    let mut free: Vec<usize> = (0..new.len()).collect();
    for way in WAYS {
        let mut by_key: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for index in &free {
            if let Some(key) = new.get(*index).and_then(way) {
                by_key.entry(key).or_default().push_back(*index);
            }
        }
        left.retain(|index| {
            let key = old.get(*index).and_then(way);
            let found = key.and_then(|key| by_key.get_mut(&key)?.pop_front());
            pairs.extend(found.map(|found| (*index, found)));
            found.is_none()
        });
        let taken: BTreeSet<usize> = pairs.iter().map(|(_, taken)| *taken).collect();
        free.retain(|index| !taken.contains(index));
    }
    pairs.sort_unstable();
    let kept = in_order(&pairs);
    let mut rows = Rows::default();
    for (rank, (from, to)) in pairs.iter().enumerate() {
        let (Some(before), Some(now)) = (old.get(*from), new.get(*to)) else { continue };
        let cells = cells(before, now);
        let is_moved = !kept.contains(&rank);
        if cells.is_empty() && !is_moved {
            rows.same += 1;
        }
        if is_moved {
            rows.moved.push((before.place.clone(), now.clone()));
        }
        if !cells.is_empty() {
            rows.changed.push(ChangedRow { old: before.clone(), new: now.clone(), cells });
        }
    }
    rows.removed.extend(left.iter().filter_map(|index| old.get(*index).cloned()));
    rows.added.extend(free.iter().filter_map(|index| new.get(*index).cloned()));
    rows
}

/// What two lines say otherwise.
fn cells(old: &Row, new: &Row) -> Vec<(&'static str, String, String)> {
    let all = |row: &Row| -> BTreeMap<&'static str, String> {
        let title = std::iter::once(("intitulé", row.title.clone()));
        title.chain(row.identity.iter().cloned()).chain(row.values.iter().cloned()).collect()
    };
    let (old, new) = (all(old), all(new));
    let names: BTreeSet<&&'static str> = old.keys().chain(new.keys()).collect();
    let said = |row: &BTreeMap<&'static str, String>, name: &str| row.get(name).cloned().unwrap_or_default();
    let changed = names.into_iter().map(|name| (*name, said(&old, name), said(&new, name)));
    changed.filter(|(_, before, now)| before != now).collect()
}

/// The ranks of the longest run of pairs whose second numbers grow: the others moved.
fn in_order(pairs: &[(usize, usize)]) -> BTreeSet<usize> {
    // The best run of each length ends with the smallest second number.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    let second = |rank: usize| pairs.get(rank).map_or(usize::MAX, |pair| pair.1);
    for rank in 0..pairs.len() {
        let length = ends.partition_point(|end| second(*end) < second(rank));
        if let (Some(slot), Some(last)) = (before.get_mut(rank), length.checked_sub(1)) {
            *slot = ends.get(last).copied();
        }
        match ends.get_mut(length) {
            Some(end) => *end = rank,
            None => ends.push(rank),
        }
    }
    let mut kept = BTreeSet::new();
    let mut next = ends.last().copied();
    while let Some(rank) = next {
        kept.insert(rank);
        next = before.get(rank).copied().flatten();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: u32, title: &str, amount: &str) -> Row {
        Row {
            kind: Kind::Expense,
            place: Place::cell(&"b.xlsx".into(), &"D".into(), line, 0),
            title: title.to_owned(),
            identity: vec![("poste", "P".to_owned())],
            values: vec![("montant HT", amount.to_owned())],
        }
    }

    #[test]
    fn an_inserted_line_changes_no_other() {
        let old = [row(1, "a", "1"), row(2, "b", "2"), row(3, "c", "3")];
        let new = [row(1, "a", "1"), row(2, "n", "9"), row(3, "b", "2"), row(4, "c", "3")];
        let rows = compare(&old, &new);
        assert_eq!((rows.same, rows.added.len(), rows.changed.len(), rows.moved.len()), (3, 1, 0, 0));
        assert_eq!(compare(&new, &old).removed, [row(2, "n", "9")]);
    }

    #[test]
    fn a_line_that_moved_is_told_alone() {
        let old = [row(1, "a", "1"), row(2, "b", "2"), row(3, "c", "3"), row(4, "d", "4")];
        let new = [row(1, "d", "4"), row(2, "a", "1"), row(3, "b", "2"), row(4, "c", "3")];
        let rows = compare(&old, &new);
        assert_eq!(rows.moved, [(old[3].place.clone(), new[0].clone())]);
        assert_eq!((rows.same, rows.changed.len()), (3, 0));
    }

    #[test]
    fn a_changed_amount_and_a_changed_title_are_of_the_same_line() {
        let old = [row(1, "a", "1"), row(2, "b", "2"), row(3, "c", "3")];
        let new = [row(1, "a", "5"), row(2, "autre", "2"), row(3, "c", "3")];
        let rows = compare(&old, &new);
        let cells: Vec<_> = rows.changed.iter().flat_map(|row| row.cells.clone()).collect();
        let text = |text: &str| text.to_owned();
        assert_eq!(cells, [("montant HT", text("1"), text("5")), ("intitulé", text("b"), text("autre"))]);
        assert_eq!((rows.same, rows.added.len(), rows.removed.len()), (1, 0, 0));
    }
}
