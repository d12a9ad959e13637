//! What `projet.toml` says otherwise, field by field: wording, names, days.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::Changed;
use crate::findings::{field_name, field_title, schema_title};
use crate::model::french::french_date;
use crate::model::text::capitalised;

/// The fields of a `projet.toml`; none when it is no such file.
pub(super) fn fields(bytes: &[u8]) -> Table {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    text.trim_start_matches('\u{feff}').parse().unwrap_or_default()
}

/// The fields that say something else, in the order of their names.
pub(super) fn compare(old: &Table, new: &Table) -> Vec<Changed> {
    let mut changed = Vec::new();
    of_tables(&mut changed, "", Some(old), Some(new));
    changed
}

fn of_tables(changed: &mut Vec<Changed>, path: &str, old: Option<&Table>, new: Option<&Table>) {
    let names: BTreeSet<&String> = [old, new].into_iter().flatten().flat_map(Table::keys).collect();
    for name in names {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let of = |table: Option<&'_ Table>| table.and_then(|table| table.get(name)).cloned();
        of_values(changed, &path, of(old).as_ref(), of(new).as_ref());
    }
}

fn of_values(changed: &mut Vec<Changed>, path: &str, old: Option<&Value>, new: Option<&Value>) {
    if old == new {
        return;
    }
    let any = |is: fn(&Value) -> bool| [old, new].into_iter().flatten().all(is);
    let table = |value: Option<&Value>| value.and_then(Value::as_table).cloned();
    if any(Value::is_table) {
        of_tables(changed, path, table(old).as_ref(), table(new).as_ref());
    } else if any(is_list_of_tables) {
        let items = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
        of_items(changed, path, &items(old), &items(new));
    } else {
        let label = label(path).unwrap_or_else(|| path.to_owned());
        changed.push(Changed { id: path.to_owned(), label, before: old.map(said), now: new.map(said) });
    }
}

fn is_list_of_tables(value: &Value) -> bool {
    value.as_array().is_some_and(|items| !items.is_empty() && items.iter().all(Value::is_table))
}

/// Items of a list: each with the one of the same short name; without one, those that are the same, then the others in
/// their order.
fn of_items(changed: &mut Vec<Changed>, path: &str, old: &[Value], new: &[Value]) {
    let id = |item: &Value| item.get("id").and_then(Value::as_str).map(str::to_owned);
    let same: fn(&Value, &Value) -> bool = if old.iter().chain(new).all(|item| id(item).is_some()) {
        |one, other| one.get("id") == other.get("id")
    } else {
        |one, other| one == other
    };
    let mut free: Vec<(usize, &Value)> = new.iter().enumerate().collect();
    let mut left: Vec<(usize, &Value)> = Vec::new();
    let mut pairs: Vec<(usize, Option<&Value>, Option<&Value>)> = Vec::new();
    for (rank, item) in old.iter().enumerate() {
        match free.iter().position(|(_, other)| same(item, other)) {
            Some(at) => {
                let (rank, other) = free.remove(at);
                pairs.push((rank, Some(item), Some(other)));
            }
            None => left.push((rank, item)),
        }
    }
    let is_named = old.iter().chain(new).all(|item| id(item).is_some());
    let (mut left, mut free) = (left.into_iter(), free.into_iter());
    loop {
        match (left.next(), free.next()) {
            (Some((_, item)), Some((rank, other))) if !is_named => {
                pairs.push((rank, Some(item), Some(other)))
            }
            (None, None) => break,
            (gone, come) => {
                pairs.extend(gone.map(|(rank, item)| (rank, Some(item), None)));
                pairs.extend(come.map(|(rank, item)| (rank, None, Some(item))));
            }
        }
    }
    pairs.sort_by_key(|(rank, ..)| *rank);
    for (rank, before, now) in pairs {
        of_values(changed, &format!("{path}[{rank}]"), before, now);
    }
}

/// A value as an officer reads it.
fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Boolean(true) => "oui".to_owned(),
        Value::Boolean(false) => "non".to_owned(),
        Value::Float(number) => number.to_string().replace('.', ","),
        Value::Datetime(day) => {
            let text = day.to_string();
            text.parse().map_or(text, french_date)
        }
        Value::Array(items) => items.iter().map(said).collect::<Vec<_>>().join(" ; "),
        other => other.to_string(),
    }
}

/// The French name of a field; none when it has none, and its path tells it.
fn label(path: &str) -> Option<String> {
    if let Some(name) = field_name(path) {
        return Some(capitalised(&name));
    }
    let mut title = String::new();
    let mut ranks = Vec::new();
    let path = match path.strip_prefix("fonds.").and_then(|rest| rest.rsplit_once('.')) {
        // Identifiers of funds hold dots: the end tells the field.
        Some((_, last)) => format!("fonds[].{last}"),
        None => path.to_owned(),
    };
    for part in path.split('[') {
        match part.split_once(']') {
            Some((rank, after)) => {
                ranks.extend(rank.parse::<usize>().ok().and_then(|rank| rank.checked_add(1)));
                title.push_str("[]");
                title.push_str(after);
            }
            None => title.push_str(part),
        }
    }
    let name = field_title(&title).or_else(|| schema_title(&title))?;
    let ranks: String = ranks.iter().map(|rank| format!(" n° {rank}")).collect();
    Some(format!("{}{ranks}", capitalised(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(old: &str, new: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let all = compare(&fields(old.as_bytes()), &fields(new.as_bytes()));
        all.into_iter().map(|one| (one.id, one.before, one.now)).collect()
    }

    #[test]
    fn texts_days_and_lists_are_told_as_officers_read_them() {
        let old = "[projet]\nintitule = \"a\"\ndate_effet = 2024-01-15\nfonds = [\"x\", \"y\"]\n[actions]\n";
        let new = "[projet]\nintitule = \"b\"\ndate_effet = 2024-02-01\nfonds = [\"x\"]\nresume = \"r\"\n[actions]\n";
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            changes(old, new),
            [
                ("projet.date_effet".to_owned(), text("15\u{a0}janvier 2024"), text("1er\u{a0}février 2024")),
                ("projet.fonds".to_owned(), text("x ; y"), text("x")),
                ("projet.intitule".to_owned(), text("a"), text("b")),
                ("projet.resume".to_owned(), None, text("r")),
            ]
        );
        assert!(changes(old, old).is_empty());
    }

    #[test]
    fn an_inserted_item_changes_no_other() {
        let item = |id: &str, name: &str| format!("[[partenaires]]\n{id}nom = \"{name}\"\n");
        for ids in [["id = \"un\"\n", "id = \"deux\"\n", "id = \"trois\"\n"], ["", "", ""]] {
            let old = [item(ids[0], "a"), item(ids[1], "b")].concat();
            let new = [item(ids[2], "n"), item(ids[0], "a"), item(ids[1], "b")].concat();
            let told = changes(&old, &new);
            assert!(told.iter().all(|(id, before, _)| id.starts_with("partenaires[0].") && before.is_none()));
            assert_eq!(told.len(), if ids[0].is_empty() { 1 } else { 2 }, "{told:?}");
        }
        let renamed = changes(&item("id = \"un\"\n", "a"), &item("id = \"un\"\n", "b"));
        assert_eq!(renamed, [("partenaires[0].nom".to_owned(), Some("a".to_owned()), Some("b".to_owned()))]);
    }
}
