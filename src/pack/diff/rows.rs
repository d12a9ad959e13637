//! Lines of two workbooks, each with the one it became: inserted lines move the others without changing them.

use std::collections::{BTreeMap, BTreeSet};

use super::pairs::{Paired, paired};
use super::row::Row;
use crate::model::Place;

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

/// What became of the lines of one workbook in another.
#[must_use]
pub fn compare(old: &[Row], new: &[Row]) -> Rows {
    let Paired { pairs, left, free } = paired(old, new);
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
    use crate::pack::diff::row::Kind;

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

    #[test]
    fn of_twin_lines_the_one_renamed_is_told_as_renamed() {
        let old = [row(4, "o", "1"), row(5, "a", "2"), row(6, "a", "2"), row(7, "b", "3")];
        // Whichever is renamed, and wherever the lines above it were moved to.
        for (renamed, above) in [(1, 0), (2, 0), (1, 3), (2, 3)] {
            let mut new: Vec<Row> = (0..above).map(|line| row(line, &format!("n{line}"), "9")).collect();
            new.extend(old.iter().cloned());
            new[above as usize + renamed].title = "autre nom".to_owned();
            let rows = compare(&old, &new);
            assert_eq!((rows.same, rows.moved.len(), rows.removed.len()), (3, 0, 0), "{renamed}, {above}");
            assert_eq!(rows.changed.len(), 1);
            assert_eq!(rows.changed[0].old, old[renamed], "{renamed}, {above}");
            assert_eq!(rows.changed[0].new.title, "autre nom");
        }
    }

    #[test]
    fn of_many_twins_one_that_is_gone_costs_no_time() {
        let old = vec![row(1, "a", "1"); 20_000];
        let rows = compare(&old, &old[..19_999]);
        assert_eq!((rows.same, rows.removed.len(), rows.changed.len()), (19_999, 1, 0));
    }
}
